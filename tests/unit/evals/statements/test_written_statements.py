"""Statements written by hand can be read, and no statement is its own source."""

from pathlib import Path

import pytest

from evals.statements.written_statements import FILES, read_written
from knowledge_base.errors import ConfigurationError


@pytest.mark.parametrize(("path", "count"), [(FILES["dev2"], 105), (FILES["fresh"], 80), (FILES["second"], 150)])
def test_true_and_false_statements_are_read(path: Path, count: int) -> None:
    faithful, false = read_written(path)
    assert len(faithful) == len(false) == count
    assert all(one.text != one.source for one in faithful)
    assert all(one.text not in {text for text, _ in one.sources} for one in false)


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"fehlt\.jsonl"):
        read_written(tmp_path / "fehlt.jsonl")
