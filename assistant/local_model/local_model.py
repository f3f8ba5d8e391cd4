"""A chat model computed in this process: it reads a prompt's state, and writes answers.

It writes what it finds likeliest. Each pass checks a whole draft (drafts.py) at the price of one token, because what
costs time is fetching the weights. Threads may share it: their passes take turns.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.reading import asked_part
from assistant.local_model.chat_tokens import ChatTokens, Message
from assistant.local_model.drafts import alike, checked, foretell
from assistant.local_model.held_form import Forms, HeldForm
from assistant.local_model.parts import Floats, Past, load_parts
from assistant.local_model.turns import Turns
from knowledge_base.errors import ModelUnavailable

MOST_READ = 1024
"""Tokens that are read for a state."""

_AT_ONCE = 128
"""Tokens of a prompt to be answered that are read in one turn, in half a second."""

MOST_DRAFTED = 11
"""Tokens of a draft: with the one before it they take as long as one alone, on a processor with 8-bit products."""

_ALTERNATIVES = 5
WITHOUT_READING = "Die Antwort gilt ohne diese Prüfung."
WITHOUT_WRITING = "Die Zitate gelten."


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer and its tokens; the first one with tokens names likely first ones with their probability.

    While the prompt is read, pieces are empty. The last one tells whether the model `ended`, or may write no more.
    """

    text: str
    tokens: int
    alternatives: Mapping[str, float] = field(default_factory=dict)
    ended: bool = False


@dataclass(slots=True)
class _Course:
    """What an answer's tokens, the prompt's among them, left so far."""

    reading: Past
    writing: Past
    tokens: list[int] = field(default_factory=list)

    def begin_like(self, other: "_Course", length: int) -> None:
        self.reading.begin_like(other.reading, length)
        self.writing.begin_like(other.writing, length)
        self.tokens = other.tokens[:length]

    def shorten_to(self, length: int) -> None:
        self.reading.length = self.writing.length = length
        del self.tokens[length:]


class LocalModel:
    """Reads and writes; `writes` is false where it only has to read, which takes less memory."""

    def __init__(
        self, folder: Path, *, threads: int, context_tokens: int, writes: bool = True, most_drafted: int = MOST_DRAFTED
    ) -> None:
        """Load what make_parts left in `folder`; drafts have up to `most_drafted` tokens. Raises ModelError."""
        self._most, self._most_drafted = context_tokens, most_drafted
        self._text = ChatTokens(folder)
        parts = load_parts(folder, threads, writes=writes)
        self._reading, self._writing = parts.reading, parts.writing
        self._forms = Forms(self._text.described(), parts.words, self._text.ends) if writes else None
        self._turns = Turns()
        self._kept: _Course | None = None
        self._keeping = threading.Lock()

    def read(self, prompt: str) -> list[float]:
        """Return the state at the prompt's last token, and after it the mean of those where it says what is asked.

        Raises ModelUnavailable when the prompt is too long, or cannot be computed.
        """
        tokens, places = self._text.with_places(prompt)
        if len(tokens) > MOST_READ:
            raise ModelUnavailable(f"{len(tokens)} Token sind zu lesen, {MOST_READ} sind möglich.", WITHOUT_READING)
        first, end = asked_part(prompt)
        asked = [place for place, (begins, ends) in enumerate(places) if begins < end and ends > first]
        if not asked:
            raise ModelUnavailable("Es ist nichts zu lesen.", WITHOUT_READING)
        try:
            state = self._state(tokens, asked[0], asked[-1] + 1)
        except RuntimeError as exc:
            raise ModelUnavailable("Der Leser liest nicht.", WITHOUT_READING) from exc
        if not all(map(isfinite, state)):
            raise ModelUnavailable("Der Leser gibt keine Zahlen zurück.", WITHOUT_READING) from FloatingPointError()
        return state

    def count(self, messages: Sequence[Message]) -> int:
        """Return the tokens of a prompt."""
        return len(self._text.to_be_answered(messages))

    def keep(self, messages: Sequence[Message]) -> None:
        """Read these messages now, and never again where a prompt begins with them; raises ModelUnavailable."""
        tokens = self._text.of_chat(messages)
        self._check_length(len(tokens))
        with self._keeping:
            course = self._new_course(len(tokens))
            for _ in self._read_prompt(course, tokens):
                pass
            self._kept = course

    def write(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """Yield the answer piece by piece, up to `max_tokens`; closing the iterator stops it.

        Raises ModelUnavailable when the prompt is too long, and ValueError for a schema that cannot be held.
        """
        tokens = self._text.to_be_answered(messages)
        self._check_length(len(tokens) + max_tokens)
        if self._forms is None:
            raise ModelUnavailable("Dieses Sprachmodell ist nur zum Lesen geladen.", WITHOUT_WRITING)
        form = None if schema is None else self._forms.of_schema(schema)
        return self._written(tokens, max_tokens, form)

    def _written(self, prompt: Sequence[int], most: int, form: HeldForm | None) -> Iterator[Piece]:
        course = self._new_course(len(prompt) + most + self._most_drafted + 1)
        with self._keeping:  # what is being read to be kept is not read a second time
            kept = self._kept
        if kept is not None:
            course.begin_like(kept, alike(kept.tokens, prompt))
        weights: Floats = np.empty((0, 0), np.float32)
        for after in self._read_prompt(course, prompt[len(course.tokens) :]):
            weights = after
            yield Piece("", 0)  # so that whoever leaves meanwhile is noticed
        alternatives = self._alternatives(weights[-1])
        written: list[int] = []
        told = ""
        drafted: list[int] = []
        while True:
            taken, ended = checked(weights[-len(drafted) - 1 :], drafted, self._text.ends, form)
            room = most - len(written)
            taken, ended = taken[:room], ended and len(taken) <= room
            course.shorten_to(len(course.tokens) - len(drafted) + len(taken) - 1)
            written += taken
            text = self._text.text(written)
            yield Piece(text[len(told) :], len(taken), alternatives, ended)
            if ended or len(written) == most:
                return
            told, alternatives = text, {}
            drafted = foretell([*course.tokens, taken[-1]], form, min(self._most_drafted, most - len(written)))
            weights = self._read_on(course, [taken[-1], *drafted])

    def _alternatives(self, weights: Floats) -> dict[str, float]:
        likely = np.exp(weights - weights.max())
        shares = likely / likely.sum()
        found: dict[str, float] = {}
        for token in np.argsort(weights)[: -_ALTERNATIVES - 1 : -1]:
            found.setdefault(self._text.text([int(token)]), float(shares[token]))
        return found

    def _check_length(self, tokens: int) -> None:
        if tokens > self._most:
            raise ModelUnavailable(
                f"Das Sprachmodell fasst {self._most} Token, {tokens} sind verlangt.", WITHOUT_WRITING
            )

    def _new_course(self, room: int) -> _Course:
        if self._writing is None:
            raise ModelUnavailable("Dieses Sprachmodell ist nur zum Lesen geladen.", WITHOUT_WRITING)
        return _Course(self._reading.room_for(room), self._writing.room_for(room))

    def _read_prompt(self, course: _Course, tokens: Sequence[int]) -> Iterator[Floats]:
        """Read in several turns; yields after each the weights of the next word, shape (1, words)."""
        for start in range(0, len(tokens), _AT_ONCE):
            part = tokens[start : start + _AT_ONCE]
            yield self._read_on(course, part, asked_from=len(part) - 1)

    def _read_on(self, course: _Course, tokens: Sequence[int], asked_from: int = 0) -> Floats:
        """Read tokens after the others of a course; returns the weights of each next word, shape (asked, words)."""
        assert self._writing is not None, "a course is only begun where there is one"  # noqa: S101 - states it
        try:
            with self._turns.mine():
                states, _ = self._reading.compute(_as_given(tokens, 0, 1), course.reading)
                (weights,) = self._writing.compute([states, np.array([asked_from], np.int64)], course.writing)
                found: Floats = weights.copy()
        except RuntimeError as exc:
            raise ModelUnavailable("Das Sprachmodell rechnet nicht.", WITHOUT_WRITING) from exc
        course.tokens += tokens
        return found

    def _state(self, tokens: Sequence[int], first: int, end: int) -> list[float]:
        # in one turn, of about a second: cut up, the numbers differ a little from those that the weights were fitted on
        with self._turns.mine():
            _, state = self._reading.compute(_as_given(tokens, first, end), self._reading.room_for(len(tokens)))
            found: list[float] = state.tolist()
        return found


def _as_given(tokens: Sequence[int], first: int, end: int) -> list[npt.NDArray[np.int64]]:
    return [np.array(numbers, np.int64) for numbers in (tokens, [first], [end])]
