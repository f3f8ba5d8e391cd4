"""What every passage index can do, what is asked of it, and what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from knowledge_base.document import EVERYBODY, Document, DocumentKind, Passage

Vectors = npt.NDArray[np.float32]
"""Embeddings, shape (number of texts, dimensions), each row of length one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Limits a search to kinds of documents or to named documents; empty means no limit."""

    kinds: frozenset[DocumentKind] = frozenset()
    document_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """One search: what is asked, as of which day, by a member of which audience groups."""

    text: str
    as_of: date
    audience: frozenset[str] = frozenset({EVERYBODY})
    scope: Scope = field(default=Scope())
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage with its document.

    `score` orders the hits of one search (0 to 1, not comparable between searches); `cosine` is the raw similarity
    of question and passage (None when found by words alone); `cited` tells that the question names this very §.
    """

    passage: Passage
    document: Document
    score: float
    cosine: float | None = None
    lexical_score: float | None = None
    cited: bool = False


class Embedder(Protocol):
    """Turns texts into vectors; questions and passages may be treated differently."""

    @property
    def name(self) -> str:
        """The model's name and build, as it enters the index fingerprint."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape (len(texts), dimensions)."""
        ...

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Embed one question, shape (dimensions,)."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed several questions at once, shape (len(texts), dimensions)."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text, special tokens included."""
        ...


class DenseIndex(Protocol):
    """Passage ids by vector; adding an id again replaces its vector."""

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        ...

    def search(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine) of the nearest, best first."""
        ...

    def search_many(self, vectors: Vectors, limit: int) -> list[list[tuple[str, float]]]:
        """Return, for each row, (id, cosine) of the nearest, best first; quicker than asking one by one."""
        ...

    def cosines(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine of each of these ids; unknown ones are left out."""
        ...

    def ids(self) -> set[str]:
        """Return every id that is held."""
        ...

    def clear(self) -> None:
        """Forget everything, the vectors' length too."""
        ...

    def close(self) -> None:
        """Let go of files, locks and connections."""
        ...


class LexicalIndex(Protocol):
    """Passages by their words; adding an id again replaces its passage."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Add or replace passages and make them searchable."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        ...

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return (id, score) of the best by BM25, best first; an empty list when no word is known."""
        ...

    def passages_with(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many passages each term stands, and how many passages there are."""
        ...

    def ids(self) -> set[str]:
        """Return every id that is held."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def close(self) -> None:
        """Let go of files and locks."""
        ...


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """A word of a question, and how rare it is among the passages: 0 (in all of them) to 1 (in none)."""

    text: str
    rarity: float
    capitalised: bool = False


class Search(Protocol):
    """Finds the passages that an asker may read and that hold on the asked day."""

    def search(self, query: Query) -> list[Hit]:
        """Return at most `query.limit` hits, best first."""
        ...
