from dataclasses import replace
from datetime import date

from assistant.answering.answer import Source, Statement, Support
from assistant.answering.source_notices import SourceNotices
from knowledge_base.document import Document, Validity
from knowledge_base.index import Hit
from knowledge_base.likeness.like_pair import LikePair, LikePlaces, Place
from knowledge_base.likeness.similar_passages import Likeness
from tests.support.knowledge import make_document, make_passages

TODAY = date(2026, 11, 22)
CITES_FIRST = [Statement("Sie kostet 93 Euro.", Support.BELEGT, (1,))]


def source(number: int, document: Document) -> Source:
    [passage] = make_passages(document, f"Text {number}")
    return Source(number, Hit(passage, document, 0.9), passage.text)


def notices(document: Document, as_of: date = TODAY) -> tuple[str, ...]:
    return SourceNotices(lambda: TODAY).of(CITES_FIRST, [source(1, document), source(2, document)], as_of)


def test_a_source_without_a_blemish_needs_no_word() -> None:
    assert notices(make_document(review_by=TODAY, validity=Validity(date(2020, 1, 1), date(2027, 12, 31)))) == ()


def test_a_source_past_its_review_is_told() -> None:
    [notice] = notices(make_document(review_by=date(2026, 3, 1)))
    assert notice == "Quelle [1] war am 01.03.2026 zur Prüfung fällig und kann überholt sein."


def test_a_source_that_ends_soon_or_has_ended_is_told() -> None:
    assert notices(make_document(validity=Validity(None, date(2026, 11, 30)))) == (
        "Quelle [1] gilt nur bis zum 30.11.2026.",
    )
    ended = make_document(validity=Validity(None, date(2025, 12, 31)))
    assert notices(ended, date(2025, 5, 1)) == ("Quelle [1] galt nur bis zum 31.12.2025; heute gilt sie nicht mehr.",)


def test_another_version_than_that_of_the_day_is_told() -> None:
    law = make_document(version_of="law:AufenthG", stand=date(2026, 2, 1))
    [notice] = notices(law, date(2025, 1, 1))
    assert notice.startswith("Quelle [1] hat den Stand 01.02.2026.")
    assert notices(law) == ()


def test_only_cited_sources_are_spoken_of() -> None:
    overdue = source(1, make_document(review_by=date(2020, 1, 1)))
    assert SourceNotices(lambda: TODAY).of([], [overdue], TODAY) == ()


def test_a_contradiction_names_both_sources_and_what_each_says() -> None:
    one, other = source(1, make_document("a.md")), source(2, make_document("b.md"))
    place = LikePlaces(Place(0, 1, "…", ("100 Euro",)), Place(0, 1, "…", ("93 Euro",)), "amount")
    ids = (other.hit.document.id, one.hit.document.id, other.hit.passage.id, one.hit.passage.id)
    pair = LikePair("x1", *ids, Likeness.CONTRADICTION, 0.9, (place,))
    speaking = SourceNotices(lambda: TODAY, lambda _ids: [pair])
    [notice] = speaking.of(CITES_FIRST, [one, other], TODAY)
    assert notice == "Die Quellen [1] und [2] widersprechen sich: 93 Euro / 100 Euro. Bitte vor Verwendung klären."
    assert speaking.of(CITES_FIRST, [one], TODAY) == ()
    assert speaking.of(CITES_FIRST, [replace(one, number=3), other], TODAY) == ()
