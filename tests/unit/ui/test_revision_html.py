"""What changed between two revisions, as it is shown."""

from assistant.api.schemas import ChangeCounts, FieldChangeModel, PassageChangeModel, RevisionChanges, StretchModel
from tests.unit.ui.wire_samples import revision
from ui.parts.revision_html import changes_html, stretches_html, summary
from ui.parts.revisions_view import revision_html

NOTHING = ChangeCounts(changed=0, heading=0, added=0, removed=0, moved=0, unchanged=4, fields=[])


def changes(*passages: PassageChangeModel, fields: list[FieldChangeModel] | None = None) -> RevisionChanges:
    before, after = revision("r1"), revision("r2")
    return RevisionChanges(before=before, after=after, counts=NOTHING, fields=fields or [], passages=list(passages))


def change(kind: str, *stretches: tuple[str, str], before: str = "§ 1", after: str = "§ 1") -> PassageChangeModel:
    text = [StretchModel.model_validate({"mark": mark, "text": words}) for mark, words in stretches]
    values = {"change": kind, "before": before, "after": after, "text": text, "heading": [], "count": 3}
    return PassageChangeModel.model_validate(values)


def test_one_line_says_what_a_revision_changed() -> None:
    counts = NOTHING.model_copy(update={"changed": 3, "added": 1, "fields": ["stand", "audience"]})
    assert summary(counts) == "3 Stellen geändert, 1 neu, Angaben geändert: Stand, Zielgruppe"
    assert summary(NOTHING.model_copy(update={"changed": 1})) == "1 Stelle geändert"
    assert summary(NOTHING) == "Am Text ist nichts geändert."


def test_marks_are_told_in_words_too() -> None:
    html = stretches_html(change("changed", ("kept", "Es kostet "), ("removed", "13"), ("added", "15")).text)
    assert "gestrichen: </span><del>13</del>" in html
    assert "eingefügt: </span><ins>15</ins>" in html


def test_unchanged_passages_are_folded_and_others_named() -> None:
    html = changes_html(
        changes(
            change("unchanged"),
            change("added", ("added", "Neu."), before="", after="§ 2"),
            change("moved", ("kept", "Text."), before="§ 3", after="§ 4"),
        )
    )
    assert "3 Textstellen unverändert" in html
    assert ">Neu</span>" in html
    assert "vorher §\u202f3" in html


def test_another_day_is_written_as_people_write_it() -> None:
    field = FieldChangeModel(field="valid_until", before="", after="2026-01-31")
    html = changes_html(changes(fields=[field]))
    assert "<del>ohne Angabe</del>" in html
    assert "<ins>31.01.2026</ins>" in html


def test_without_changes_it_says_so() -> None:
    assert "nichts geändert" in changes_html(changes(change("unchanged")))


def test_text_is_shown_and_never_run() -> None:
    hostile = "<script>alert(1)</script>"
    shown = changes(change("changed", ("removed", hostile), ("added", hostile), before=hostile, after=hostile))
    assert "<script" not in changes_html(shown)
    assert "<script" not in revision_html(revision("r1", who=hostile, title=hostile))
