"""Near copies of the sources that the reader learns statements from: faithful ones, each with a false twin, by rule.

What a small model writes is mostly a source's own sentence. Whoever has learned from free restatements alone doubts
even that; who sees faithful copies alone takes every copy for true. So each is there once more, with a planted error.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evals.reader.copying_errors import false_copies
from evals.reader.copying_rules import faithful_copies
from evals.reader.material import ReaderStatement, as_words, read_statements
from evals.statements.paraphrases import Paraphrase

ORIGIN = "near copies"
RULES_WEIGHT = {"verbatim": 0.5}
"""What is drawn more often than other rules: most of what a small model writes is verbatim."""
KINDS_WEIGHT = {"wrong §": 2.0, "changed number": 2.0, "changed unit": 2.0, "wrong name": 2.0}
"""Kinds of errors that are drawn less often: computed checks bar them, whatever a reader says."""


def near_copies(statements: Sequence[ReaderStatement] | None = None) -> list[ReaderStatement]:
    """Return a faithful copy and its false twin, always the same ones, for each source that has both.

    By default of the statements that the reader is fitted on. The twin is the copy itself with an error, so that no
    other trait of a copy tells which of the two it is.
    """
    sources = _sources(read_statements() if statements is None else statements)
    copies = {one.id: list(_copies(one)) for one in sources}
    false = false_copies([copy for of_source in copies.values() for copy in of_source])
    rules, kinds = _Even(RULES_WEIGHT), _Even(KINDS_WEIGHT)
    found: list[ReaderStatement] = []
    for one in sources:
        with_twin = {copy.kind: copy for copy in copies[one.id] if copy.id in false}
        if with_twin:
            copy = with_twin[rules.draw(with_twin, one.id)]
            kind = kinds.draw(false[copy.id], one.id)
            twin = f"{copy.id}-{kind.replace(' ', '-')}"
            found.append(replace(one, id=copy.id, origin=ORIGIN, text=copy.text, follows=True))
            found.append(replace(one, id=twin, origin=ORIGIN, text=false[copy.id][kind], follows=False))
    return found


class _Even:
    """Draws among names so that none is drawn much more often than others; a hash decides between equals."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights, self._drawn = weights, Counter[str]()

    def draw(self, names: Iterable[str], of: str) -> str:
        name = min(names, key=lambda name: (self._drawn[name] * self._weights.get(name, 1.0), _digest(of + name)))
        self._drawn[name] += 1
        return name


def _sources(statements: Iterable[ReaderStatement]) -> list[ReaderStatement]:
    """Return the first statement on each source."""
    first: dict[str, ReaderStatement] = {}
    for one in statements:
        first.setdefault(as_words(one.cited.text), one)
    return [replace(one, id=re.sub(r"-(?:faithful|false)-\d+$", "", one.id)) for one in first.values()]


def _copies(one: ReaderStatement) -> Iterator[Paraphrase]:
    for rule, text in faithful_copies(one.cited, statute=one.origin == "statute").items():
        yield Paraphrase(f"{one.id}-copy-{rule}", "train", one.origin, one.cited.text, one.cited.context, text, rule)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
