"""Puts the knowledge base together: the one place that chooses its implementations."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from knowledge_base.chroma_connection import connect
from knowledge_base.chroma_index import ChromaIndex
from knowledge_base.database import open_engine, upgrade
from knowledge_base.document import Passage
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.following_index import FollowingIndex
from knowledge_base.index import DenseIndex, Embedder, LexicalIndex, Search
from knowledge_base.language_maps import load_language_maps
from knowledge_base.language_shift import LanguageShift, load_parallel_sentences
from knowledge_base.lexical_index import TantivyIndex
from knowledge_base.originals import Originals
from knowledge_base.register import load_register
from knowledge_base.register_index import RegisterIndex, word_passages
from knowledge_base.register_mark import RegisterMark
from knowledge_base.registry.registry import Registry, utc_now
from knowledge_base.remembering_embedder import RememberingEmbedder
from knowledge_base.revisions.revision_history import RevisionHistory
from knowledge_base.search.search import HybridSearch
from knowledge_base.search.spelling import Spelling
from knowledge_base.search.understanding import Vocabulary
from knowledge_base.search.word_rarity import WordRarity
from knowledge_base.settings import KnowledgeSettings
from knowledge_base.thesaurus import load_thesaurus

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version_knowledge"


class KnowledgeBase:
    """All parts over one state folder; the indexes and the embedding model open at their first use."""

    def __init__(
        self,
        settings: KnowledgeSettings,
        engine: Engine,
        embedder: Embedder | None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._settings = settings
        self._given_embedder = embedder
        self.engine = engine
        self.registry = Registry(engine, now)
        self.history = RevisionHistory(engine)
        self.originals = Originals(settings.state / "originals")
        self._chroma = ChromaIndex(lambda: connect(settings))
        self.dense: DenseIndex = self._chroma
        words = TantivyIndex(settings.state / "lexical", refill=self._every_passage)
        # Other hosts may write to a database server, but not to this host's folder.
        shared = engine.dialect.name == "postgresql"
        self.lexical: LexicalIndex = FollowingIndex(words, self.registry) if shared else words
        self._register_words: LexicalIndex = TantivyIndex(
            settings.state / "register_words", refill=self._every_register_entry
        )
        self._register_mark = RegisterMark(settings.state / "register_embedded")

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at the first use."""
        if self._given_embedder is not None:
            return self._given_embedder
        from knowledge_base.embedding import load_embedder

        return load_embedder(self._settings)

    @cached_property
    def search(self) -> Search:
        """The hybrid search; raises IndexMismatch when another embedding model built the index."""
        self.registry.require_fingerprint(embedding=self.embedder.name)
        return HybridSearch(
            self.registry,
            self.dense,
            self.lexical,
            embedder=self.embedder,
            vocabulary=Vocabulary(
                load_thesaurus(),
                self.register,
                Spelling(self.registry.texts, self.registry.generation),
                self.languages,
            ),
        )

    @cached_property
    def sentence_embedder(self) -> Embedder:
        """The embedding model for sentences of passages, which come again with each question about them."""
        return RememberingEmbedder(self.embedder, self.registry)

    @cached_property
    def word_rarity(self) -> WordRarity:
        """How rare words are among all passages."""
        return WordRarity(self.lexical)

    @cached_property
    def register(self) -> RegisterIndex:
        """The office words for §§ of the laws that are there."""
        return RegisterIndex(load_register(), self.registry, self.embedder, self._register_words)

    @cached_property
    def languages(self) -> LanguageShift:
        """What embeddings of questions in other languages differ by from German ones."""
        return LanguageShift(load_parallel_sentences(), self.embedder, self.registry, load_language_maps())

    def register_is_embedded(self) -> bool:
        """Tell whether the register, as it is now, was embedded for the laws that are there; loads no model."""
        laws, built = self.registry.laws(), self.fingerprint
        return not laws or (built is not None and self._register_mark.fits(laws, built.embedding))

    def embed_register(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Embed what is not embedded yet of the register, and remember that it was done; returns how many texts."""
        count = self.register.embed_missing(progress)
        self.languages.learn()
        self._register_mark.set(self.registry.laws(), self.embedder.name)
        return count

    @property
    def fingerprint(self) -> IndexFingerprint | None:
        """What built the index, or None while it is empty."""
        return self.registry.fingerprint()

    def change_over_dense(self, work: Callable[[], None]) -> None:
        """Do something while the dense index is not in use here, such as starting a server over its folder."""
        self._chroma.change_over(work)

    def _every_passage(self) -> Iterator[Passage]:
        for entry in self.registry.documents():
            yield from self.registry.passages(entry.document.id)

    def _every_register_entry(self) -> list[Passage]:
        return [passage for _, passage in word_passages(load_register(), self.registry.laws())]

    def close(self) -> None:
        """Let go of files, locks and connections."""
        self.dense.close()
        self.lexical.close()
        self._register_words.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_knowledge_base(
    settings: KnowledgeSettings, *, embedder: Embedder | None = None, now: Callable[[], datetime] = utc_now
) -> KnowledgeBase:
    """Open the knowledge base of a state folder, creating or upgrading its tables.

    Raises StorageError when the database cannot be used, ConfigurationError when its address makes no sense.
    """
    engine = open_engine(settings.sql_url)
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    return KnowledgeBase(settings, engine, embedder, now)
