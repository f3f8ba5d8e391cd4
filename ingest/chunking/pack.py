"""Packs units into passages: in order, whole, each with its lead-in, none larger than its budget."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.chunking.limits import LEAD_IN_WORDS, MAX_TOKENS, count_words, estimate_tokens
from ingest.chunking.split_unit import split_unit
from ingest.chunking.units import Unit, ancestors
from ingest.parsing.blocks import Place
from knowledge_base.sentences import sentences

COLUMN = re.compile(r"[^:\n]{1,80}:(?= )")
"""The name of its column, with which a cell's line begins."""


Size = tuple[int, int]
"""A line's estimated tokens and its words."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a passage may hold; a single unit may have more words, but never more tokens."""

    tokens: int = MAX_TOKENS
    words: int | None = None

    def holds(self, sizes: Iterable[Size]) -> bool:
        """Tell whether lines of these sizes fit into one passage."""
        tokens = words = 0
        for size in sizes:
            tokens += size[0]
            words += size[1]
            if tokens > self.tokens or (self.words is not None and words > self.words):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one passage and where it begins."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the open passage: which unit it is, and whether it stands there only as a lead-in."""

    unit: int
    text: str
    is_lead_in: bool = False


class Packer:
    """Packs one section; `cut` collects what is left of sentences that had to be divided."""

    def __init__(self, units: Sequence[Unit], budget: Budget) -> None:
        self._units = units
        self._budget = budget
        self._open: list[_Line] = []
        self._sizes: dict[str, Size] = {}
        self._last = _last_descendants(units)
        self.cut: list[str] = []

    def parts(self) -> Iterator[Part]:
        """Yield the passages in order."""
        for index in range(len(self._units)):
            if not self._waits() and (self._better_apart(index) or not self._fits(index)):
                yield from self._close(index)
            if not self._waits() and not self._fits(index):
                yield from self._close(index)
            if self._fits(index) or self._only_words_exceed(index):
                self._open += [*self._leads(index), _Line(index, self._units[index].text)]
            else:
                yield from self._split(index)
        yield from self._close(None)

    def _fits(self, index: int) -> bool:
        return self._budget.holds(self._sizes_with(index))

    def _only_words_exceed(self, index: int) -> bool:
        return Budget(self._budget.tokens).holds(self._sizes_with(index))

    def _sizes_with(self, index: int) -> Iterator[Size]:
        """Yield the sizes of the open lines and of a unit with its lead-ins."""
        yield from (self._size(line.text) for line in [*self._open, *self._leads(index)])
        yield self._size(self._units[index].text)

    def _size(self, text: str) -> Size:
        """Return a line's size; it is asked again for each line that follows in the same passage."""
        if text not in self._sizes:
            self._sizes[text] = estimate_tokens(text), count_words(text)
        return self._sizes[text]

    def _better_apart(self, index: int) -> bool:
        """Tell whether a unit with all that hangs on it fits into a passage of its own, but not into the open one."""
        group = range(index, self._last[index] + 1)
        if len(group) == 1 or self._units[index].parent == self._open[-1].unit:
            return False
        if not self._budget.holds(self._size(self._units[member].text) for member in group):
            return False
        texts = [*(line.text for line in self._open), *(self._units[member].text for member in group)]
        return not self._budget.holds(map(self._size, texts))

    def _leads(self, index: int) -> list[_Line]:
        """Return the lead-ins of a unit that the open passage does not hold, outermost first."""
        there = {line.unit for line in self._open}
        leads = [
            _Line(above, self._lead_in(above), is_lead_in=True)
            for above in ancestors(self._units, index)
            if above not in there
        ]
        while leads and sum(self._size(line.text)[0] for line in leads) > self._budget.tokens // 2:
            leads.pop(0)
        return leads

    def _lead_in(self, index: int) -> str:
        text = self._units[index].text
        if count_words(text) <= LEAD_IN_WORDS:
            return text
        return (sentences(text) or [text])[-1]

    def _close(self, following: int | None) -> Iterator[Part]:
        """End the open passage; lines at its end that belong to the following unit go with that one."""
        lines, self._open = self._open, []
        repeated = {} if following is None else {line.unit: line.text for line in self._leads(following)}
        taken: list[_Line] = []
        while lines and following is not None:
            if repeated.get(lines[-1].unit) == self._units[lines[-1].unit].text:
                lines.pop()
            elif self._units[lines[-1].unit].is_heading and not lines[-1].is_lead_in:
                taken.insert(0, lines.pop())
            else:
                break
        if taken and not any(not line.is_lead_in for line in lines):
            # Nothing but headings, such as a table of contents: they are the text.
            lines, taken = [*lines, *taken], []
        self._open = taken
        own = [line for line in lines if not line.is_lead_in]
        if own:
            yield Part("\n".join(line.text for line in lines), self._units[own[0].unit].place)

    def _split(self, index: int) -> Iterator[Part]:
        """Divide a unit that is larger than a whole passage, each piece with the lead-in."""
        if not self._waits():
            yield from self._close(index)
        leads = [line.text for line in [*self._open, *self._leads(index)]]
        self._open = []
        text = self._units[index].text
        column = COLUMN.match(text) if self._units[index].is_row else None
        label = column.group() if column else ""
        room = self._budget.tokens - sum(self._size(line)[0] for line in [*leads, label])
        for number, (piece, is_cut) in enumerate(split_unit(text, room)):
            if is_cut:
                self.cut.append(piece)
            above = [*leads, label] if label and number else leads
            yield Part("\n".join([*above, piece]), self._units[index].place)

    def _waits(self) -> bool:
        """Tell whether the open passage is empty or but a few headings, which belong to what comes."""
        headings = [line.text for line in self._open if self._units[line.unit].is_heading]
        few = sum(self._size(heading)[0] for heading in headings) <= self._budget.tokens // 4
        return few and len(headings) == len(self._open)


def _last_descendants(units: Sequence[Unit]) -> list[int]:
    """Return for each unit the last of the units that hang on it, itself when there is none."""
    last = list(range(len(units)))
    for index in range(len(units) - 1, -1, -1):
        parent = units[index].parent
        if parent is not None:
            last[parent] = max(last[parent], last[index])
    return last
