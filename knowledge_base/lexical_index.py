"""German full text in tantivy: terms are made by `german_text`, so tantivy only splits at blanks and ranks by BM25."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from knowledge_base.document import Passage
from knowledge_base.errors import AlreadyRunning, StorageError
from knowledge_base.german_text import VERSION, GermanText, german_text, passage_terms
from knowledge_base.tantivy_schema import any_of, schema, write

LAYOUT = f"1/{VERSION}"
"""Version of the files; an index of another one is made anew when opened."""

MOST_TERMS = 200
"""Terms of a question that are looked up; whoever pastes a whole decision is served by its beginning."""

_LOCK_SECONDS = 600
_REFILL_BATCH = 2000
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

LEFT_BEHIND = "FileAlreadyExists"
"""How tantivy names a file of a writer that was killed before its commit."""


class TantivyIndex:
    """A LexicalIndex in a folder; several processes may read while one writes.

    `refill` gives what an index should hold that is damaged or of another version: it is then made anew at once.
    """

    def __init__(
        self, folder: Path, *, refill: Callable[[], Iterable[Passage]] = tuple, text: GermanText | None = None
    ) -> None:
        self._folder = folder
        self._refill = refill
        self._text = text or german_text()
        self._lock = threading.RLock()
        self._index: Any = None

    def add(self, passages: Sequence[Passage]) -> None:
        """Add or replace passages and make them searchable."""
        self._write(self._documents(passages))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        self._write((), forget=ids)

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return (id, score) of the best by BM25, best first; an empty list when no word is known."""
        terms = list(dict.fromkeys(self._text.terms(text)))[:MOST_TERMS]
        if not terms or limit < 1:
            return []

        query = any_of(terms, schema())

        def best(index: Any) -> list[tuple[str, float]]:
            searcher = index.searcher()
            hits = searcher.search(query, limit=limit).hits
            return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

        return self._read(best)

    def passages_with(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many passages each term stands, and how many passages there are; replaced ones may count."""

        def counted(index: Any) -> tuple[list[int], int]:
            searcher = index.searcher()
            return [int(searcher.doc_freq("body", term)) for term in terms], int(searcher.num_docs)

        return self._read(counted)

    def ids(self) -> set[str]:
        """Return every id that is held."""
        import tantivy

        def every(index: Any) -> set[str]:
            searcher = index.searcher()
            hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
            return {searcher.doc(address)["id"][0] for _, address in hits}

        return self._read(every)

    def clear(self) -> None:
        """Forget everything."""
        with self._translated(), self._one_writer() as index:
            writer = index.writer()
            writer.delete_all_documents()
            writer.commit()

    def close(self) -> None:
        """Let go of the folder."""
        self._index = None

    def _write(self, documents: Sequence[Any], *, forget: Sequence[str] = ()) -> None:
        """Write; files that a killed writer left where new ones belong stay in the way, so all is made anew then."""
        with self._translated():
            try:
                with self._one_writer() as index:
                    write(index, documents, forget=forget)
            except ValueError as exc:
                if LEFT_BEHIND not in str(exc):
                    raise
                _log.warning("Der Wortindex in %s wird neu aufgebaut: %s", self._folder, exc)
                self._discard()
                with self._one_writer() as index:
                    write(index, documents, forget=forget)

    def _documents(self, passages: Iterable[Passage]) -> list[Any]:
        import tantivy

        fields = ((passage.id, *passage_terms(self._text, passage)) for passage in passages)
        return [tantivy.Document(id=key, title=" ".join(title), body=" ".join(body)) for key, title, body in fields]

    def _read(self, work: Callable[[Any], _Result]) -> _Result:
        """Read from the index as it is now; one that cannot be read is opened again, then made anew."""
        with self._translated():
            for repair in (self.close, self._discard):
                try:
                    index = self._opened()
                    index.reload()
                    return work(index)
                except (OSError, ValueError) as exc:
                    _log.warning("Der Wortindex in %s wird neu geöffnet: %s", self._folder, exc)
                    repair()
            return work(self._opened())

    def _discard(self) -> None:
        (self._folder / "layout").unlink(missing_ok=True)
        self.close()

    @contextmanager
    def _one_writer(self) -> Iterator[Any]:
        import tantivy

        self.close()
        self._read(lambda index: index.searcher())  # opened anew, so that a damaged one is noticed and made anew
        with self._folder_lock():
            # Opened inside the lock: another process may have made the files anew since.
            yield tantivy.Index.open(str(self._folder))

    def _opened(self) -> Any:
        with self._lock:
            if self._index is None:
                self._index = self._open()
            return self._index

    def _open(self) -> Any:
        import tantivy

        version = self._folder / "layout"
        if not _says(version, LAYOUT):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            with self._folder_lock():
                if not _says(version, LAYOUT):
                    self._make_anew()
                    # Written last, so that a copy killed half-way is made anew again.
                    version.write_text(LAYOUT)
        return tantivy.Index.open(str(self._folder))

    def _make_anew(self) -> None:
        import tantivy

        if self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir()
        index = tantivy.Index(schema(), path=str(self._folder))
        passages = iter(self._refill())
        while some := list(islice(passages, _REFILL_BATCH)):
            write(index, self._documents(some))

    @contextmanager
    def _folder_lock(self) -> Iterator[None]:
        try:
            with FileLock(f"{self._folder}.lock", timeout=_LOCK_SECONDS):
                yield
        except Timeout as exc:
            raise AlreadyRunning(
                f"Ein anderer Vorgang schreibt seit über {_LOCK_SECONDS // 60} Minuten in {self._folder}.",
                "Bitte warten, bis er fertig ist, oder ihn beenden.",
            ) from exc

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as exc:
            raise StorageError(
                f"Der Wortindex in {self._folder} lässt sich nicht benutzen: {exc}",
                "Bitte Speicherplatz und Schreibrechte prüfen; bleibt es dabei: python -m ingest rebuild",
            ) from exc


def _says(file: Path, content: str) -> bool:
    return file.is_file() and file.read_text() == content
