import json
import os
import stat
from pathlib import Path

import pytest

from assistant.processes import state_folder
from assistant.processes.state_folder import (
    announce_chroma,
    hold_state_folder,
    prepare_state_folder,
    withdraw_chroma,
)
from knowledge_base.errors import AlreadyRunning, StorageError


def test_the_folder_is_the_owners_only(tmp_path: Path) -> None:
    prepare_state_folder(tmp_path / "var")
    for path in (tmp_path / "var", tmp_path / "var" / "logs", tmp_path / "var" / "run"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_second_copy_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    prepare_state_folder(tmp_path)
    second = hold_state_folder(tmp_path)
    with hold_state_folder(tmp_path), pytest.raises(AlreadyRunning, match=f"Prozess {os.getpid()}"):
        second.__enter__()
    with hold_state_folder(tmp_path):
        pass


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(StorageError, match="AMTSLOTSE_VAR"):
        prepare_state_folder(tmp_path / "var")


def test_too_little_room_is_said_in_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_folder, "_LEAST_FREE_BYTES", 10**18)
    with pytest.raises(StorageError, match="MB frei"):
        prepare_state_folder(tmp_path)


def test_chroma_is_announced_and_withdrawn(tmp_path: Path) -> None:
    prepare_state_folder(tmp_path)
    announce_chroma(tmp_path, "http://127.0.0.1:1", 7)
    assert json.loads((tmp_path / "run" / "chroma.json").read_text()) == {"url": "http://127.0.0.1:1", "pid": 7}
    withdraw_chroma(tmp_path)
    withdraw_chroma(tmp_path)
    assert not (tmp_path / "run" / "chroma.json").exists()
