"""Compares two passages statement by statement: which say the same, and which the same with another fact.

Method: two sentences are about the same when none names a thing that the other has something else for; they
contradict each other when they then differ in the facts of just one kind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from knowledge_base.likeness.differing_facts import FIGURES, differing_kinds, other_references, same_figures
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.statement import Statement
from knowledge_base.likeness.statement_words import ACTOR_STEMS, StatementWords, unmatched

VERSION = "2"
"""Raise when the same passages would be judged differently, so that all are compared anew."""

NOUN_WEIGHT, OTHER_WEIGHT = 1.0, 0.3
SAME = 0.72
"""Share of two sentences' words that must be common for them to say the same."""
SAME_ABOUT = 0.6
"""… for them to be about the same thing, of which they give other figures."""
SAME_BUT_A_WORD = 0.8
"""… when they differ in a word that turns the meaning: not, must, who, how."""
LEAST_IN_COMMON = 0.2
"""Share of the nouns that must be the same to the letter; sentences with fewer are not looked at further."""
FEWEST_NOUNS = 2
SHARE_OF_PASSAGE = 0.6
"""Passages say the same when this much of the shorter one stands in the other."""
SHORTEST_DUPLICATE = 40
"""Characters that two passages must have in common; shorter ones repeat by chance."""

FEWEST_COMMON = 4
"""Words that two statements have in common when they contradict each other in a word or a §."""
FEWEST_COMMON_WORD_FOR_WORD = 2
"""… when all other words are the same."""
MOST_ALONE = 0.4
"""Share of a statement's lesser words that the other may lack when both lack some."""


class Likeness(StrEnum):
    """How two passages are alike."""

    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class LikeStatements:
    """Two sentences that are about the same; `differs_in` says in what they contradict, None when they say the same."""

    left: Statement
    right: Statement
    score: float
    differs_in: FactKind | None = None


@dataclass(frozen=True, slots=True)
class LikePassages:
    """What two passages have in common; contradicting statements alone when there are any."""

    likeness: Likeness
    statements: tuple[LikeStatements, ...]


def compare_passages(
    left: Sequence[Statement],
    right: Sequence[Statement],
    about_the_same: Iterable[tuple[Statement, Statement]] | None = None,
) -> LikePassages | None:
    """Compare two passages; None when they have nothing in common that an editor should see.

    `about_the_same` are the pairs of their statements that could be alike, when that is known; else all are compared.
    """
    worth_comparing = product(left, right) if about_the_same is None else about_the_same
    pairs = [like for one, other in worth_comparing if (like := compare_statements(one, other))]
    same = _each_once([pair for pair in pairs if pair.differs_in is None])
    said = {pair.left for pair in same} | {pair.right for pair in same}
    # What one passage says twice, for two cases, is no contradiction where the other says one of them.
    differing = [p for p in pairs if p.differs_in is not None and p.left not in said and p.right not in said]
    if differing:
        return LikePassages(Likeness.CONTRADICTION, _each_once(differing))
    shared = sum(min(len(pair.left.text), len(pair.right.text)) for pair in same)
    shorter = min(sum(len(each.text) for each in left), sum(len(each.text) for each in right))
    if shared >= max(SHORTEST_DUPLICATE, SHARE_OF_PASSAGE * shorter):
        return LikePassages(Likeness.DUPLICATE, same)
    return None


def compare_statements(left: Statement, right: Statement) -> LikeStatements | None:
    """Compare two sentences; None when they are about different things."""
    common = left.words.nouns & right.words.nouns
    if not common or len(common) < LEAST_IN_COMMON * min(len(left.words.nouns), len(right.words.nouns)):
        return None
    score = _shared(left.words, right.words)
    if score < SAME_ABOUT or not _about_the_same(left, right):
        return None
    kinds = differing_kinds(left, right)
    if not kinds:
        return LikeStatements(left, right, score) if score >= SAME and same_figures(left, right) else None
    if len(kinds) == 1 and _contradict(left, right, kinds[0], score):
        return LikeStatements(left, right, score, kinds[0])
    return None


def _contradict(left: Statement, right: Statement, kind: FactKind, score: float) -> bool:
    """Tell whether two sentences about the same, which differ in facts of one kind, cannot both be right."""
    if _names_more(left, right) or _names_more(right, left):
        return False
    alone_left = unmatched(left.words.others, right.words.others)
    alone_right = unmatched(right.words.others, left.words.others)
    told_apart = min(_part(alone_left, left.words.others), _part(alone_right, right.words.others)) > MOST_ALONE
    if kind in FIGURES:
        return not (told_apart and min(len(alone_left), len(alone_right)) > 1) and not _other_basis(left, right)
    other_places = max(len(other_references(left, right)), len(other_references(right, left)))
    if kind is FactKind.REFERENCE and other_places > 1:
        return False
    common = len(left.words.nouns | left.words.others) - len(
        unmatched(left.words.nouns, right.words.nouns) | alone_left
    )
    common += len(left.values(FactKind.OFFICE) & right.values(FactKind.OFFICE))
    enough = FEWEST_COMMON if score < 1 else FEWEST_COMMON_WORD_FOR_WORD
    return score >= SAME_BUT_A_WORD and common >= enough and not (alone_left and alone_right)


def _part(some: frozenset[str], all_of_them: frozenset[str]) -> float:
    return len(some) / len(all_of_them) if all_of_them else 0.0


def _other_basis(left: Statement, right: Statement) -> bool:
    """Tell whether both sentences rest on places in laws, and on none in common: they give different rules."""
    return bool(left.basis and right.basis) and not any(
        a.covers(b) or b.covers(a) for a in left.basis for b in right.basis
    )


def _shared(left: StatementWords, right: StatementWords) -> float:
    """Return the share of both sentences' words that the other has, too; nouns count most."""
    alone = NOUN_WEIGHT * (len(unmatched(left.nouns, right.nouns)) + len(unmatched(right.nouns, left.nouns)))
    alone += OTHER_WEIGHT * (len(unmatched(left.others, right.others)) + len(unmatched(right.others, left.others)))
    total = NOUN_WEIGHT * (len(left.nouns) + len(right.nouns)) + OTHER_WEIGHT * (len(left.others) + len(right.others))
    return 1 - alone / total if total else 0.0


def _about_the_same(left: Statement, right: Statement) -> bool:
    """Tell whether the sentences name the same things, and enough of them."""
    only_left, only_right = _names_more(left, right), _names_more(right, left)
    if only_left and only_right:
        return False
    matched = left.words.nouns - unmatched(left.words.nouns, right.words.nouns)
    telling = left.words.telling & matched
    if len(matched) >= FEWEST_NOUNS and telling:
        return True
    everything_left = left.words.telling | left.about.telling
    everything_right = right.words.telling | right.about.telling
    in_common = everything_left - unmatched(everything_left, everything_right)
    return bool(matched) and bool(in_common)


def _names_more(one: Statement, other: Statement) -> frozenset[str]:
    """Return the nouns of one sentence that the other has neither in itself nor in its headings."""
    return unmatched(unmatched(one.words.nouns, other.words.nouns), other.about.nouns) - ACTOR_STEMS


def _each_once(pairs: Sequence[LikeStatements]) -> tuple[LikeStatements, ...]:
    """Keep the best partner of each statement."""
    taken: set[Statement] = set()
    kept = []
    for pair in sorted(pairs, key=lambda pair: -pair.score):
        if pair.left not in taken and pair.right not in taken:
            taken |= {pair.left, pair.right}
            kept.append(pair)
    return tuple(sorted(kept, key=lambda pair: pair.left.start))
