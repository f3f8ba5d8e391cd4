from pathlib import Path

import pytest

from assistant.processes.needed_models import has_embedding_model, missing_models, needed_models
from assistant.settings import Settings


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
