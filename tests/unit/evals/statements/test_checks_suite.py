"""A cut of the suite of planted errors and faithful statements: fails when the checks get worse."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import failed
from assistant.answering.checks.support import pieces
from assistant.answering.reading import load_reading, statement_prompt
from evals.__main__ import app
from evals.reader.states import read_all
from evals.statements.checks_suite import ERRORS, FAITHFUL, Scored, figures, score, score_all, with_errors
from evals.statements.paraphrases import FILE, read_paraphrases, restated_by_rule
from evals.statements.planted_errors import plant
from evals.statements.written_statements import FILES
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


def test_a_reader_that_always_denies_withholds_what_the_checks_let_pass() -> None:
    faithful, false = with_errors(WRITTEN[:3])
    few = faithful[::3], false[::8]
    alone, read = score_all(*few), score_all(*few, lambda *_: -100.0)
    assert _right(read, ERRORS) >= _right(alone, ERRORS)
    assert _right(read, FAITHFUL) < _right(alone, FAITHFUL)


def _right(cases: Sequence[Scored], group: str) -> int:
    return sum(one.right for one in cases if one.group == group)


def test_statements_are_read_with_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The states lie ready, so no model is started; each of them denies."""
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path))
    rows = [json.loads(line) for line in FILES["dev2"].read_text(encoding="utf-8").splitlines()[:6]]
    few = [row | {"faithful": row["faithful"][:2], "false": row["false"][:1]} for row in rows]
    file = tmp_path / "statements.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in few), encoding="utf-8")
    sources = [Cited(1, row["source"], row["heading"]) for row in few]
    parts = [part for cited in sources for part in (cited, *pieces(cited))]
    told = [text for row in few for text in row["faithful"] + row["false"]]
    prompts = list(dict.fromkeys(statement_prompt(text, part) for text in told for part in parts))
    denying = [-weight for weight in load_reading().statement.weights]
    states = dict.fromkeys(prompts, denying)
    read_all(Known(states), prompts, tmp_path / "evals" / "reader_states", lambda: None)
    kept = []
    for options in ([], ["--reader"]):
        out = tmp_path / "x.json"
        done = CliRunner().invoke(app, ["checks", "--statements", str(file), *options, "--json", str(out)])
        assert done.exit_code == 0, done.exception
        cases = json.loads(out.read_text(encoding="utf-8"))["cases"]
        kept.append(sum(case["right"] for case in cases if case["group"] == FAITHFUL))
    assert kept[1] < kept[0]


class Known:
    """A reader that says what it is given."""

    def __init__(self, states: dict[str, list[float]]) -> None:
        self.name = load_reading().reader
        self._states = states

    def read(self, prompt: str) -> list[float]:
        return self._states[prompt]
