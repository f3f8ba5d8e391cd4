"""What the local model computes is made by another process, which tells why it could not."""

from pathlib import Path

import pytest

from assistant.adapters.model_maker import MAKING, make_elsewhere, without_it
from assistant.settings import Settings
from knowledge_base.errors import ModelError


def test_what_cannot_be_made_is_told_by_the_other_process(tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(ModelError, match=r"nicht lesbar .* Holen Sie sie neu"):
        make_elsewhere(Settings(var=tmp_path, models=str(tmp_path / "leer")), said.append)
    assert said == [MAKING]


@pytest.mark.parametrize(
    "unwanted", [{"chat_enabled": False}, {"reader": False, "chat_url": "http://gpu:8000/v1"}], ids=str
)
def test_what_is_not_wanted_is_not_made(unwanted: dict[str, object], tmp_path: Path) -> None:
    said: list[str] = []
    make_elsewhere(Settings(var=tmp_path, models=str(tmp_path / "leer"), **unwanted), said.append)
    assert said == []
    assert not (tmp_path / "leer").exists()


@pytest.mark.models
def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    said: list[str] = []
    make_elsewhere(Settings(var=tmp_path, models=str(Settings().models_folder)), said.append)
    assert said == []


def test_what_is_missing_without_it_depends_on_who_writes(tmp_path: Path) -> None:
    assert "aus Zitaten" in without_it(Settings(var=tmp_path))
    assert "ohne Leser" in without_it(Settings(var=tmp_path, chat_url="http://gpu:8000/v1"))
