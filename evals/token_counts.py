"""Counts the tokens that an answer cost."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import cast

from assistant.answering.writer import Prompt, Token, Writer
from evals.metrics.bootstrap import mean
from evals.metrics.latency import percentile

PARTS = ("prompt", "completion")


@dataclass(slots=True)
class CountingWriter:
    """A Writer that remembers what was asked of it last.

    Answers are often cut off once enough is said, and a server tells its usage only at the end of a stream. So the
    tokens written are counted as they come, and the prompt's are what the server's usage says when `count_prompt` asks
    it again, after the answer and outside its time.
    """

    writer: Writer
    count_prompt: Callable[[Prompt], int]
    _prompt: Prompt | None = field(default=None, init=False)
    _written: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        """The model's name, as it is kept with each answer."""
        return self.writer.name

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        """Yield the writer's tokens; see assistant.answering.writer.Writer."""
        self._prompt, self._written = prompt, 0
        with closing(cast(Generator[Token], self.writer.write(prompt, max_tokens=max_tokens))) as tokens:
            for token in tokens:
                self._written += 1
                yield token

    def take(self) -> dict[str, int] | None:
        """Return the tokens of the last request and forget it; None when the model was not asked.

        Raises ModelUnavailable when the server does not answer.
        """
        if self._prompt is None:
            return None
        prompt, self._prompt = self._prompt, None
        return {"prompt": self.count_prompt(prompt), "completion": self._written}


def token_figures(counts: Sequence[dict[str, int]]) -> dict[str, dict[str, float]]:
    """Return mean, p50, p95 and sum over the answers for which the model was asked; empty when there are none."""
    found = {}
    for part in PARTS:
        values = [float(count[part]) for count in counts]
        average, half, most = mean(values), percentile(values, 50), percentile(values, 95)
        if average is not None and half is not None and most is not None:
            found[part] = {"mean": average, "p50": half, "p95": most, "sum": sum(values)}
    return found
