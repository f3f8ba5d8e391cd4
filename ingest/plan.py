"""Compares what lies on disk with what the registry holds, and says what is to be done and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class Action(StrEnum):
    """What happens to one document."""

    ADD = "add"
    REPLACE = "replace"
    RENAME = "rename"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class State:
    """A document's content and what is said about it, as hashes; `document_id` when the registry holds it.

    `cut_by_earlier_rules` tells that its passages are not what they would be today.
    """

    content_hash: str
    metadata_hash: str
    document_id: str = ""
    cut_by_earlier_rules: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One thing to do; `reads` tells that the file has to be read, `renamed_from` where it was before.

    `only_cut_anew` tells that the document itself is as it was; `warnings` are German.
    """

    action: Action
    source: str
    reason: str
    document_id: str = ""
    renamed_from: str = ""
    reads: bool = False
    only_cut_anew: bool = False
    warnings: tuple[str, ...] = ()


def make_plan(
    on_disk: Mapping[str, State],
    held: Mapping[str, State],
    *,
    in_scope: Callable[[str], bool],
    moved: Mapping[str, str],
) -> list[PlannedStep]:
    """Return the steps by source: what is in scope and gone from disk is removed, unless it turned up elsewhere.

    `moved` tells by new source where a file was before: with the same content, as `find_moved` found, or changed since.
    """
    steps: list[PlannedStep] = []
    for source, found in on_disk.items():
        if source in held:
            steps.append(_known(source, found, held[source]))
        elif source in moved:
            steps.append(_moved(source, found, moved[source], held[moved[source]]))
        else:
            steps.append(PlannedStep(Action.ADD, source, "neu", reads=True))
    elsewhere = frozenset(moved.values())
    for source, state in held.items():
        if source not in on_disk and in_scope(source) and source not in elsewhere:
            steps.append(PlannedStep(Action.REMOVE, source, "Datei ist nicht mehr da", state.document_id))
    return sorted(steps, key=lambda step: step.source)


def find_moved(on_disk: Mapping[str, str], held: Mapping[str, str], *, exists: Callable[[str], bool]) -> dict[str, str]:
    """Return, by new source, where a file was before; both mappings tell the hash of a source's content.

    A file with the content of one whose old place is empty is that one, renamed: it keeps its id.
    """
    gone: dict[str, list[str]] = {}
    for source, content in sorted(held.items(), reverse=True):
        if source not in on_disk and not exists(source):
            gone.setdefault(content, []).append(source)
    new = sorted(source for source in on_disk if source not in held)
    return {source: gone[on_disk[source]].pop() for source in new if gone.get(on_disk[source])}


def _known(source: str, found: State, known: State) -> PlannedStep:
    if found.content_hash != known.content_hash:
        return PlannedStep(Action.REPLACE, source, "Inhalt geändert", known.document_id, reads=True)
    if found.metadata_hash != known.metadata_hash:
        return PlannedStep(Action.REPLACE, source, "Metadaten geändert", known.document_id, reads=True)
    if known.cut_by_earlier_rules:
        reason = "Zerlegung in Textstellen veraltet"
        return PlannedStep(Action.REPLACE, source, reason, known.document_id, reads=True, only_cut_anew=True)
    return PlannedStep(Action.KEEP, source, "unverändert", known.document_id)


def _moved(source: str, found: State, origin: str, known: State) -> PlannedStep:
    changed, other_metadata = found.content_hash != known.content_hash, found.metadata_hash != known.metadata_hash
    # A document without a title of its own is called after its file, and its ending says how it is read.
    other_name = PurePath(source).name != PurePath(origin).name
    reads = changed or other_metadata or known.cut_by_earlier_rules or other_name
    reason = f"umbenannt und geändert, vorher {origin}" if changed else f"umbenannt, vorher {origin}"
    reason += ", Metadaten geändert" if other_metadata else ""
    return PlannedStep(Action.RENAME, source, reason, known.document_id, renamed_from=origin, reads=reads)
