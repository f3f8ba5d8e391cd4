"""Finds which passage of an earlier revision became which one of a later one."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from knowledge_base.document import Passage

ALIKE = 0.5
"""Share of common words from which two passages count as one that was edited."""

MOST_COMPARISONS = 40_000
"""Beyond this many pairs left, passages at different places are no longer compared word by word."""


def pair_up(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Return the new place of each old place: the same passage, else the same text, the same §, the most alike.

    Each place occurs once; what has no counterpart is left out.
    """
    pairs: dict[int, int] = {}
    _pair_equal(pairs, old, new, lambda passage: passage.id)
    _pair_equal(pairs, old, new, lambda passage: (passage.locator.label, passage.text))
    _pair_equal(pairs, old, new, lambda passage: passage.text)
    _pair_equal(pairs, old, new, _section)
    _pair_alike(pairs, old, new)
    return pairs


def steady(pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the old places of the longest run of pairs that kept their order; the others have moved."""
    old = sorted(pairs)
    tails: list[int] = []
    tail_places: list[int] = []
    before: dict[int, int] = {}
    for held in old:
        length = bisect_left(tails, pairs[held])
        if length:
            before[held] = tail_places[length - 1]
        tails[length : length + 1] = [pairs[held]]
        tail_places[length : length + 1] = [held]
    kept = set()
    place: int | None = tail_places[-1] if tail_places else None
    while place is not None:
        kept.add(place)
        place = before.get(place)
    return frozenset(kept)


def _section(passage: Passage) -> Hashable:
    """Return what names a passage of a statute or a step of a process; other labels say only where it stands."""
    locator = passage.locator
    if locator.step_id:
        return locator.step_id
    return locator.label if locator.law and locator.section else None


def _pair_equal(
    pairs: dict[int, int], old: Sequence[Passage], new: Sequence[Passage], key: Callable[[Passage], Hashable]
) -> None:
    """Pair those that are left and have the same key, in order; None is no key."""
    taken = set(pairs.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for place, passage in enumerate(new):
        if place not in taken:
            free[key(passage)].append(place)
    for place, passage in enumerate(old):
        name = key(passage)
        if place not in pairs and name is not None and free[name]:
            pairs[place] = free[name].pop(0)


def _pair_alike(pairs: dict[int, int], old: Sequence[Passage], new: Sequence[Passage]) -> None:
    taken = set(pairs.values())
    left = [place for place in range(len(old)) if place not in pairs]
    come = [place for place in range(len(new)) if place not in taken]
    everywhere = len(left) * len(come) <= MOST_COMPARISONS
    words = {("old", place): _words(old[place]) for place in left} | {
        ("new", place): _words(new[place]) for place in come
    }
    scored = [
        (_likeness(words["old", before], words["new", after]), same_place, -abs(before - after), before, after)
        for before in left
        for after in come
        if (same_place := old[before].locator.label == new[after].locator.label) or everywhere
    ]
    for likeness, _, _, before, after in sorted(scored, reverse=True):
        if likeness >= ALIKE and before not in pairs and after not in taken:
            pairs[before] = after
            taken.add(after)


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", passage.text.casefold()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0
