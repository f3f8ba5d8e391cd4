"""Packs units into passages: in order, whole, each with its lead-in, none larger than its budget."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.chunking.limits import LEAD_IN_WORDS, MAX_TOKENS, count_words, estimate_tokens
from ingest.chunking.split_unit import split_unit
from ingest.chunking.units import Unit, ancestors
from ingest.parsing.blocks import Place
from knowledge_base.sentences import sentences


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a passage may hold; a single unit may have more words, but never more tokens."""

    tokens: int = MAX_TOKENS
    words: int | None = None

    def holds(self, lines: Iterable[str]) -> bool:
        """Tell whether these lines fit into one passage."""
        tokens = words = 0
        for line in lines:
            tokens += estimate_tokens(line)
            words += count_words(line)
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
        self._last = _last_descendants(units)
        self.cut: list[str] = []

    def parts(self) -> Iterator[Part]:
        """Yield the passages in order."""
        for index in range(len(self._units)):
            if self._open and self._better_apart(index):
                yield from self._close(index)
            if self._open and not self._fits(index):
                yield from self._close(index)
            if self._fits(index) or self._only_words_exceed(index):
                self._open += [*self._leads(index), _Line(index, self._units[index].text)]
            else:
                yield from self._split(index)
        yield from self._close(None)

    def _fits(self, index: int) -> bool:
        lines = [*self._open, *self._leads(index)]
        return self._budget.holds([*(line.text for line in lines), self._units[index].text])

    def _only_words_exceed(self, index: int) -> bool:
        lines = [*self._open, *self._leads(index)]
        return Budget(self._budget.tokens).holds([*(line.text for line in lines), self._units[index].text])

    def _better_apart(self, index: int) -> bool:
        """Tell whether a unit with all that hangs on it fits into a passage of its own, but not into the open one."""
        group = range(index, self._last[index] + 1)
        if len(group) == 1 or self._units[index].parent == self._open[-1].unit:
            return False
        open_lines = [line.text for line in self._open]
        return self._budget.holds(self._units[member].text for member in group) and not self._budget.holds(
            [*open_lines, *(self._units[member].text for member in group)]
        )

    def _leads(self, index: int) -> list[_Line]:
        """Return the lead-ins of a unit that the open passage does not hold, outermost first."""
        there = {line.unit for line in self._open}
        leads = [
            _Line(above, self._lead_in(above), is_lead_in=True)
            for above in ancestors(self._units, index)
            if above not in there
        ]
        while leads and sum(estimate_tokens(line.text) for line in leads) > self._budget.tokens // 2:
            leads.pop(0)
        return leads

    def _lead_in(self, index: int) -> str:
        text = self._units[index].text
        if count_words(text) <= LEAD_IN_WORDS:
            return text
        return (sentences(text) or [text])[-1]

    def _close(self, following: int | None) -> Iterator[Part]:
        """End the open passage; lines at its end that will be repeated before the following unit go with that one."""
        lines, self._open = self._open, []
        repeated = {} if following is None else {line.unit: line.text for line in self._leads(following)}
        while lines and repeated.get(lines[-1].unit) == self._units[lines[-1].unit].text:
            lines.pop()
        own = [line for line in lines if not line.is_lead_in]
        if own:
            yield Part("\n".join(line.text for line in lines), self._units[own[0].unit].place)

    def _split(self, index: int) -> Iterator[Part]:
        """Divide a unit that is larger than a whole passage, each piece with the lead-in."""
        yield from self._close(index)
        leads = [line.text for line in self._leads(index)]
        room = self._budget.tokens - sum(estimate_tokens(line) for line in leads)
        for piece, is_cut in split_unit(self._units[index].text, room):
            if is_cut:
                self.cut.append(piece)
            yield Part("\n".join([*leads, piece]), self._units[index].place)


def _last_descendants(units: Sequence[Unit]) -> list[int]:
    """Return for each unit the last of the units that hang on it, itself when there is none."""
    last = list(range(len(units)))
    for index in range(len(units) - 1, -1, -1):
        parent = units[index].parent
        if parent is not None:
            last[parent] = max(last[parent], last[index])
    return last
