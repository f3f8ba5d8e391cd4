"""A document's text with the cited passage marked."""

from datetime import date, timedelta

import pytest

from assistant.api.schemas import DocumentModel
from tests.unit.ui.wire_samples import QUOTE, passages, source
from ui.parts.document_view import LONG, WINDOW, dates_html, document_data, excerpt, text_html

STAND, TODAY = date(2026, 3, 1), date(2026, 11, 22)


def test_the_quotation_is_marked_in_its_passage_alone() -> None:
    html = text_html(passages(3), source(passage_id="p1"))
    assert html.count("<mark>") == 1
    assert html.count("data-al-scroll") == 1
    marked = html.split("<mark>")[1].split("</mark>")[0]
    assert marked.replace('<span class="al-par">', "").replace("</span>", "") == QUOTE


def test_a_quotation_that_is_not_found_marks_the_whole_passage() -> None:
    html = text_html(passages(1), source(passage_id="p0", quote="steht nicht da"))
    assert "Sie ist vorher zu zahlen.</mark>" in html


def test_text_is_shown_and_never_run() -> None:
    hostile = passages(1)[0].model_copy(update={"text": "<script>alert(1)</script>"})
    assert "<script" not in text_html([hostile], None)


def test_a_long_document_opens_around_the_passage() -> None:
    shown = excerpt(passages(LONG + 100), source(passage_id="p150"))
    assert len(shown) == 2 * WINDOW + 1
    assert shown[WINDOW].id == "p150"
    assert len(excerpt(passages(LONG), source(passage_id="p1"))) == LONG


def test_a_review_date_that_has_passed_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.parts.document_view.today", lambda: TODAY)
    assert "al-overdue" not in "".join(dates_html(STAND, None, None, TODAY))
    assert "veraltet" in "".join(dates_html(STAND, None, None, TODAY - timedelta(days=1)))


def test_no_date_that_is_unknown_is_shown() -> None:
    assert [part for part in dates_html(STAND, None, None, None) if part] == ["Stand 01.03.2026"]


@pytest.mark.parametrize(("version", "told"), [("in_force", "geltende"), ("earlier", "frühere"), ("later", "künftige")])
def test_of_several_versions_it_is_told_which_one_this_is(version: str, told: str) -> None:
    values: dict[str, object] = dict.fromkeys(("valid_from", "valid_until", "review_by"))
    values |= dict.fromkeys(("id", "title", "media_type", "source_name", "owner"), "x")
    values |= {"kind": "statute", "audience": [], "stand": STAND, "overdue": False, "passages": 1}
    alone = DocumentModel.model_validate(values)
    assert "Fassung" not in "".join(document_data(alone))
    assert f"{told} Fassung" in "".join(document_data(alone.model_copy(update={"version": version})))
