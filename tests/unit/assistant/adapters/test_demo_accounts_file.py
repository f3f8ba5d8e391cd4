import json
import stat
from pathlib import Path

import pytest

from assistant.accounts.demo_accounts import DemoAccount
from assistant.accounts.person import Role
from assistant.adapters.demo_accounts_file import write_demo_accounts
from knowledge_base.errors import StorageError

ACCOUNT = DemoAccount("neu", "geheim", Role.NEU, "Nico Neu")


def test_the_file_is_for_its_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "demo_accounts.json").write_text("[]", encoding="utf-8")
    file = write_demo_accounts(tmp_path, [ACCOUNT])
    assert json.loads(file.read_text(encoding="utf-8")) == [
        {"username": "neu", "password": "geheim", "role": "neu", "display_name": "Nico Neu"}
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="demo_accounts"):
        write_demo_accounts(tmp_path / "file", [ACCOUNT])
