"""Which share of an answer's time each stage takes: searching, reading, writing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from assistant.answering.reading import Reader
from assistant.answering.writer import Prompt, Token, Writer


@dataclass(slots=True)
class TimedReader:
    """A Reader that counts the seconds it takes."""

    reader: Reader
    seconds: float = field(default=0.0, init=False)

    @property
    def name(self) -> str:
        """The model and its layers."""
        return self.reader.name

    def read(self, prompt: str) -> Sequence[float]:
        """Read; see assistant.answering.reading.Reader."""
        began = perf_counter()
        try:
            return self.reader.read(prompt)
        finally:
            self.seconds += perf_counter() - began


@dataclass(slots=True)
class TimedWriter:
    """A Writer that counts the seconds it is waited for; what is done with a token meanwhile does not count."""

    writer: Writer
    seconds: float = field(default=0.0, init=False)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.writer.name

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        """Yield the writer's tokens; see assistant.answering.writer.Writer."""
        began = perf_counter()
        tokens = self.writer.write(prompt, max_tokens=max_tokens)
        try:
            for token in tokens:
                self.seconds += perf_counter() - began
                yield token
                began = perf_counter()
            self.seconds += perf_counter() - began
        finally:
            close = getattr(tokens, "close", None)
            if close is not None:
                close()


def shares(total: float, *, search: float, reading: float, writing: float) -> dict[str, float]:
    """Return each stage's share of the total seconds (0 to 1); the rest is choosing quotes and checking statements.

    >>> shares(10.0, search=0.5, reading=1.5, writing=7.0)
    {'search': 0.05, 'reading': 0.15, 'writing': 0.7, 'rest': 0.1}
    """
    parts = {"search": search, "reading": reading, "writing": writing}
    found = {name: round(seconds / total, 3) if total else 0.0 for name, seconds in parts.items()}
    return {**found, "rest": round(max(0.0, 1 - sum(found.values())), 3)}
