"""The database engine, SQLite or PostgreSQL by URL: opened, migrated, and its errors translated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from knowledge_base.errors import ConfigurationError, StorageError

_MIGRATION_LOCK = 7_403_201
"""Key of PostgreSQL's advisory lock that lets one process migrate at a time."""


def open_engine(url: str) -> Engine:
    """Open the database at a SQLAlchemy URL; SQLite's folder is created.

    Raises ConfigurationError when the URL makes no sense, StorageError when the folder cannot be made.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql" and "+" not in parsed.drivername:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            _make_folder(Path(parsed.database).parent)
        # Values stay out of error messages: they hold what people asked.
        engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite", hide_parameters=True)
    except (ArgumentError, NoSuchModuleError) as exc:
        raise ConfigurationError(
            "Die Datenbankadresse in AMTSLOTSE_DATABASE_URL ist nicht lesbar.",
            "Beispiel: postgresql://benutzer:kennwort@localhost/amtslotse",
        ) from exc
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StorageError(
            f"Der Ordner {folder} lässt sich nicht anlegen ({exc.strerror}).",
            "Bitte Schreibrechte prüfen oder AMTSLOTSE_VAR auf einen anderen Ordner setzen.",
        ) from exc


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a block in one transaction: committed at its end, rolled back when it fails; raises StorageError."""
    with translated_errors(), engine.begin() as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read several times from one state of the database, whatever is written meanwhile; raises StorageError."""
    with transaction(engine) as connection:
        sqlite = engine.dialect.name == "sqlite"
        connection.exec_driver_sql("BEGIN" if sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield connection


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the database's errors into StorageError with a German message."""
    try:
        yield
    except SQLAlchemyError as exc:
        raise _translated(exc) from exc
    except UnicodeEncodeError as exc:
        raise StorageError(*_UNWRITABLE) from exc


_UNWRITABLE = ("Ein Text enthält Zeichen, die keine sind.", "Bitte die Quelle des Textes berichtigen.")
_KNOWN_TROUBLES = (
    (("nul (0x00)", "nul character"), *_UNWRITABLE),
    (("disk is full", "no space left", "disk i/o error"), "Der Datenträger ist voll.", "Bitte Speicherplatz schaffen."),
    (
        ("readonly", "read-only", "unable to open database file", "permission denied"),
        "Die Datenbank ist nicht beschreibbar.",
        "Bitte Schreibrechte des Ordners AMTSLOTSE_VAR prüfen.",
    ),
    (
        ("database is locked", "lock timeout", "deadlock"),
        "Die Datenbank ist durch einen anderen Vorgang gesperrt.",
        "Bitte gleich noch einmal versuchen.",
    ),
    (
        ("malformed", "not a database"),
        "Die Datenbankdatei ist beschädigt.",
        "Bitte die letzte Sicherung einspielen.",
    ),
    (
        ("connection refused", "connection failed", "could not connect", "server closed", "authentication failed"),
        "Der Datenbankserver ist nicht erreichbar.",
        "Bitte AMTSLOTSE_DATABASE_URL und den Server prüfen.",
    ),
)


def _translated(exc: SQLAlchemyError) -> StorageError:
    cause = str(exc.orig) if isinstance(exc, DBAPIError) else str(exc)
    lowered = cause.lower()
    for signs, message, remedy in _KNOWN_TROUBLES:
        if any(sign in lowered for sign in signs):
            return StorageError(message, remedy)
    first_line = cause.strip().splitlines()[0] if cause.strip() else type(exc).__name__
    return StorageError(f"Die Datenbank meldet einen Fehler: {first_line[:200]}", "Bitte das Protokoll ansehen.")


def upgrade(engine: Engine, script_location: Path, version_table: str) -> None:
    """Bring a package's tables up to date; several processes may call it at once.

    `script_location` is a folder with `versions/`; `version_table` keeps which of them have run.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(script_location / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["version_table"] = version_table
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        else:
            # Takes SQLite's only write lock at once; without it, each table would be created in a commit of its own.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
