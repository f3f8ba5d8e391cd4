import json
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.adapters.chat_connection import (
    ChatConnection,
    find_connection,
    read_connection,
    remove_connection,
    write_connection,
)
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable, StorageError


def test_what_is_written_is_read_and_nobody_elses_business(tmp_path: Path) -> None:
    connection = ChatConnection("http://127.0.0.1:1/v1", "m", "geheim", os.getpid())
    write_connection(tmp_path, connection)
    assert read_connection(tmp_path) == connection
    assert stat.S_IMODE((tmp_path / "run" / "chat.json").stat().st_mode) == 0o600
    assert "geheim" not in repr(connection)


def test_the_note_of_a_dead_process_counts_for_nothing(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    write_connection(tmp_path, ChatConnection("http://127.0.0.1:1/v1", "m", "k", gone.pid))
    assert read_connection(tmp_path) is None
    with pytest.raises(ModelUnavailable, match="läuft nicht"):
        find_connection(Settings(var=tmp_path))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": 1}', '{"url": "u", "model": "m", "more": 1, "pid": 1}'])
def test_a_damaged_note_counts_for_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "chat.json").write_text(content)
    assert read_connection(tmp_path) is None


def test_a_full_disk_is_told_and_left_clean(tmp_path: Path) -> None:
    connection = ChatConnection("http://127.0.0.1:1/v1", "m", "k", os.getpid())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(StorageError, match=r"chat\.json lässt sich nicht schreiben .*Platz"):
            write_connection(tmp_path, connection)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((tmp_path / "run").iterdir()) == []


def test_only_the_own_note_is_removed(tmp_path: Path) -> None:
    write_connection(tmp_path, ChatConnection("u", "m", "k", os.getpid()))
    remove_connection(tmp_path, os.getpid() + 1)
    assert json.loads((tmp_path / "run" / "chat.json").read_text())["pid"] == os.getpid()
    remove_connection(tmp_path, os.getpid())
    assert not (tmp_path / "run" / "chat.json").exists()


def test_a_server_in_the_settings_comes_first() -> None:
    found = find_connection(Settings(chat_url="http://gpu.example:8000/v1/", chat_model="qwen3"))
    assert (found.url, found.model, found.is_local) == ("http://gpu.example:8000/v1", "qwen3", False)
