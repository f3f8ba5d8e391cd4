"""When a document was removed, and through whom or which run, as the list says it."""

from datetime import UTC, date, datetime

import pytest

from assistant.api.schemas import DocumentModel, RemovedDocument
from ui.parts.removed_list import removed_html

AT, RUN = datetime(2026, 11, 22, 1, 7, tzinfo=UTC), datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
DOCUMENT = DocumentModel(
    id="d1",
    title="Gebühren",
    kind="page",
    media_type="text/markdown",
    source_name="gebuehren.md",
    owner="",
    audience=["alle"],
    stand=date(2026, 3, 1),
    valid_from=None,
    valid_until=None,
    review_by=None,
    overdue=False,
    passages=1,
)


@pytest.mark.parametrize(
    ("person", "run", "uploaded", "told"),
    [
        ("", RUN, False, "entfernt am 22.11.2026, 02:07 Uhr durch den Lauf vom 22.11.2026, 02:00 Uhr"),
        ("verwaltung", None, False, "entfernt am 22.11.2026, 02:07 Uhr durch verwaltung"),
        ("Renate Redaktion", RUN, True, "entfernt am 22.11.2026, 02:07 Uhr durch Renate Redaktion"),
        ("", None, False, "entfernt am 22.11.2026, 02:07 Uhr beim Einlesen"),
        ("", None, True, "entfernt am 22.11.2026, 02:07 Uhr"),
        ("<script>", None, False, "durch &lt;script&gt;"),
    ],
)
def test_who_or_what_removed_it_is_told(person: str, run: datetime | None, uploaded: bool, told: str) -> None:
    html = removed_html(
        RemovedDocument(
            document=DOCUMENT,
            last_revision="r1",
            original_kept=True,
            removed_at=AT,
            removed_by=person,
            removed_in_run=run,
            was_uploaded=uploaded,
            place="",
            upload=None,
            replaces=None,
        )
    )
    assert f"{told}<" in html or f"{told} " in html
