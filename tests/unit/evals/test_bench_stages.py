"""The stages' clocks count what they are to count, and close what they opened."""

from collections.abc import Iterator, Sequence

import pytest

from assistant.answering.writer import Prompt, Token
from evals.bench_stages import TimedReader, TimedWriter
from knowledge_base.errors import ModelUnavailable


class Clock:
    """Seconds that go by only where somebody waits."""

    now = 0.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("evals.bench_stages.perf_counter", lambda: clock.now)
    return clock


class Slow:
    """Writes two tokens and reads one prompt, 2 s each; a prompt of nothing cannot be read."""

    name = "langsam"
    closed = False

    def __init__(self, clock: Clock) -> None:
        self._wait = clock.wait

    def write(self, _prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        try:
            for number in range(2 * max_tokens):
                self._wait(2)
                yield Token(str(number))
        finally:
            self.closed = True

    def read(self, prompt: str) -> Sequence[float]:
        self._wait(2)
        if not prompt:
            raise ModelUnavailable("Der Leser lehnt ab.")
        return [1.0]


def test_only_waiting_for_the_model_counts_as_writing(clock: Clock) -> None:
    slow = Slow(clock)
    writer = TimedWriter(slow)
    for _token in writer.write(Prompt("", (), ""), max_tokens=1):
        clock.wait(20)
    assert writer.seconds == 4
    assert writer.name == "langsam"


def test_an_answer_that_is_cut_off_is_closed(clock: Clock) -> None:
    slow = Slow(clock)
    tokens = TimedWriter(slow).write(Prompt("", (), ""), max_tokens=5)
    next(tokens)
    tokens.close()  # type: ignore[attr-defined]
    assert slow.closed


def test_reading_counts_whether_it_succeeds_or_not(clock: Clock) -> None:
    reader = TimedReader(Slow(clock))
    assert reader.read("Frage") == [1.0]
    with pytest.raises(ModelUnavailable):
        reader.read("")
    assert reader.seconds == 4
