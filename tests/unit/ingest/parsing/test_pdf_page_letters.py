"""Letters that are read fast are described just as pdfplumber describes them."""

from pathlib import Path

import pdfplumber
import pytest

import knowledge_base
from ingest.parsing.pdf_page_letters import read_letters_fast

FILES = sorted((Path(knowledge_base.__file__).parent / "articles").rglob("*.pdf"))
NOT_ASKED_FOR = {"ncs", "scs", "matrix", "stroking_color", "non_stroking_color", "mcid", "tag"}


@pytest.mark.parametrize("file", FILES[:3], ids=lambda file: file.stem)
def test_letters_are_described_as_by_pdfplumber(file: Path) -> None:
    with pdfplumber.open(file) as slow, pdfplumber.open(file) as fast:
        read_letters_fast(fast.pages[-1])
        wanted, found = slow.pages[-1].objects, fast.pages[-1].objects
    assert {kind: len(objects) for kind, objects in found.items()} == {
        kind: len(objects) for kind, objects in wanted.items()
    }
    letters = wanted.get("char", [])
    assert found.get("char", []) == [{key: one[key] for key in one.keys() - NOT_ASKED_FOR} for one in letters]
