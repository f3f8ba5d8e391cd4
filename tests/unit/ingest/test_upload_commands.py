"""The commands behind the upload screen: JSON lines, waiting for other runs, what is neither there nor known."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner, Result

import knowledge_base.embedding
from ingest import upload_commands
from ingest.__main__ import app
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(knowledge_base.embedding, "load_embedder", lambda _settings: WordEmbedder())
    return tmp_path / "var"


def call(*arguments: object) -> tuple[Result, list[dict]]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result, [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def test_a_preview_takes_nothing_in(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Der Ausweis kostet 3 Euro.", encoding="utf-8")
    result, lines = call("preview", file, "--json")
    assert (result.exit_code, len(lines)) == (0, 1)
    assert lines[0]["documents"][0]["passages"][0]["text"] == "Der Ausweis kostet 3 Euro."
    assert not state.exists()
    shown, _ = call("preview", file)
    assert "Der Ausweis kostet 3 Euro." in shown.stdout
    file.write_text("", encoding="utf-8")
    refused, lines = call("preview", file, "--json")
    assert (refused.exit_code, lines[0]["refused"][0]["message"]) == (1, "Die Datei ist leer.")


def test_a_folder_is_published_and_taken_back_as_often_as_it_is_said(state: Path, tmp_path: Path) -> None:
    folder = tmp_path / "u1"
    folder.mkdir()
    (folder / "a.txt").write_text("Der Ausweis kostet 3 Euro.", encoding="utf-8")
    (folder / "leer.txt").touch()
    result, lines = call("publish", folder)
    assert result.exit_code == 1, "one of the two is refused"
    assert lines[0] == {"files": 2, "share": 0.0, "passages": 0}
    assert [line["action"] for line in lines[-1]["files"]] == ["add", "refuse"]
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    result, lines = call("publish", folder)
    assert (result.exit_code, lines[-1]["counts"]["remove"]) == (0, 1)
    result, lines = call("publish", folder)
    assert (result.exit_code, lines[-1]["files"]) == (0, [])
    with open_knowledge_base(KnowledgeSettings()) as base:  # type: ignore[call-arg]
        assert base.registry.counts() == (0, 0)


def test_another_run_is_waited_for(state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_commands, "SECONDS_BETWEEN_TRIES", 0.05)
    (state / "ingest").mkdir(parents=True)
    with FileLock(state / "ingest" / "lock", thread_local=False):
        result, lines = call("publish", tmp_path, "--wait", "1.5")
    assert result.exit_code == 2
    assert list(lines[0]) == ["waiting"]
    assert lines[-1]["error"]["message"].startswith("In ")
