"""Dense vectors in Chroma: only ids and our own vectors; texts, metadata and access stay in the registry."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import httpx
import numpy as np
import numpy.typing as npt

from knowledge_base.chroma_connection import ChromaConnection
from knowledge_base.errors import StorageError
from knowledge_base.index import Vectors

COLLECTION = "passages"

LARGEST_BATCH = 5000
"""Chroma takes at most 5461 ids in one call."""

ASKED_AT_ONCE = 100
"""Vectors in one question: other threads' questions wait no longer than for a few hundredths of a second."""

HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
"""Wider than Chroma's defaults, which miss one in twenty of the true nearest ten."""

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class ChromaIndex:
    """A DenseIndex in one Chroma collection; opened anew once when the server or collection was replaced."""

    def __init__(self, connect: Callable[[], ChromaConnection]) -> None:
        self._connect = connect
        self._lock = threading.RLock()
        self._idle = threading.Condition(self._lock)
        self._calls = 0
        self._connection: ChromaConnection | None = None
        self._collection: Any = None

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors; of an id given twice, the last one counts."""
        last = {key: position for position, key in enumerate(ids)}
        keys, rows = list(last), np.asarray(vectors, dtype=np.float32)[list(last.values())]
        for start in range(0, len(keys), LARGEST_BATCH):
            part = slice(start, start + LARGEST_BATCH)
            self._call(partial(_upsert, keys[part], rows[part]))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        for start in range(0, len(ids), LARGEST_BATCH):
            self._call(partial(_delete, list(ids[start : start + LARGEST_BATCH])))

    def search(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine) of the nearest, best first."""
        return self.search_many(np.asarray(vector, dtype=np.float32)[np.newaxis], limit)[0]

    def search_many(self, vectors: Vectors, limit: int) -> list[list[tuple[str, float]]]:
        """Return, for each row, (id, cosine) of the nearest, best first; nothing for a row that points nowhere."""
        usable = np.isfinite(vectors).all(axis=1) & vectors.any(axis=1)
        asked = np.flatnonzero(usable) if limit > 0 else np.empty(0, dtype=int)
        found: list[list[tuple[str, float]]] = [[] for _ in vectors]
        for start in range(0, len(asked), ASKED_AT_ONCE):
            rows = asked[start : start + ASKED_AT_ONCE]
            for row, nearest in zip(rows, self._call(partial(_nearest, vectors[rows], limit)), strict=True):
                found[row] = nearest
        return found

    def cosines(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine of each of these ids; unknown ones are left out."""
        if not ids:
            return {}
        found = self._call(lambda collection: collection.get(ids=list(ids), include=["embeddings"]))
        rows = np.asarray(found["embeddings"], dtype=np.float32)
        return {key: _cosine(vector, row) for key, row in zip(found["ids"], rows, strict=True)}

    def ids(self) -> set[str]:
        """Return every id that is held."""
        return set(self._call(lambda collection: collection.get(include=[])["ids"]))

    def clear(self) -> None:
        """Forget everything, the vectors' length too."""

        def recreate(_collection: Any) -> None:
            client = self._opened().client
            client.delete_collection(COLLECTION)
            self._collection = _make_collection(client)

        self._call(recreate)

    def close(self) -> None:
        """Let go of the server or the folder."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._collection = None

    def change_over(self, work: Callable[[], None]) -> None:
        """Let go, do something while nobody is connected, and connect anew; calls meanwhile wait for it."""
        with self._idle:
            self._idle.wait_for(lambda: self._calls == 0)
            self.close()
            work()

    def _opened(self) -> ChromaConnection:
        with self._lock:
            if self._connection is None:
                self._connection = self._connect()
                self._collection = _make_collection(self._connection.client)
            return self._connection

    def _call(self, work: Callable[[Any], _Result]) -> _Result:
        """Do something with the collection; when that fails, once more with a new connection."""
        with self._idle:
            self._opened()
            self._calls += 1
        try:
            return self._tried_twice(work)
        finally:
            with self._idle:
                self._calls -= 1
                self._idle.notify_all()

    def _tried_twice(self, work: Callable[[Any], _Result]) -> _Result:
        from chromadb.errors import ChromaError, InvalidArgumentError, InvalidDimensionException

        try:
            return work(self._collection)
        except (InvalidArgumentError, InvalidDimensionException) as exc:
            raise _translated(exc) from exc
        except (ChromaError, httpx.HTTPError, ValueError) as exc:
            _log.warning("Chroma failed, connecting anew: %s", exc)
        self.close()
        try:
            self._opened()
            return work(self._collection)
        except (ChromaError, httpx.HTTPError, ValueError) as exc:
            raise _translated(exc) from exc


def _make_collection(client: Any) -> Any:
    return client.get_or_create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": HNSW})


def _nearest(rows: Vectors, limit: int, collection: Any) -> list[list[tuple[str, float]]]:
    found = collection.query(query_embeddings=rows, n_results=limit, include=["distances"])
    return [
        [(key, 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)]
        for keys, distances in zip(found["ids"], found["distances"], strict=True)
    ]


def _upsert(ids: list[str], rows: Vectors, collection: Any) -> None:
    collection.upsert(ids=ids, embeddings=rows)


def _delete(ids: list[str], collection: Any) -> None:
    collection.delete(ids=ids)


def _cosine(left: npt.NDArray[np.float32], right: npt.NDArray[np.float32]) -> float:
    lengths = float(np.linalg.norm(left)) * float(np.linalg.norm(right))
    return float(left @ right) / lengths if lengths else 0.0


def _translated(exc: Exception) -> StorageError:
    first_line = str(exc).strip().split("\n", 1)[0][:200]
    return StorageError(
        f"Der Vektorindex (Chroma) antwortet nicht richtig: {first_line}",
        "Bleibt es dabei, bitte neu aufbauen: python -m ingest rebuild",
    )
