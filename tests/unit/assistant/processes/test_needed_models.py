from pathlib import Path

import pytest

from assistant.processes.needed_models import (
    has_embedding_model,
    make_missing_reader,
    missing_models,
    needed_models,
    reader_is_missing,
)
from assistant.settings import Settings
from knowledge_base.errors import ModelError


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
        ({"reader": False}, False),
    ],
)
def test_a_reader_is_missing_only_where_one_can_run(tmp_path: Path, settings: dict[str, object], missing: bool) -> None:
    assert reader_is_missing(Settings(var=tmp_path, **settings)) is missing


def test_a_reader_cannot_be_made_before_its_model_is_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nicht lesbar"):
        make_missing_reader(Settings(var=tmp_path))
    make_missing_reader(Settings(var=tmp_path, reader=False))
