"""The note for the file."""

from tests.unit.ui.wire_samples import QUOTE, answer
from ui.file_note import file_note


def test_it_names_question_answer_and_the_cited_sources() -> None:
    note = file_note(answer())
    assert note.splitlines()[1] == "Frage: Was kostet das?"
    assert "- Es kostet 93,00 €. [1]" in note
    assert f"- »{QUOTE}« [1] (Zitat)" in note
    assert f"[1] Zeile 4, Gebührenverzeichnis (Stand 01.03.2026): »{QUOTE}«" in note
    assert "Nicht zitiert" not in note
    assert "22.11.2026, 13:05 Uhr" in note


def test_it_names_the_part_of_the_question_that_has_no_answer() -> None:
    lines = file_note(answer(missing_parts=["wo parkt man dort"])).splitlines()
    assert lines.index("- Zu „wo parkt man dort“ finde ich nichts.") < lines.index("Quellen:")


def test_without_an_answer_it_says_so() -> None:
    note = file_note(answer(status="abstained", statements=[]))
    assert "Dazu finde ich in der Wissensbasis nichts." in note
    assert "Quellen:" not in note
