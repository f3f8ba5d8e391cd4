"""Says what holds for files whose metadata name no groups: whoever says nothing opens nothing.

A file that was renamed, moved or copied without its entry, or whose entry was lost, keeps what held before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from ingest.metadata import METADATA_FILE, DocumentMetadata
from ingest.metadata_folders import Said
from ingest.sources import SourceFile
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import EVERYBODY, Document
from knowledge_base.registry.registry import SourceState

NOTHING_SAID = DocumentMetadata()


class KeptAccess:
    """What the knowledge base and the other files say about files; `moved` tells by source where it was before.

    `resembled` tells by source which restricted documents a new file resembles and who may read them.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        files: Iterable[SourceFile],
        *,
        held: Mapping[str, SourceState],
        moved: Mapping[str, str],
        resembled: Mapping[str, Sequence[tuple[str, frozenset[str]]]],
    ) -> None:
        self._base = base
        self._files = list(files)
        self._held = held
        self._moved = moved
        self._resembled = resembled

    def applied(self) -> tuple[list[SourceFile], dict[str, str]]:
        """Return the files with the metadata that hold for them, and by source a German warning where that is old."""
        files, warnings = [], {}
        for file in self._files:
            metadata, warning = self._holding(file)
            files.append(replace(file, metadata=metadata) if warning else file)
            if warning:
                warnings[file.source] = warning
        return files, warnings

    def _holding(self, file: SourceFile) -> tuple[DocumentMetadata, str]:
        """Return what holds for a file, and a warning unless it is what its metadata say."""
        if file.said is Said.GROUPS:
            return file.metadata, ""
        holding, warning = file.metadata, ""
        former = self._former(file)
        if former is not None and file.said is Said.NOTHING and is_guarded(former):
            holding, warning = former, _as_before(file, former)
        elif former is not None and holding.within(former.audience) != holding:
            holding = holding.within(former.audience)
            warning = _as_before(file, holding)
        alike = self._alike(file) if self._is_new(file) else {}
        groups = frozenset[str]().union(*alike.values())
        if alike and holding.within(groups) != holding:
            holding = holding.within(groups)
            warning = _as_alike(file, sorted(alike)[0], holding)
        for other, readers in self._resembled.get(file.source, ()):
            if holding.within(readers) != holding:
                holding = holding.within(readers)
                warning = _as_alike(file, other, holding, much_of_it=True)
        return holding, warning

    def _former(self, file: SourceFile) -> DocumentMetadata | None:
        source = self._moved.get(file.source, file.source)
        held = self._held.get(source)
        if held is None or held.metadata_hash == NOTHING_SAID.hash:
            return None
        document = self._documents.get(source)
        return former_metadata(document, held.metadata_hash) if document else None

    def _is_new(self, file: SourceFile) -> bool:
        held = self._held.get(self._moved.get(file.source, file.source))
        return held is None or held.content_hash != file.content_hash

    def _alike(self, file: SourceFile) -> dict[str, frozenset[str]]:
        """Return, by source, who may read documents of the same content, as the files now say."""
        known = self._known_readers.get(file.content_hash, {})
        told = {
            other.source: other.metadata.audience
            for other in self._told.get(file.content_hash, ())
            if other.source != file.source
        }
        return known | told

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {entry.document.source: entry.document for entry in self._base.registry.documents()}

    @cached_property
    def _told(self) -> dict[str, list[SourceFile]]:
        """The files whose groups are named, by content."""
        told: dict[str, list[SourceFile]] = {}
        for file in self._files:
            if file.said is Said.GROUPS:
                told.setdefault(file.content_hash, []).append(file)
        return told

    @cached_property
    def _known_readers(self) -> dict[str, dict[str, frozenset[str]]]:
        asked = {file.content_hash for file in self._files if file.said is not Said.GROUPS and self._is_new(file)}
        return self._base.history.readers(asked)


def former_metadata(document: Document, metadata_hash: str) -> DocumentMetadata:
    """Return what was said about a document; its title counts only if the hash shows that it was said."""
    said = DocumentMetadata(
        owner=document.owner,
        audience=document.audience,
        valid_from=document.validity.valid_from,
        valid_until=document.validity.valid_until,
        review_by=document.review_by,
    )
    return said if said.hash == metadata_hash else said.model_copy(update={"title": document.title})


def is_guarded(metadata: DocumentMetadata) -> bool:
    """Tell whether not everybody may read a document, or not on every day."""
    days = (metadata.valid_from, metadata.valid_until, metadata.review_by)
    return EVERYBODY not in metadata.audience or any(days)


def _as_before(file: SourceFile, holding: DocumentMetadata) -> str:
    why = "steht nichts dazu" if file.said is Said.NOTHING else "nennt der Eintrag keine Zielgruppe"
    return f"Zugriff wie bisher ({_described(holding)}), denn in {METADATA_FILE} {why}. {_remedy(file)}"


def _as_alike(file: SourceFile, other: str, holding: DocumentMetadata, *, much_of_it: bool = False) -> str:
    what = "Inhalt ist zum großen Teil" if much_of_it else "Inhalt ist"
    return f"Zugriff wie bei {other} ({_described(holding)}), denn der {what} derselbe. {_remedy(file)}"


def _remedy(file: SourceFile) -> str:
    place = file.archive or file.path
    opened = ", mit audience: [alle], wenn alle es lesen dürfen"
    return f"Tragen Sie „{place.name}“ in {Path(place.parent, METADATA_FILE)} ein{opened}."


def _described(metadata: DocumentMetadata) -> str:
    def shown(label: str, day: date | None) -> str:
        return f"{label} {day:%d.%m.%Y}" if day else ""

    restricted = EVERYBODY not in metadata.audience
    groups = f"nur {', '.join(sorted(metadata.audience))}" if restricted else EVERYBODY
    days = [
        shown("gültig ab", metadata.valid_from),
        shown("gültig bis", metadata.valid_until),
        shown("zu prüfen bis", metadata.review_by),
    ]
    return "; ".join(filter(None, [groups, *days]))
