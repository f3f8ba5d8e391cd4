"""German full text in tantivy: terms are made by `german_text`, so tantivy only splits at blanks and ranks by BM25."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from knowledge_base.document import Passage
from knowledge_base.errors import StorageError
from knowledge_base.german_text import VERSION, GermanText, german_text, passage_terms

LAYOUT = f"1/{VERSION}"
"""Version of the files; an index of another one is emptied when opened."""

TITLE_BOOST = 0.1
"""Weight of the heading as a field of its own, beside the body that contains it too."""

_WRITER_MEMORY = 30_000_000
_EVERYTHING = 1_000_000


class TantivyIndex:
    """A LexicalIndex in a folder; several processes may read while one writes."""

    def __init__(self, folder: Path, text: GermanText | None = None) -> None:
        self._folder = folder
        self._text = text or german_text()
        self._lock = threading.Lock()
        self._index: Any = None

    def add(self, passages: Sequence[Passage]) -> None:
        """Add or replace passages and make them searchable."""
        import tantivy

        terms = [(passage.id, *self._fields(passage)) for passage in passages]
        with self._writer() as writer:
            for key, title, body in terms:
                writer.delete_documents("id", key)
                writer.add_document(tantivy.Document(id=key, title=title, body=body))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        with self._writer() as writer:
            for key in ids:
                writer.delete_documents("id", key)

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return (id, score) of the best by BM25, best first; an empty list when no word is known."""
        import tantivy

        terms = list(dict.fromkeys(self._text.terms(text)))
        if not terms or limit < 1:
            return []
        index = self._opened()
        parts = []
        for term in terms:
            parts.append((tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "body", term)))
            title = tantivy.Query.term_query(index.schema, "title", term)
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(title, TITLE_BOOST)))
        with self._translated():
            searcher = self._searcher(index)
            hits = searcher.search(tantivy.Query.boolean_query(parts), limit=limit).hits
            return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def ids(self) -> set[str]:
        """Return every id that is held."""
        import tantivy

        with self._translated():
            searcher = self._searcher(self._opened())
            hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
            return {searcher.doc(address)["id"][0] for _, address in hits}

    def clear(self) -> None:
        """Forget everything."""
        with self._writer() as writer:
            writer.delete_all_documents()

    def close(self) -> None:
        """Let go of the folder."""
        self._index = None

    def _fields(self, passage: Passage) -> tuple[str, str]:
        title, body = passage_terms(self._text, passage)
        return " ".join(title), " ".join(body)

    def _searcher(self, index: Any) -> Any:
        index.reload()
        return index.searcher()

    def _opened(self) -> Any:
        with self._lock:
            if self._index is None:
                with self._translated():
                    self._index = self._open()
            return self._index

    def _open(self) -> Any:
        import tantivy

        version = self._folder / "layout"
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self._folder}.lock", timeout=60):
            if not version.is_file() or version.read_text() != LAYOUT:
                shutil.rmtree(self._folder)
                self._folder.mkdir()
                index = tantivy.Index(_schema(), path=str(self._folder))
                version.write_text(LAYOUT)
                return index
        return tantivy.Index.open(str(self._folder))

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        index = self._opened()
        with self._translated(), FileLock(f"{self._folder}.lock", timeout=600):
            writer = index.writer(_WRITER_MEMORY, 1)
            yield writer
            writer.commit()
            writer.wait_merging_threads()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as exc:
            raise StorageError(
                f"Der Wortindex in {self._folder} lässt sich nicht benutzen: {exc}",
                "Bitte Speicherplatz prüfen; bleibt es dabei: python -m ingest rebuild",
            ) from exc


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
