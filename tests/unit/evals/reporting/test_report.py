import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evals.case import Case
from evals.measured import Measured, by_kind, intervals, totals
from evals.reporting.report import Report
from evals.reporting.tables import show
from knowledge_base.errors import StorageError

MEASURED = [
    Measured(Case("1", "a?", True, "typo"), {"recall@5": 1.0, "absatz.recall@5": 0.0, "statements": 2}, {"x": 1}),
    Measured(Case("2", "b?", True, "typo"), {"recall@5": 0.0, "absatz.recall@5": 0.0, "statements": 3}),
    Measured(Case("3", "c?", False, ""), {"abstained_on_unanswerable": 1.0}),
]


def test_means_over_the_questions_that_have_the_measure_and_sums_of_counts() -> None:
    assert totals(MEASURED) == {
        "recall@5": 0.5,
        "absatz.recall@5": 0,
        "statements": 5,
        "abstained_on_unanswerable": 1,
    }
    assert set(intervals(MEASURED)) == {"recall@5", "absatz.recall@5", "abstained_on_unanswerable"}
    assert by_kind(MEASURED)["typo"]["questions"] == 2
    assert by_kind(MEASURED)["ohne Angabe"] == {"questions": 1, "abstained_on_unanswerable": 1}


def test_the_absatz_stands_apart_and_every_case_is_there(tmp_path: Path) -> None:
    path = tmp_path / "tief" / "r.json"
    Report("retrieval", {"corpus": "x"}, MEASURED, {"search": {"p50": 0.1, "p95": 0.2}}).save(path)
    content = json.loads(path.read_text())
    assert content["metrics"]["recall@5"] == 0.5
    assert content["metrics_absatz"] == {"recall@5": 0}
    assert not any(name.startswith("absatz") for name in content["metrics"])
    assert [case["id"] for case in content["cases"]] == ["1", "2", "3"]
    assert content["cases"][0]["x"] == 1
    assert content["corpus"] == "x"


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")
    with pytest.raises(StorageError, match="lässt sich nicht schreiben"):
        Report("retrieval", {}, MEASURED).save(tmp_path / "datei" / "r.json")


def test_the_table_names_measures_intervals_and_kinds() -> None:
    out = StringIO()
    show(Report("answers", {}, MEASURED, {"total": {"p50": 1.5, "p95": 20}}), Console(file=out, width=160))
    text = out.getvalue()
    assert "0,500" in text
    assert "Nicht Beantwortbares abgelehnt" in text
    assert "20,00" in text
    assert "typo" in text
