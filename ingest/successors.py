"""Recognises new files that go on from a document that is gone: renamed and changed between two runs."""

import tempfile
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from ingest.archives import kept_member
from ingest.metadata_folders import Said
from ingest.prepare import Prepared
from ingest.progress import Progress
from ingest.reader import DocumentReader, ReadRequest
from ingest.resemblance import Statements, paired_off, resembling, statements_of
from ingest.sources import SourceFile, Sources
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import EVERYBODY, Passage
from knowledge_base.originals import Originals

Groups = frozenset[str]


@dataclass(frozen=True, slots=True)
class Successors:
    """What new files go on from.

    `renamed` tells by source where a file was before; `resembled` by source, for those in doubt, which restricted
    documents they resemble and who might read these, the most alike last.
    """

    renamed: dict[str, str] = field(default_factory=dict)
    resembled: dict[str, list[tuple[str, Groups]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Alike:
    """The texts of a new file's passages, and by source the share of each document that it resembles."""

    texts: tuple[str, ...]
    shares: Mapping[str, float]

    @property
    def least_first(self) -> list[str]:
        """The documents that it resembles, the most alike last."""
        return sorted(self.shares, key=self.shares.__getitem__)

    def resembles_more(self, others: Set[str], than: str) -> bool:
        """Tell whether it resembles any of the other documents more than this one."""
        return any(self.shares[other] > self.shares[than] for other in self.shares.keys() & others)


class FindSuccessors:
    """Compares new files with documents that are gone; a new file is read for it only if any could be meant."""

    def __init__(self, base: KnowledgeBase, sources: Sources, reader: DocumentReader, progress: Progress) -> None:
        self._base = base
        self._sources = sources
        self._reader = reader
        self._progress = progress

    def among(self, new: Sequence[SourceFile], gone: Mapping[str, str]) -> Successors:
        """Return what these new files go on from; `gone` tells by source the id of each document without its file."""
        # Renamed is what was and is in the folders that were asked for; closed stays what was closed anywhere.
        missing = {source: key for source, key in gone.items() if self._sources.within(source)}
        readers = self._restricted(gone) if any(file.said is not Said.GROUPS for file in new) else {}
        asked = [file for file in new if missing or (readers and file.said is not Said.GROUPS)]
        if not asked:
            return Successors()
        texts = self._texts(missing | {source: key for source, (key, _) in readers.items()})
        alike = self._alike(asked, texts)
        likes = {source: [other for other in one.shares if other in missing] for source, one in alike.items()}
        closed = readers.keys() - missing.keys()
        renamed = {
            source: other
            for source, other in paired_off(likes).items()
            if not alike[source].resembles_more(closed, than=other)
            and not self._says_another(alike[source].texts, set(gone.values()))
        }
        resembled = {
            file.source: [(other, readers[other][1]) for other in alike[file.source].least_first if other in readers]
            for file in asked
            if file.said is not Said.GROUPS and file.source in alike and file.source not in renamed
        }
        return Successors(renamed, resembled)

    def _restricted(self, gone: Mapping[str, str]) -> dict[str, tuple[str, Groups]]:
        """Return by source (id, groups) of the documents, gone now or removed before, that not everybody might read."""
        there = (self._base.registry.document(key) for key in gone.values())
        documents = [entry.document for entry in there if entry] + self._base.history.removed()
        return {each.source: (each.id, each.audience) for each in documents if EVERYBODY not in each.audience}

    def _texts(self, documents: Mapping[str, str]) -> dict[str, Statements]:
        """Return by source what each document says, or said last."""
        found = {}
        for source, key in documents.items():
            passages = self._base.registry.passages(key) or self._last_passages(key)
            found[source] = statements_of(passage.text for passage in passages)
        return found

    def _last_passages(self, document_id: str) -> list[Passage]:
        newest = self._base.history.revisions(document_id)[:1]
        found = self._base.history.passages(document_id, [revision.id for revision in newest])
        return next(iter(found.values()), [])

    def _alike(self, files: Sequence[SourceFile], texts: Mapping[str, Statements]) -> dict[str, "_Alike"]:
        """Return by source the files that resemble any of these texts; what cannot be read resembles nothing."""
        found = {}
        self._progress.recognised(0, len(files))
        # What is only planned leaves nothing behind: archives are unpacked to a place of their own.
        with tempfile.TemporaryDirectory(prefix="amtslotse-plan-") as folder:
            unpacked = Originals(Path(folder))
            requests = (ReadRequest(file.path, "", file.metadata, kept_member(file, unpacked)) for file in files)
            for number, (file, answer) in enumerate(zip(files, self._reader.read(requests), strict=True), start=1):
                if isinstance(answer, Prepared):
                    own = tuple(passage.text for passage in answer.passages)
                    if shares := resembling(statements_of(own), texts):
                        found[file.source] = _Alike(own, shares)
                self._progress.recognised(number, len(files))
        return found

    def _says_another(self, texts: Sequence[str], gone: set[str]) -> bool:
        """Tell whether a document that is still there resembles this text too: then it may be a copy of that one."""
        own = statements_of(texts)
        # One at a time: a sentence that every document ends with leads to all of them.
        return any(
            resembling(own, {key: statements_of(passage.text for passage in self._base.registry.passages(key))})
            for key in self._base.registry.documents_saying(texts) - gone
        )
