from pathlib import Path

import pytest

from assistant.processes.needed_models import (
    fetch_for_parts,
    has_embedding_model,
    make_missing_parts,
    missing_models,
    needed_models,
    parts_are_missing,
)
from assistant.settings import Settings
from knowledge_base.errors import DownloadError, ModelError
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import parts_folder


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, ["multilingual-e5-small", "qwen2.5-coder-1.5b-instruct"]),
        ({"chat_enabled": False}, ["multilingual-e5-small"]),
        ({"chat_url": "http://gpu:8000/v1"}, ["multilingual-e5-small"]),
        ({"embedding_model": "BAAI/bge-m3"}, ["qwen2.5-coder-1.5b-instruct"]),
    ],
)
def test_only_what_the_settings_use_is_needed(tmp_path: Path, settings: dict[str, object], names: list[str]) -> None:
    chosen = Settings(var=tmp_path, **settings)
    assert [model.name for model in needed_models(chosen)] == names
    assert missing_models(chosen) == needed_models(chosen)
    assert not has_embedding_model(chosen)


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({}, True),
        ({"chat_enabled": False}, False),
        ({"chat_url": "http://gpu:8000/v1"}, True),
        ({"reader": False}, True),
        ({"reader": False, "chat_url": "http://gpu:8000/v1"}, False),
    ],
)
def test_parts_are_missing_only_where_the_embedded_model_writes_or_reads(
    tmp_path: Path, settings: dict[str, object], missing: bool
) -> None:
    assert parts_are_missing(Settings(var=tmp_path, **settings)) is missing


@pytest.mark.models
def test_the_chat_models_file_is_not_missed_where_its_parts_are(tmp_path: Path) -> None:
    made = parts_folder(locked_model(Purpose.CHAT), Settings().models_folder)
    (tmp_path / made.name).symlink_to(made)
    settings = Settings(var=tmp_path, models=str(tmp_path))
    assert [model.name for model in missing_models(settings)] == ["multilingual-e5-small"]


def test_parts_cannot_be_made_before_their_model_is_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nicht lesbar"):
        make_missing_parts(Settings(var=tmp_path))
    make_missing_parts(Settings(var=tmp_path, chat_enabled=False))
    make_missing_parts(Settings(var=tmp_path, reader=False, chat_url="http://gpu:8000/v1"))


def test_the_model_file_is_fetched_where_it_only_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    foreign = Settings(var=tmp_path, chat_url="http://gpu:8000/v1")
    with pytest.raises(DownloadError):
        fetch_for_parts(foreign, lambda _: None)
    fetch_for_parts(foreign.model_copy(update={"reader": False}), lambda _: None)
    fetch_for_parts(foreign.model_copy(update={"chat_enabled": False}), lambda _: None)
