"""What changed between two revisions of a document: passage by passage, within a passage word by word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge_base.document import Document, Passage
from knowledge_base.revisions.marked_words import Mark, Stretch, marked_words
from knowledge_base.revisions.passage_pairs import pair_up, steady


class Change(StrEnum):
    """What happened to a passage."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    HEADING = "heading"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage with what happened to it; unchanged ones in a row are one with their `count`.

    `before` and `after` are the locators' labels, "" where there is none; `heading` is marked only where it changed.
    """

    change: Change
    before: str
    after: str
    text: tuple[Stretch, ...] = ()
    heading: tuple[Stretch, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A piece of data about the document, before and after; days as 2026-11-22, "" for none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevisionDiff:
    """All that changed; `counts` tells how many passages of each kind, those that stayed the same included."""

    fields: tuple[FieldChange, ...]
    passages: tuple[PassageChange, ...]
    counts: Mapping[Change, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """A passage of the comparison: before, after, and what happened to it."""

    change: Change
    before: Passage | None
    after: Passage | None


def compare_revisions(
    old: Document, new: Document, old_passages: Sequence[Passage], new_passages: Sequence[Passage]
) -> RevisionDiff:
    """Compare two revisions given with their passages in reading order."""
    steps = _steps(_untitled(old, old_passages), _untitled(new, new_passages))
    return RevisionDiff(changed_fields(old, new), tuple(_folded(map(_shown, steps))), _counted(steps))


def count_changes(
    old: Document, new: Document, old_passages: Sequence[Passage], new_passages: Sequence[Passage]
) -> RevisionDiff:
    """Compare as `compare_revisions` does, without looking for words: `passages` stays empty."""
    steps = _steps(_untitled(old, old_passages), _untitled(new, new_passages))
    return RevisionDiff(changed_fields(old, new), (), _counted(steps))


def changed_fields(old: Document, new: Document) -> tuple[FieldChange, ...]:
    """Return what is said otherwise about a document."""
    return tuple(
        FieldChange(name, before, after)
        for (name, before), (_, after) in zip(_fields(old), _fields(new), strict=True)
        if before != after
    )


def _steps(old: Sequence[Passage], new: Sequence[Passage]) -> list[_Step]:
    """Return a step for each passage, in the new reading order; what was removed stands where it stood."""
    pairs = pair_up(old, new)
    stay = steady(pairs)
    came_from = {after: before for before, after in pairs.items()}
    placed: list[tuple[tuple[int, int, int], _Step]] = []
    for place, passage in enumerate(new):
        before = came_from.get(place)
        if before is None:
            step = _Step(Change.ADDED, None, passage)
        else:
            step = _Step(_kind(old[before], passage, moved=before not in stay), old[before], passage)
        placed.append(((place, 0, 0), step))
    anchor = -1
    for place, passage in enumerate(old):
        if place in stay:
            anchor = pairs[place]
        elif place not in pairs:
            placed.append(((anchor, 1, place), _Step(Change.REMOVED, passage, None)))
    return [step for _, step in sorted(placed, key=lambda entry: entry[0])]


def _kind(old: Passage, new: Passage, *, moved: bool) -> Change:
    if old.text != new.text:
        return Change.CHANGED
    # Another page number alone is nothing that a reader calls a change; another § is.
    if moved or (new.locator.law and old.locator.label != new.locator.label):
        return Change.MOVED
    return Change.HEADING if old.context != new.context else Change.UNCHANGED


def _counted(steps: Sequence[_Step]) -> dict[Change, int]:
    counted = Counter(step.change for step in steps)
    return {kind: counted[kind] for kind in Change}


def _shown(step: _Step) -> PassageChange:
    old, new = step.before, step.after
    labels = (old.locator.label if old else "", new.locator.label if new else "")
    if step.change is Change.UNCHANGED:
        return PassageChange(step.change, *labels)
    if old and new:
        heading = marked_words(old.context, new.context) if old.context != new.context else ()
        return PassageChange(step.change, *labels, marked_words(old.text, new.text), heading)
    marked = [Stretch(Mark.ADDED, new.text)] if new else []
    marked += [Stretch(Mark.REMOVED, old.text)] if old else []
    return PassageChange(step.change, *labels, tuple(marked))


def _folded(changes: Iterable[PassageChange]) -> Iterator[PassageChange]:
    held: PassageChange | None = None
    for change in changes:
        if change.change is not Change.UNCHANGED:
            if held:
                yield held
            held = None
            yield change
        elif held:
            held = replace(held, after=change.after, count=held.count + 1)
        else:
            held = change
    if held:
        yield held


def _untitled(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """Take the document's title from the headings: another title is one change, not one of each passage."""
    return [replace(one, context=one.context.removeprefix(document.title).lstrip(" :›>")) for one in passages]


def _fields(document: Document) -> list[tuple[str, str]]:
    validity = document.validity
    return [
        ("title", document.title),
        ("stand", str(document.stand)),
        ("valid_from", str(validity.valid_from or "")),
        ("valid_until", str(validity.valid_until or "")),
        ("review_by", str(document.review_by or "")),
        ("owner", document.owner),
        ("audience", ", ".join(sorted(document.audience))),
    ]
