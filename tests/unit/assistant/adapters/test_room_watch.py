"""Whether the disk was short of room while a process worked."""

from pathlib import Path

import pytest

from assistant.adapters import room_watch
from assistant.adapters.room_watch import RoomWatch
from knowledge_base.errors import DocumentError, StorageError


def test_a_disk_that_was_short_once_is_to_blame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = DocumentError("Kaputt.")
    room = RoomWatch(tmp_path)
    room.look()
    assert room.blamed_for(error) is error
    monkeypatch.setattr(room_watch, "LEAST_FREE_BYTES", 2**60)
    room.look()
    monkeypatch.undo()
    blamed = room.blamed_for(error)
    assert isinstance(blamed, StorageError)
    assert blamed.message == "Der Datenträger ist voll."


def test_a_folder_that_is_gone_tells_nothing(tmp_path: Path) -> None:
    assert not RoomWatch(tmp_path / "weg").was_short()
