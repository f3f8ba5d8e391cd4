"""The stages' clocks count what they are to count, and close what they opened."""

from collections.abc import Iterator, Sequence
from time import sleep

import pytest

from assistant.answering.writer import Prompt, Token
from evals.bench_stages import TimedReader, TimedWriter
from knowledge_base.errors import ModelUnavailable


class Slow:
    """Writes two tokens and reads one prompt, 20 ms each; a prompt of nothing cannot be read."""

    name = "langsam"
    closed = False

    def write(self, _prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        try:
            for number in range(2 * max_tokens):
                sleep(0.02)
                yield Token(str(number))
        finally:
            self.closed = True

    def read(self, prompt: str) -> Sequence[float]:
        sleep(0.02)
        if not prompt:
            raise ModelUnavailable("Der Leser lehnt ab.")
        return [1.0]


def test_only_waiting_for_the_model_counts_as_writing() -> None:
    slow = Slow()
    writer = TimedWriter(slow)
    for _token in writer.write(Prompt("", (), ""), max_tokens=1):
        sleep(0.2)
    assert 0.04 <= writer.seconds < 0.3
    assert writer.name == "langsam"


def test_an_answer_that_is_cut_off_is_closed() -> None:
    slow = Slow()
    tokens = TimedWriter(slow).write(Prompt("", (), ""), max_tokens=5)
    next(tokens)
    tokens.close()  # type: ignore[attr-defined]
    assert slow.closed


def test_reading_counts_whether_it_succeeds_or_not() -> None:
    reader = TimedReader(Slow())
    assert reader.read("Frage") == [1.0]
    with pytest.raises(ModelUnavailable):
        reader.read("")
    assert reader.seconds >= 0.04
