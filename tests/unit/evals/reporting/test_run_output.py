import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.settings import Settings
from evals.__main__ import app, main
from evals.case import Case
from evals.measured import Measured
from evals.reporting.history import all_runs
from evals.reporting.report import Report
from evals.reporting.run_output import RunOutput

ABOUT = {"corpus": "docs", "cases_file": "q.jsonl"}


def report(*found: float) -> Report:
    shown = {"seconds": 0.1, "search_text": "", "passages": []}
    cases = [Measured(Case(str(n), f"Frage {n}?", True, "k"), {"recall@5": one}, shown) for n, one in enumerate(found)]
    return Report("retrieval", ABOUT, cases)


def run(tmp_path: Path, name: str, *found: float, against: Path | None = None) -> str:
    """Make a run and give it a folder that says when; two in the same second would be one."""
    output = RunOutput(Settings(var=tmp_path), against=against)
    output.add(report(*found))
    output.finish()
    folder = all_runs(Settings(var=tmp_path))[-1]
    page = (folder / "report.html").read_text(encoding="utf-8")
    folder.rename(folder.with_name(name))
    return page


def test_each_run_is_compared_with_the_one_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Against an earlier run" not in run(tmp_path, "2001-01-01T00-00-00-aaaaaaa", 0.0, 1.0)
    assert "▲ better" not in run(tmp_path, "2001-01-02T00-00-00-aaaaaaa", 1.0, 1.0)
    assert "1 Fragen besser, 0 schlechter" in capsys.readouterr().out
    assert [folder.name[:10] for folder in all_runs(Settings(var=tmp_path))] == ["2001-01-01", "2001-01-02"]


def test_another_run_can_be_named(tmp_path: Path) -> None:
    run(tmp_path, "2001-01-01T00-00-00-aaaaaaa", 0.0, 0.0, 0.0)
    run(tmp_path, "2001-01-02T00-00-00-aaaaaaa", 1.0, 1.0, 1.0)
    first = tmp_path / "evals" / "results" / "2001-01-01T00-00-00-aaaaaaa"
    assert "▲ better" in run(tmp_path, "2001-01-03T00-00-00-aaaaaaa", 1.0, 1.0, 1.0, against=first)


def test_a_file_of_ones_own_gets_the_json_and_its_page(tmp_path: Path) -> None:
    own = tmp_path / "own" / "out.json"
    output = RunOutput(Settings(var=tmp_path), json_file=own)
    output.add(report(1.0))
    output.finish()
    assert json.loads(own.read_text())["metrics"] == {"recall@5": 1}
    assert own.with_suffix(".html").is_file()
    assert len(all_runs(Settings(var=tmp_path))) == 1


def test_the_command_compares_the_last_two_or_named_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path))
    run(tmp_path, "2001-01-01T00-00-00-aaaaaaa", 0.0, 0.0, 0.0)
    run(tmp_path, "2001-01-02T00-00-00-aaaaaaa", 1.0, 1.0, 1.0)
    told = CliRunner().invoke(app, ["compare"]).output
    assert "▲ besser" in told
    assert "Frage 2?" in told
    old, new = (folder / "retrieval.json" for folder in all_runs(Settings(var=tmp_path)))
    assert "▼ schlechter" in CliRunner().invoke(app, ["compare", str(new), str(old)]).output
    assert "Keine Frage ging anders aus" in CliRunner().invoke(app, ["compare", str(new), str(new)]).output


def test_nothing_to_compare_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path))
    for arguments, said in (
        (["compare"], "Es gibt noch keinen Lauf"),
        (["compare", "/gibt/es/nicht.json", "/auch/nicht.json"], "lässt sich nicht lesen"),
        (["compare", "x", str(tmp_path)], "liegt kein Ergebnis"),
    ):
        monkeypatch.setattr("sys.argv", ["evals", *arguments])
        assert main() == 1
        assert said in capsys.readouterr().err
    run(tmp_path, "2001-01-01T00-00-00-aaaaaaa", 0.0)
    monkeypatch.setattr("sys.argv", ["evals", "compare"])
    assert main() == 1
    assert "keinen früheren Lauf" in capsys.readouterr().err
