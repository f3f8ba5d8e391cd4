"""Rules out, before two statements are compared word by word, that they could be about the same: by bit sets of stems.

Nothing is ruled out that the comparison would find: a word counts as known to the other statement as soon as it could
be matched there, alone or as a part of a compound.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from knowledge_base.likeness.similar_passages import LEAST_IN_COMMON, NOUN_WEIGHT, OTHER_WEIGHT, SAME_ABOUT
from knowledge_base.likeness.statement import Statement
from knowledge_base.likeness.statement_words import ACTOR_STEMS, is_alike

_ALIKE_BEGIN_WITH = 5
"""Letters that two stems have in common at least when they are alike and not the same."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Signature:
    """A statement's words as bit sets; `may_match` are the stems that could be matched by its nouns (other words)."""

    nouns: int
    others: int
    noun_count: int
    other_count: int
    may_match_nouns: int
    may_match_others: int
    named: int

    def may_be_like(self, other: "Signature") -> bool:
        """Tell whether two statements could be found to be about the same."""
        common = (self.nouns & other.nouns).bit_count()
        if not common or common < LEAST_IN_COMMON * min(self.noun_count, other.noun_count):
            return False
        if (self.nouns & other.named) != self.nouns and (other.nouns & self.named) != other.nouns:
            return False
        nouns, others = self.noun_count + other.noun_count, self.other_count + other.other_count
        known_nouns = (self.nouns & other.may_match_nouns).bit_count()
        known_nouns += (other.nouns & self.may_match_nouns).bit_count()
        known_others = (self.others & other.may_match_others).bit_count()
        known_others += (other.others & self.may_match_others).bit_count()
        known = NOUN_WEIGHT * known_nouns + OTHER_WEIGHT * known_others
        return known >= SAME_ABOUT * (NOUN_WEIGHT * nouns + OTHER_WEIGHT * others) - _ROUNDING


class WordTable:
    """Gives each stem of many statements a bit, and knows which stems could be matched by which."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        stems = {
            stem
            for each in statements
            for words in (each.words.nouns, each.words.others, each.about.nouns)
            for stem in words
        }
        self._bits = {stem: 1 << place for place, stem in enumerate(sorted(stems | ACTOR_STEMS))}
        self._alike = self._alike_or_part()
        self._beginning, self._ending = self._with_ends()
        self._actors = self._all_of(self._bits, ACTOR_STEMS)

    def signature(self, statement: Statement) -> Signature:
        """Return the bit sets of one of the statements that the table was made of."""
        words = statement.words
        match_nouns = self._may_match(words.nouns)
        return Signature(
            nouns=self._all_of(self._bits, words.nouns),
            others=self._all_of(self._bits, words.others),
            noun_count=len(words.nouns),
            other_count=len(words.others),
            may_match_nouns=match_nouns,
            may_match_others=self._may_match(words.others),
            named=match_nouns | self._may_match(statement.about.nouns) | self._actors,
        )

    def _may_match(self, words: Iterable[str]) -> int:
        """Return the stems that these match alone, and those that two of these could make up."""
        some = list(words)
        compounds = self._all_of(self._beginning, some) & self._all_of(self._ending, some)
        return self._all_of(self._alike, some) | compounds

    @staticmethod
    def _all_of(sets: Mapping[str, int], words: Iterable[str]) -> int:
        return reduce(or_, (sets[word] for word in words), 0)

    def _alike_or_part(self) -> dict[str, int]:
        """Return, by stem, those that are like it, and those that it begins or ends with: parts of a compound."""
        found = dict(self._bits)
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for stem in self._bits:
            groups[stem[:_ALIKE_BEGIN_WITH]].append(stem)
            for part in (*_beginnings(stem), *_endings(stem)):
                found[stem] |= self._bits.get(part, 0)
        for group in groups.values():
            for one, other in combinations(group, 2):
                if is_alike(one, other):
                    found[one] |= self._bits[other]
                    found[other] |= self._bits[one]
        return found

    def _with_ends(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return, by stem, the stems that begin with it, and those that end with it."""
        beginning, ending = dict(self._bits), dict(self._bits)
        for stem, bit in self._bits.items():
            for part in _beginnings(stem):
                if part in beginning:
                    beginning[part] |= bit
            for part in _endings(stem):
                if part in ending:
                    ending[part] |= bit
        return beginning, ending


def _beginnings(stem: str) -> Sequence[str]:
    return [stem[:length] for length in range(1, len(stem))]


def _endings(stem: str) -> Sequence[str]:
    return [stem[start:] for start in range(1, len(stem))]
