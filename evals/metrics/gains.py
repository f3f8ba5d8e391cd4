"""What a ranking found of what was wanted: the common ground of recall, reciprocal rank and nDCG."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matches:
    """What one position of a ranking holds: the numbers of gold entries and of acceptable stand-ins (from 0)."""

    gold: frozenset[int] = frozenset()
    stand_ins: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many gold entries a question has, and for each stand-in the gold entry it replaces (None: any one)."""

    gold: int
    stands_for: tuple[int | None, ...] = ()


def gains(ranking: Sequence[Matches], wanted: Wanted) -> list[int]:
    """Return for each position how many gold entries it adds to those found before.

    A stand-in counts as the gold entry that it replaces; what was found before adds nothing.
    """
    missing = set(range(wanted.gold))
    used: set[int] = set()
    found = []
    for position in ranking:
        before = len(missing)
        missing -= position.gold
        for stand_in in sorted(position.stand_ins - used):
            missing.discard(_replaced(wanted.stands_for[stand_in], missing, bool(position.gold)))
        used |= position.stand_ins
        found.append(before - len(missing))
    return found


def _replaced(entry: int | None, missing: set[int], beside_gold: bool) -> int:
    """Return the gold entry that a stand-in counts for (-1: none); beside a gold entry it says nothing new."""
    if entry is not None:
        return entry
    return -1 if beside_gold or not missing else min(missing)
