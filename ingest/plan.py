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
    """A document's content and what is said about it, as hashes; `document_id` when the registry holds it."""

    content_hash: str
    metadata_hash: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One thing to do; `reads` tells that the file has to be read, `renamed_from` where it was before."""

    action: Action
    source: str
    reason: str
    document_id: str = ""
    renamed_from: str = ""
    reads: bool = False


def make_plan(
    on_disk: Mapping[str, State],
    held: Mapping[str, State],
    *,
    in_scope: Callable[[str], bool],
    exists: Callable[[str], bool],
) -> list[PlannedStep]:
    """Return the steps by source: what is in scope and gone from disk is removed, unless it turns up elsewhere.

    A file with the content of one whose old place is empty is that one, renamed: it keeps its id.
    """
    gone = {source: state for source, state in held.items() if source not in on_disk and not exists(source)}
    steps: list[PlannedStep] = []
    moved: set[str] = set()
    for source, found in sorted(on_disk.items()):
        known = held.get(source)
        if known is not None:
            steps.append(_known(source, found, known))
            continue
        origin = next(
            (
                old
                for old, state in sorted(gone.items())
                if old not in moved and state.content_hash == found.content_hash
            ),
            None,
        )
        if origin is None:
            steps.append(PlannedStep(Action.ADD, source, "neu", reads=True))
        else:
            moved.add(origin)
            steps.append(_moved(source, found, origin, gone[origin]))
    for source, state in held.items():
        if source not in on_disk and in_scope(source) and source not in moved:
            steps.append(PlannedStep(Action.REMOVE, source, "Datei ist nicht mehr da", state.document_id))
    return sorted(steps, key=lambda step: step.source)


def _known(source: str, found: State, known: State) -> PlannedStep:
    if found.content_hash != known.content_hash:
        return PlannedStep(Action.REPLACE, source, "Inhalt geändert", known.document_id, reads=True)
    if found.metadata_hash != known.metadata_hash:
        return PlannedStep(Action.REPLACE, source, "Metadaten geändert", known.document_id, reads=True)
    return PlannedStep(Action.KEEP, source, "unverändert", known.document_id)


def _moved(source: str, found: State, origin: str, known: State) -> PlannedStep:
    other_metadata = found.metadata_hash != known.metadata_hash
    # A document without a title of its own is called after its file, and its ending says how it is read.
    reads = other_metadata or PurePath(source).name != PurePath(origin).name
    reason = f"umbenannt, vorher {origin}" + (", Metadaten geändert" if other_metadata else "")
    return PlannedStep(Action.RENAME, source, reason, known.document_id, renamed_from=origin, reads=reads)
