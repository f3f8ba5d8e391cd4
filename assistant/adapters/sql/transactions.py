"""One transaction that several stores share, and writing a row whether or not it is there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite

from knowledge_base.database import transaction, upgrade

_SCRIPTS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version_assistant"


def upgrade_assistant_tables(engine: Engine) -> None:
    """Bring the assistant's tables up to date."""
    upgrade(engine, _SCRIPTS, _VERSION_TABLE)


class SqlTransactions:
    """Opens transactions; a block inside another one of the same thread joins it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: ContextVar[Connection | None] = ContextVar("open connection", default=None)

    @contextmanager
    def __call__(self) -> Iterator[Connection]:
        """Run a block in a transaction; raises StorageError when the database fails."""
        joined = self._open.get()
        if joined is not None:
            yield joined
            return
        with transaction(self._engine) as connection:
            token = self._open.set(connection)
            try:
                yield connection
            finally:
                self._open.reset(token)


def upsert(
    connection: Connection, table: Table, values: Mapping[str, Any], *, key: Sequence[str], replace: bool = True
) -> None:
    """Insert a row; where its key is taken, replace the row's other columns, or leave it as it is."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values)
    if replace:
        others = {name: statement.excluded[name] for name in values if name not in key}
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=others))
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=list(key)))
