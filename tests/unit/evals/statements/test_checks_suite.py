"""A cut of the suite of planted errors and faithful statements: fails when the checks get worse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import failed
from evals.__main__ import app
from evals.statements.checks_suite import ERRORS, FAITHFUL, figures, score
from evals.statements.paraphrases import FILE, read_paraphrases, restated_by_rule
from evals.statements.planted_errors import plant
from knowledge_base.errors import ConfigurationError

WRITTEN = read_paraphrases()


def test_a_cut_of_the_suite_keeps_its_figures() -> None:
    scored = score(WRITTEN[::7])
    share = {row["group"]: row["share"] for row in figures(scored) if (row["half"], row["kind"]) == ("all", "all")}
    assert share[ERRORS] >= 0.96
    assert share[FAITHFUL] >= 0.82


def test_every_source_carries_itself() -> None:
    assert [one.id for one in WRITTEN if failed(one.source, Cited(1, one.source, one.heading))] == []


def test_there_is_enough_of_everything() -> None:
    errors = plant(WRITTEN)
    assert len(errors) >= 300
    assert len(WRITTEN) >= 150
    assert len(WRITTEN) + len(restated_by_rule(WRITTEN)) >= 300
    assert {one.half for one in WRITTEN} == {"dev", "held"}
    assert all(error.text not in {text for text, _ in error.sources} for error in errors)


def test_the_halves_share_no_source() -> None:
    dev, held = ({one.source for one in WRITTEN if one.half == half} for half in ("dev", "held"))
    assert not dev & held


def test_the_command_writes_every_statement(tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join(FILE.read_text(encoding="utf-8").splitlines(keepends=True)[:4]), encoding="utf-8")
    out = tmp_path / "out.json"
    result = CliRunner().invoke(app, ["checks", "--cases", str(few), "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "Fehler gefunden" in result.output
    cases = json.loads(out.read_text(encoding="utf-8"))["cases"]
    assert {case["group"] for case in cases} == {ERRORS, FAITHFUL}


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"fehlt\.jsonl"):
        read_paraphrases(tmp_path / "fehlt.jsonl")
