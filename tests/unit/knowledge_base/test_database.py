"""Opening and migrating databases, and what their errors become."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, transaction, upgrade
from knowledge_base.errors import ConfigurationError, StorageError
from knowledge_base.registry.tables import metadata

OPEN = """
import sys
from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
upgrade(open_engine(sys.argv[1]), MIGRATIONS, VERSION_TABLE)
"""


def test_migrations_build_the_tables_that_the_code_uses(database_url: str) -> None:
    engine = open_engine(database_url)
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    inspector = inspect(engine)
    assert set(inspector.get_table_names()) == {*metadata.tables, VERSION_TABLE}
    for name, table in metadata.tables.items():
        assert {column["name"] for column in inspector.get_columns(name)} == set(table.columns.keys())
        assert {index["name"] for index in inspector.get_indexes(name)} >= {index.name for index in table.indexes}
    engine.dispose()


def test_several_processes_may_start_at_once_on_an_empty_database(database_url: str) -> None:
    started = [subprocess.Popen([sys.executable, "-c", OPEN, database_url]) for _ in range(3)]
    assert [process.wait(timeout=60) for process in started] == [0, 0, 0]


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, database_url: str) -> None:
    versions = tmp_path / "scripts" / "versions"
    versions.mkdir(parents=True)
    (versions / "0001_half.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = 'x1'\ndown_revision = None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer))\n    op.execute('SELECT nonsense')\n"
    )
    engine = open_engine(database_url)
    with pytest.raises(StorageError, match="nonsense"):
        upgrade(engine, versions.parent, "alembic_version_half")
    assert "half" not in inspect(engine).get_table_names()
    engine.dispose()


def test_sqlite_is_opened_for_several_processes(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'deep' / 'a.db'}")
    with transaction(engine) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert int(connection.execute(text("PRAGMA busy_timeout")).scalar_one()) >= 5000


@pytest.mark.parametrize("url", ["nonsense", "oracle-of-delphi://x"])
def test_an_unreadable_address_is_named_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_engine(url)
    assert "AMTSLOTSE_DATABASE_URL" in str(caught.value)
    assert url not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="AMTSLOTSE_VAR"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'a.db'}")


def test_a_damaged_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(os.urandom(4096))
    with pytest.raises(StorageError, match="beschädigt"), transaction(open_engine(f"sqlite:///{tmp_path / 'a.db'}")):
        pass


def test_a_full_disk_is_explained(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")

    def write_much() -> None:
        with transaction(engine) as connection:
            connection.execute(text("PRAGMA max_page_count = 4"))
            connection.execute(text("CREATE TABLE t (x TEXT)"))
            connection.execute(text("INSERT INTO t VALUES (:x)"), {"x": "x" * 50_000})

    with pytest.raises(StorageError, match="voll") as caught:
        write_much()
    assert caught.value.remedy
    assert caught.value.__cause__ is not None


def test_a_server_that_is_not_there_is_explained() -> None:
    engine = open_engine("postgresql://nobody:secret@127.0.0.1:9/none")
    with pytest.raises(StorageError, match="nicht erreichbar") as caught, transaction(engine):
        pass
    assert "secret" not in str(caught.value)
