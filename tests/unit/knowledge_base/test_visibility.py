"""Which documents an asker sees."""

from datetime import date

import pytest

from knowledge_base.document import Validity
from knowledge_base.index import Query
from knowledge_base.visibility import in_force, version_places, visible_documents
from tests.support.knowledge import make_document

OLD = make_document("2023.xml", stand=date(2023, 4, 1), version_of="law:X")
NEW = make_document("2025.xml", stand=date(2025, 4, 1), version_of="law:X")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 1), NEW),
        (date(2025, 3, 31), OLD),
        (date(2023, 4, 1), OLD),
        (date(2020, 1, 1), OLD),
        (date(2030, 1, 1), NEW),
    ],
)
def test_one_version_is_in_force_on_any_day(day: date, expected: object) -> None:
    assert in_force([NEW, OLD], day) == [expected]


def test_versions_of_the_same_day_leave_one_and_always_the_same() -> None:
    twin = make_document("twin.xml", stand=NEW.stand, version_of="law:X")
    assert in_force([NEW, twin], NEW.stand) == in_force([twin, NEW], NEW.stand)
    assert len(in_force([NEW, twin], NEW.stand)) == 1


def test_an_older_version_does_not_answer_for_one_that_is_closed_to_the_asker() -> None:
    closed = make_document("2025.xml", stand=NEW.stand, version_of="law:X", audience=frozenset({"leitung"}))
    assert visible_documents([OLD, closed], Query("", date(2025, 6, 1))) == {}


def test_an_older_version_does_not_answer_for_one_that_has_lapsed() -> None:
    lapsed = make_document("2025.xml", stand=NEW.stand, version_of="law:X", validity=Validity(None, date(2025, 5, 1)))
    assert visible_documents([OLD, lapsed], Query("", date(2025, 6, 1))) == {}


def test_documents_without_versions_stand_for_themselves() -> None:
    others = [make_document("a.md"), make_document("b.md")]
    assert set(visible_documents([*others, OLD, NEW], Query("", date(2025, 6, 1)))) == {
        others[0].id,
        others[1].id,
        NEW.id,
    }


def test_of_several_versions_each_has_its_place_on_a_day() -> None:
    versions = [make_document(f"{year}.xml", stand=date(year, 1, 1), version_of="law:A") for year in (2020, 2023, 2026)]
    alone = make_document("B.xml", version_of="law:B")
    places = version_places([*versions, alone, make_document()], date(2024, 6, 1))
    assert places == dict(zip((one.id for one in versions), ("earlier", "in_force", "later"), strict=True))
