import pytest
from typer.testing import CliRunner

from evals.__main__ import app, main


def test_every_command_explains_itself() -> None:
    for command in ("retrieval", "answers", "all", "evidence", "abstention"):
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_an_expected_failure_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", "retrieval", "--cases", "/gibt/es/nicht.jsonl"])
    assert main() == 1
    said = capsys.readouterr().err
    assert said.startswith("Fehler: /gibt/es/nicht.jsonl lässt sich nicht lesen")
    assert "Traceback" not in said


def test_a_missing_question_set_is_said_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("evidence", "abstention"):
        monkeypatch.setattr("sys.argv", ["evals", command, "--questions", "/gibt/es/nicht.jsonl"])
        assert main() == 1
        assert "FEHLEN" in capsys.readouterr().err
