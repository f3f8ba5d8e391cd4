"""Carries out a plan's steps: read, cut, embed, stage, index, publish; killed at any point, the next run finishes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from ingest.archives import kept_member
from ingest.chunking.limits import MAX_TOKENS, WINDOW, estimate_tokens
from ingest.index_writer import IndexWriter
from ingest.plan import Action, PlannedStep
from ingest.prepare import Prepared
from ingest.progress import Progress
from ingest.reader import Answer, DocumentReader, ReadRequest
from ingest.report import FileLine
from ingest.sources import SourceFile, Sources
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.errors import DocumentError, StorageError
from knowledge_base.fingerprint import CHUNKING, IndexFingerprint
from knowledge_base.revisions.revision import Origin

FIRST_BATCH_PASSAGES = 100
"""So few that the model is soon at work, while the next files are being read."""

BATCH_PASSAGES = 500
BATCH_DOCUMENTS = 50
"""Documents that become visible together: few enough that little is lost when a run is killed."""

STAYS = "Die frühere Fassung bleibt in der Wissensbasis."


class Steps:
    """Carries out planned steps and keeps a line for each file in `lines`.

    Several processes may do so over one registry, as long as no two have the same file. `began` is when the run began.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        writer: IndexWriter,
        *,
        reader: DocumentReader,
        progress: Progress,
        began: datetime | None = None,
    ) -> None:
        self._base = base
        self._writer = writer
        self._reader = reader
        self._progress = progress
        self._began = began or datetime.now(tz=UTC)
        self.lines: list[FileLine] = []

    def carry_out(self, sources: Sources, steps: Sequence[PlannedStep]) -> None:
        """Rename and remove, then read and write what is new or changed.

        Raises IndexMismatch, StorageError, ModelError; a file that cannot be read only gets its line.
        """
        for step in steps:
            if step.action is Action.RENAME:
                self._base.registry.rename(step.document_id, step.source)
            if step.action is Action.RENAME and not step.reads:
                self.lines.append(unread_line(step))
        self._remove([step for step in steps if step.action is Action.REMOVE])
        files = {file.source: file for file in sources.files}
        # What is new comes first: it may be what another file held before, and must not be gone in between.
        in_order = sorted(steps, key=lambda step: step.action is Action.REPLACE)
        to_read = [(step, files[step.source]) for step in in_order if step.reads]
        if to_read:
            self._progress.begin(len(to_read), sum(file.size for _, file in to_read))
            # The first files are being read while the model is loaded.
            answers = self._answers(to_read)
            self._check_fingerprint()
            for batch in self._batches(to_read, answers):
                self._write(batch)

    def _check_fingerprint(self) -> None:
        registry, name = self._base.registry, self._base.embedder.name
        registry.require_fingerprint(embedding=name)
        if registry.fingerprint() is None:
            registry.set_fingerprint(IndexFingerprint(name, CHUNKING))

    def _batches(
        self, to_read: list[tuple[PlannedStep, SourceFile]], answers: Iterator[Answer]
    ) -> Iterator[list[tuple[PlannedStep, Prepared]]]:
        batch: list[tuple[PlannedStep, Prepared]] = []
        passages, enough = 0, FIRST_BATCH_PASSAGES
        for (step, file), answer in zip(to_read, answers, strict=True):
            prepared = self._checked(step, file, answer)
            if prepared is None:
                self._progress.advance(file.size, 0)
                continue
            batch.append((step, prepared))
            passages += len(prepared.passages)
            if passages >= enough or len(batch) >= BATCH_DOCUMENTS:
                yield batch
                batch, passages, enough = [], 0, BATCH_PASSAGES
        if batch:
            yield batch

    def _answers(self, to_read: list[tuple[PlannedStep, SourceFile]]) -> Iterator[Answer]:
        originals, new_id = self._base.originals, self._base.registry.new_document_id
        return self._reader.read(
            ReadRequest(file.path, step.document_id or new_id(step.source), file.metadata, kept_member(file, originals))
            for step, file in to_read
        )

    def _checked(self, step: PlannedStep, file: SourceFile, answer: Answer) -> Prepared | None:
        """Keep the original of a file that was read; one that was not is reported, and what was known of it stays."""
        if isinstance(answer, Prepared):
            answer = self._kept(file, answer)
        if isinstance(answer, Prepared):
            return answer
        stays = (STAYS,) if step.document_id else ()
        self.lines.append(FileLine(step.source, "refuse", reason=str(answer), warnings=stays))
        return None

    def _kept(self, file: SourceFile, prepared: Prepared) -> Answer:
        try:
            digest = file.content_hash if file.archive else self._base.originals.keep(file.path)
            if digest == prepared.content_hash:
                return prepared
        except StorageError:
            if file.path.exists():
                raise
        return DocumentError("Die Datei wurde während des Einlesens geändert.", "Bitte noch einmal einlesen.")

    def _write(self, batch: list[tuple[PlannedStep, Prepared]]) -> None:
        registry = self._base.registry
        before = {
            passage.id for step, _ in batch if step.document_id for passage in registry.passages(step.document_id)
        }
        for _, ready in batch:
            hashes = {"content_hash": ready.content_hash, "metadata_hash": ready.metadata_hash}
            registry.stage(ready.document, ready.passages, **hashes)
        passages = [passage for _, ready in batch for passage in ready.passages]
        share = sum(ready.size for _, ready in batch) / max(1, len(passages))
        self._writer.add(passages, lambda done: self._progress.advance(round(share * done), done))
        anew = [ready.document.id for step, ready in batch if step.only_cut_anew]
        if anew:
            registry.publish(anew, how=Origin.REBUILD)
        if others := [ready.document.id for step, ready in batch if not step.only_cut_anew]:
            registry.publish(others)
        self._writer.remove(before - {passage.id for passage in passages})
        for step, ready in batch:
            warnings = (*step.warnings, *ready.warnings, *self._too_long(ready))
            self.lines.append(
                FileLine(step.source, step.action.value, ready.how, len(ready.passages), warnings, step.reason)
            )

    def _too_long(self, ready: Prepared) -> Iterator[str]:
        """Yield a warning when passages are larger than what the model reads; only those near the limit are counted."""
        near = [passage for passage in ready.passages if estimate_tokens(passage.searchable_text) > MAX_TOKENS * 0.8]
        over = sum(self._base.embedder.count_tokens(passage.searchable_text) > WINDOW for passage in near)
        if over:
            yield f"{over} Textstellen sind länger als das Fenster des Embedding-Modells ({WINDOW} Token)."

    def _remove(self, steps: Sequence[PlannedStep]) -> None:
        if not steps:
            return
        registry = self._base.registry
        ids = {passage.id for step in steps for passage in registry.passages(step.document_id)}
        # First out of the registry: from then on nothing of it is found, whatever happens to the indexes.
        registry.remove([step.document_id for step in steps], in_run=self._began)
        self._writer.remove(ids)
        self.lines += [unread_line(step) for step in steps]


def unread_line(step: PlannedStep) -> FileLine:
    """Return the line of a file that needed no reading."""
    return FileLine(step.source, step.action.value, warnings=step.warnings, reason=step.reason)
