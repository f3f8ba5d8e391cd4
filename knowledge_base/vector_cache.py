"""Embeddings kept by the hash of what was embedded, so that unchanged text is never embedded twice."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, Insert, insert, select
from sqlalchemy.dialects import postgresql

from knowledge_base.database import transaction
from knowledge_base.registry.tables import vectors

Vector = npt.NDArray[np.float32]

BATCH = 500
"""Values in one IN (…), well below what any SQLite build allows."""

_STORED = np.dtype("<f2")


class VectorCache:
    """The table kb_vectors."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the vectors that are kept, by hash."""
        wanted = sorted(set(hashes))
        found: dict[str, Vector] = {}
        with transaction(self._engine) as connection:
            for start in range(0, len(wanted), BATCH):
                query = select(vectors).where(vectors.c.hash.in_(wanted[start : start + BATCH]))
                for key, blob in connection.execute(query):
                    found[key] = np.frombuffer(blob, dtype=_STORED).astype(np.float32)
        return found

    def keep(self, new: Mapping[str, Vector]) -> None:
        """Keep vectors by hash; those that are there already stay as they are."""
        known = self.find(new)
        rows = [
            {"hash": key, "vector": np.asarray(vector).astype(_STORED).tobytes()}
            for key, vector in new.items()
            if key not in known
        ]
        if rows:
            with transaction(self._engine) as connection:
                connection.execute(_insert_new(connection), rows)


def _insert_new(connection: Connection) -> Insert:
    """Return an insert that leaves alone what another thread or process has kept in the meantime."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(vectors).on_conflict_do_nothing()
    return insert(vectors).prefix_with("OR IGNORE")
