import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import knowledge_base.embedding
from ingest.__main__ import app
from ingest.console import ProgressLines, progress_on
from tests.support.knowledge import LetterEmbedder


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document; the commands use a small embedder that needs no model file."""
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(knowledge_base.embedding, "load_embedder", lambda _settings: LetterEmbedder())
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nEins.")
    return folder


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout


def test_plan_says_what_run_then_does_and_verify_that_all_is_well(docs: Path) -> None:
    assert call("plan", str(docs))[1].startswith("neu ")
    code, output = call("run", str(docs), "--json")
    assert code == 0
    assert json.loads(output)["counts"]["add"] == 1
    assert call("plan", str(docs))[1].strip() == "0 Änderungen, 1 unverändert."
    assert call("verify", "--json") == (0, '{"documents": 1, "passages": 1, "damage": []}\n')
    assert json.loads(call("status", "--json")[1])["last_run"]["counts"]["add"] == 1
    assert call("rebuild")[0] == 0
    assert call("remove", str(docs))[0] == 0
    assert json.loads(call("verify", "--json")[1])["documents"] == 0


def test_a_refused_file_gives_exit_code_1(docs: Path) -> None:
    (docs / "leer.md").write_text("")
    code, output = call("run", str(docs))
    assert code == 1
    assert "abgelehnt" in output
    assert "Die Datei ist leer." in output


def test_what_could_not_run_gives_exit_code_2_and_one_sentence(docs: Path) -> None:
    done = CliRunner().invoke(app, ["run", str(docs / "fehlt")])
    assert done.exit_code == 2
    assert "gibt es nicht. Bitte den Pfad prüfen." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_removal_that_is_not_believed_gives_exit_code_2(docs: Path) -> None:
    call("run", str(docs))
    (docs / "a.md").unlink()
    done = CliRunner().invoke(app, ["run", str(docs)])
    assert done.exit_code == 2
    assert "--allow-removal" in done.stderr
    assert "würde `run` nicht laufen" in CliRunner().invoke(app, ["plan", str(docs)]).stderr
    assert call("run", str(docs), "--allow-removal")[0] == 0


def test_without_a_terminal_progress_comes_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = progress_on(Console(stderr=True))
    assert isinstance(lines, ProgressLines)
    lines = ProgressLines(Console(stderr=True), every=0)
    lines.begin(2, 200)
    lines.advance(50, 10)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "2 Dokumente werden eingelesen …"
    assert told[1].startswith("  25 %, 10 Textstellen (")
    assert "noch etwa" in told[1]


def test_nobody_else_on_the_machine_may_read_the_state(tmp_path: Path) -> None:
    environment = {**os.environ, "AMTSLOTSE_VAR": str(tmp_path / "var")}
    done = subprocess.run([sys.executable, "-m", "ingest", "status"], env=environment, capture_output=True, check=False)
    there = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    assert len(there) > 1, done.stderr
    assert not [path for path in there if path.stat().st_mode & 0o077]
