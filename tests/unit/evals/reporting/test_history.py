import json
import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.reporting.history import commit, new_run_folder, previous_run, read_run
from knowledge_base.errors import ConfigurationError

ABOUT = {"suite": "retrieval", "corpus": "a", "cases_file": "b"}


def keep(folder: Path, **values: object) -> None:
    folder.mkdir(parents=True)
    (folder / "retrieval.json").write_text(json.dumps(ABOUT | {"cases": [], "made_at": folder.name} | values))


def test_a_folder_is_named_by_time_and_commit(tmp_path: Path) -> None:
    name = new_run_folder(Settings(var=tmp_path)).name
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-([0-9a-f]{7,}\+?|nogit)", name)
    assert commit(tmp_path) == "nogit"


def test_the_newest_run_of_the_same_questions_before_this_one(tmp_path: Path) -> None:
    keep(tmp_path / "2026-01-01T00-00-00-aaaaaaa")
    keep(tmp_path / "2026-01-02T00-00-00-bbbbbbb")
    keep(tmp_path / "2026-01-03T00-00-00-ccccccc", corpus="another")
    (tmp_path / "2026-01-04T00-00-00-ddddddd").mkdir()
    (tmp_path / "2026-01-04T00-00-00-ddddddd" / "retrieval.json").write_text("{half")
    keep(tmp_path / "2026-01-05T00-00-00-eeeeeee")
    found = previous_run(ABOUT, tmp_path / "2026-01-05T00-00-00-eeeeeee")
    assert found is not None
    assert found["made_at"] == "2026-01-02T00-00-00-bbbbbbb"
    assert previous_run(ABOUT, tmp_path / "2026-01-01T00-00-00-aaaaaaa") is None
    assert previous_run(ABOUT, tmp_path / "fehlt" / "x") is None


def test_a_file_that_is_no_run_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="lässt sich nicht lesen"):
        read_run(tmp_path / "fehlt.json")
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(ConfigurationError, match="kein Ergebnis"):
        read_run(tmp_path / "x.json")
