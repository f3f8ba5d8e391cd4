"""What changed between two revisions of a document: passage by passage, within a passage word by word."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge_base.document import Document, Passage
from knowledge_base.passage_pairs import pair_up, steady

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Change(StrEnum):
    """What happened to a passage."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    HEADING = "heading"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Mark(StrEnum):
    """What happened to a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that was kept, added or removed as a whole."""

    mark: Mark
    text: str


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


def compare_revisions(
    old: Document, new: Document, old_passages: Sequence[Passage], new_passages: Sequence[Passage]
) -> RevisionDiff:
    """Compare two revisions given with their passages in reading order."""
    changes = _changes(_untitled(old, old_passages), _untitled(new, new_passages))
    counts = {kind: sum(change.change is kind for change in changes) for kind in Change}
    return RevisionDiff(changed_fields(old, new), tuple(_folded(changes)), counts)


def changed_fields(old: Document, new: Document) -> tuple[FieldChange, ...]:
    """Return what is said otherwise about a document."""
    return tuple(
        FieldChange(name, before, after)
        for (name, before), (_, after) in zip(_fields(old), _fields(new), strict=True)
        if before != after
    )


def marked_words(before: str, after: str) -> tuple[Stretch, ...]:
    """Mark the words that were removed and added; what lies between two changed words only by a blank goes with them.

    >>> [f"{one.mark}: {one.text}" for one in marked_words("Es kostet 93 Euro.", "Es kostet 100 Euro.")]
    ['kept: Es kostet ', 'removed: 93', 'added: 100', 'kept:  Euro.']
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        blank = kind == "equal" and gone.isspace() and pieces and b < len(old) and d < len(new)
        if pieces and (blank or (kind != "equal" and pieces[-1][0] != pieces[-1][1])):
            gone, come = pieces[-1][0] + gone, pieces[-1][1] + come
            pieces.pop()
        pieces.append((gone, come))
    return tuple(_stretches(pieces))


def _stretches(pieces: Sequence[tuple[str, str]]) -> Iterator[Stretch]:
    for gone, come in pieces:
        if gone == come:
            yield Stretch(Mark.KEPT, gone)
            continue
        if gone:
            yield Stretch(Mark.REMOVED, gone)
        if come:
            yield Stretch(Mark.ADDED, come)


def _changes(old: Sequence[Passage], new: Sequence[Passage]) -> list[PassageChange]:
    """Return a change for each passage, in the new reading order; what was removed stands where it stood."""
    pairs = pair_up(old, new)
    stay = steady(pairs)
    came_from = {after: before for before, after in pairs.items()}
    placed: list[tuple[tuple[int, int, int], PassageChange]] = []
    for place, passage in enumerate(new):
        before = came_from.get(place)
        change = _added(passage) if before is None else _paired(old[before], passage, moved=before not in stay)
        placed.append(((place, 0, 0), change))
    anchor = -1
    for place, passage in enumerate(old):
        if place in stay:
            anchor = pairs[place]
        elif place not in pairs:
            placed.append(((anchor, 1, place), _removed(passage)))
    return [change for _, change in sorted(placed, key=lambda entry: entry[0])]


def _paired(old: Passage, new: Passage, *, moved: bool) -> PassageChange:
    labels = (old.locator.label, new.locator.label)
    heading = marked_words(old.context, new.context) if old.context != new.context else ()
    if old.text != new.text:
        return PassageChange(Change.CHANGED, *labels, marked_words(old.text, new.text), heading)
    kept = (Stretch(Mark.KEPT, new.text),)
    # Another page number alone is nothing that a reader calls a change; another § is.
    if moved or (new.locator.law and labels[0] != labels[1]):
        return PassageChange(Change.MOVED, *labels, kept, heading)
    return PassageChange(Change.HEADING if heading else Change.UNCHANGED, *labels, kept, heading)


def _added(passage: Passage) -> PassageChange:
    return PassageChange(Change.ADDED, "", passage.locator.label, (Stretch(Mark.ADDED, passage.text),))


def _removed(passage: Passage) -> PassageChange:
    return PassageChange(Change.REMOVED, passage.locator.label, "", (Stretch(Mark.REMOVED, passage.text),))


def _folded(changes: Sequence[PassageChange]) -> Iterator[PassageChange]:
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
            held = replace(change, text=())
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
