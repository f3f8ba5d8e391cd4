from collections.abc import Iterator

import pytest

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_server import count_prompt_tokens
from assistant.answering.writer import Prompt, Token
from evals.token_counts import CountingWriter, token_figures
from knowledge_base.errors import ModelUnavailable

PROMPT = Prompt("Regeln", (), "Frage")


class Words:
    """A writer of a fixed text; `closed` tells whether its request was cancelled or ended."""

    name = "wörter"
    closed = False

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        try:
            yield from (Token(word) for word in "eins zwei drei vier".split()[:max_tokens])
        finally:
            self.closed = True


def test_tokens_are_counted_as_far_as_they_were_read() -> None:
    writer = CountingWriter(Words(), lambda prompt: len(prompt.user))
    assert writer.take() is None
    assert len(list(writer.write(PROMPT, max_tokens=9))) == 4
    assert writer.take() == {"prompt": 5, "completion": 4}
    assert writer.take() is None


def test_an_answer_that_is_cut_off_is_cancelled_at_the_server() -> None:
    words = Words()
    writer = CountingWriter(words, lambda _prompt: 7)
    tokens = writer.write(PROMPT, max_tokens=9)
    next(tokens)
    tokens.close()  # type: ignore[attr-defined]
    assert words.closed
    assert writer.take() == {"prompt": 7, "completion": 1}


def test_figures_over_the_answers_that_asked_the_model() -> None:
    figures = token_figures([{"prompt": 100, "completion": 10}, {"prompt": 300, "completion": 20}])
    assert figures["prompt"] == {"mean": 200, "p50": 200, "p95": 290, "sum": 400}
    assert token_figures([]) == {}


def test_a_server_that_is_gone_is_said_so() -> None:
    with pytest.raises(ModelUnavailable):
        count_prompt_tokens(ChatConnection("http://127.0.0.1:9/v1", "m"), PROMPT, timeout_seconds=1)
