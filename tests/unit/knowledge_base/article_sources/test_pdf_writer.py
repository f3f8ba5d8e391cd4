import io

import pdfplumber
import pytest

from knowledge_base.article_sources.pdf_writer import write_pdf
from knowledge_base.errors import DocumentError

from .samples import GUIDE


def test_holds_text_with_umlauts_and_paragraph_signs():
    with pdfplumber.open(io.BytesIO(write_pdf(GUIDE))) as pdf:
        text = pdf.pages[0].extract_text()
        (table,) = pdf.pages[0].extract_tables()
    assert "Gebühren für Ärztinnen" in text
    assert "93 Euro (§ 45 AufenthV)" in text
    assert "Seite 1" in text
    assert table == [["Anlass", "Gebühr"], ["Verlängerung", "93 Euro"]]


def test_sets_headings_larger_than_text():
    with pdfplumber.open(io.BytesIO(write_pdf(GUIDE))) as pdf:
        sizes = {word["text"]: word["size"] for word in pdf.pages[0].extract_words(extra_attrs=["size"])}
    assert sizes["Ärztinnen"] > sizes["Schritte"] > sizes["Unterlagen"] > sizes["Dazwischen."]


def test_refuses_a_character_that_the_font_lacks():
    with pytest.raises(DocumentError, match="☐"):
        write_pdf("# Liste\n\n☐ erledigt")


def test_comes_out_the_same_every_time():
    assert write_pdf(GUIDE) == write_pdf(GUIDE)
