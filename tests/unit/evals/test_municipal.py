from pathlib import Path

import pytest

from evals.municipal import DEFAULT_FILE, MunicipalQuestion, read_municipal, write_pages
from ingest.parsing.parse import parse
from knowledge_base.errors import ConfigurationError
from tests.support.shared_data import shared_data


def test_a_missing_file_is_said_loudly(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FEHLEN"):
        read_municipal(tmp_path / "fehlt.jsonl")


def test_reads_the_questions_with_their_lines() -> None:
    assert shared_data("qa", "integreat_qa_de.jsonl") == DEFAULT_FILE
    questions = read_municipal()
    assert len(questions) == 408
    assert sum(not question.answerable for question in questions) == 74


def test_a_page_becomes_a_document_with_a_line_for_each_line(tmp_path: Path) -> None:
    page = "Anmeldung\nAnmeldung\nKosten < 10 Euro\nWo & wann?"
    write_pages([MunicipalQuestion("1", "?", "seite-1", page, ())] * 2, tmp_path)
    parsed = parse("seite-1.html", (tmp_path / "seite-1.html").read_bytes())
    texts = [block.text for block in parsed.blocks if hasattr(block, "text")]
    assert parsed.title == "Anmeldung"
    assert texts[-2:] == ["Kosten < 10 Euro", "Wo & wann?"]
