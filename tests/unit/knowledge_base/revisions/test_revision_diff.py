"""What the comparison of two revisions says."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.document import Document, Locator, Passage, Validity, passage_id
from knowledge_base.revisions.marked_words import Mark, marked_words
from knowledge_base.revisions.passage_pairs import steady
from knowledge_base.revisions.revision_diff import Change, RevisionDiff, compare_revisions, count_changes
from tests.support.knowledge import make_document, make_passages

FEE = "Die Erteilung der Aufenthaltserlaubnis kostet {} Euro, zahlbar bei der Ausstellung."
OTHER = "Der Antrag wird vor Ablauf der Frist persönlich gestellt."


def compare(old: list[str], new: list[str], **changes: object) -> RevisionDiff:
    before, after = make_document(title="Alt"), replace(make_document(title="Alt"), **changes)  # type: ignore[arg-type]
    return compare_revisions(before, after, make_passages(before, *old), make_passages(after, *new))


def told(diff: RevisionDiff) -> list[str]:
    return [change.change.value for change in diff.passages]


def statute(*sections: tuple[str, str], heading: str = "") -> tuple[Document, list[Passage]]:
    document = make_document("AufenthG.xml", title="Aufenthaltsgesetz")
    passages = []
    for ordinal, (section, text) in enumerate(sections):
        label = f"§ {section} AufenthG"
        locator = Locator(label, law="AufenthG", section=f"§ {section}")
        context = f"Aufenthaltsgesetz › § {section} {heading}"
        key = passage_id(document.id, locator, context, text)
        passages.append(Passage(key, document.id, ordinal, document.kind, context, text, locator))
    return document, passages


def test_a_changed_number_is_marked_and_the_rest_folded() -> None:
    diff = compare(["Eins.", "Zwei.", FEE.format(93), "Drei."], ["Eins.", "Zwei.", FEE.format(100), "Drei."])
    assert told(diff) == ["unchanged", "changed", "unchanged"]
    assert [change.count for change in diff.passages] == [2, 1, 1]
    marked = [stretch for stretch in diff.passages[1].text if stretch.mark is not Mark.KEPT]
    assert [(stretch.mark, stretch.text) for stretch in marked] == [(Mark.REMOVED, "93"), (Mark.ADDED, "100")]
    assert {kind: count for kind, count in diff.counts.items() if count} == {Change.UNCHANGED: 3, Change.CHANGED: 1}


def test_what_came_and_what_went_stands_at_its_place() -> None:
    diff = compare(["Eins.", OTHER, "Zwei."], ["Eins.", "Zwei.", FEE.format(1)])
    assert told(diff) == ["unchanged", "removed", "unchanged", "added"]
    diff = compare([OTHER, "Eins."], ["Eins."])
    assert told(diff)[0] == "removed"


def test_what_changed_its_place_is_moved_not_new() -> None:
    document = make_document()
    passages = make_passages(document, "A.", "B.", "C.", "D.", locator=Locator("S. 1"))
    diff = compare_revisions(document, document, passages, [passages[3], *passages[:3]])
    assert told(diff) == ["moved", "unchanged"]


def test_what_stands_on_another_page_now_has_not_changed() -> None:
    diff = compare(["Eins.", "Zwei."], [OTHER, "Eins.", "Zwei."])
    assert told(diff) == ["added", "unchanged"]


def test_a_section_that_was_written_anew_is_the_same_section() -> None:
    old, before = statute(("1", "Alt und kurz."), ("2", OTHER))
    new, after = statute(("1", FEE.format(5)), ("2", OTHER), ("2a", "Neu ist das."))
    diff = compare_revisions(old, new, before, after)
    assert told(diff) == ["changed", "unchanged", "added"]
    assert diff.passages[0].after == "§ 1 AufenthG"


def test_another_heading_is_told_as_such() -> None:
    old, before = statute(("1", OTHER), heading="Zweck")
    new, after = statute(("1", OTHER), heading="Zweck des Gesetzes")
    (change,) = compare_revisions(old, new, before, after).passages
    assert change.change is Change.HEADING
    assert [one.text for one in change.heading if one.mark is Mark.ADDED] == [" des Gesetzes"]


def test_another_title_is_one_change_of_the_data() -> None:
    document = make_document(title="Alt")
    renamed = replace(document, title="Neu")
    before = make_passages(document, "Eins.", "Zwei.", context="Alt")
    after = make_passages(renamed, "Eins.", "Zwei.", context="Neu")
    diff = compare_revisions(document, renamed, before, after)
    assert told(diff) == ["unchanged"]
    assert [(one.field, one.before, one.after) for one in diff.fields] == [("title", "Alt", "Neu")]


def test_the_data_of_a_document_are_compared() -> None:
    changes = {
        "validity": Validity(valid_until=date(2026, 1, 31)),
        "audience": frozenset({"leitung", "alle"}),
        "stand": date(2025, 2, 1),
    }
    diff = compare(["Eins."], ["Eins."], **changes)
    assert [(one.field, one.before, one.after) for one in diff.fields] == [
        ("stand", "2025-01-01", "2025-02-01"),
        ("valid_until", "", "2026-01-31"),
        ("audience", "alle", "alle, leitung"),
    ]


@pytest.mark.parametrize(("before", "after"), [("", "Neu."), ("Alt.", ""), ("", ""), ("Äpfel, Öl", "Äpfel und Öl")])
def test_the_marked_words_are_both_texts(before: str, after: str) -> None:
    marked = marked_words(before, after)
    assert "".join(one.text for one in marked if one.mark is not Mark.ADDED) == before
    assert "".join(one.text for one in marked if one.mark is not Mark.REMOVED) == after


LETTERS = st.lists(st.sampled_from([*"ABCDE", FEE.format(1), FEE.format(2), OTHER]), max_size=8)


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_from_a_comparison_both_revisions_can_be_read(old: list[str], new: list[str]) -> None:
    """Nothing is lost and nothing invented, whatever was edited."""
    before, after = make_document(), make_document()
    earlier, later = make_passages(before, *old), make_passages(after, *new)
    diff = compare_revisions(before, after, earlier, later)
    counts = diff.counts
    assert counts == count_changes(before, after, earlier, later).counts
    assert sum(counts.values()) - counts[Change.ADDED] == len(old)
    assert sum(counts.values()) - counts[Change.REMOVED] == len(new)
    shown = [change for change in diff.passages if change.change is not Change.UNCHANGED]
    for mark, passages in ((Mark.REMOVED, later), (Mark.ADDED, earlier)):
        texts = ["".join(one.text for one in change.text if one.mark is not mark) for change in shown]
        assert {text for text in texts if text} <= {passage.text for passage in passages}
    if old == new:
        assert told(diff) == (["unchanged"] if old else [])


@settings(deadline=None)
@given(st.permutations(range(7)))
def test_what_keeps_its_order_is_as_much_as_can_be(order: list[int]) -> None:
    kept = sorted(steady(dict(enumerate(order))))
    assert [order[place] for place in kept] == sorted(order[place] for place in kept)
    best = max(
        bin(mask).count("1")
        for mask in range(1 << 7)
        for chosen in [[order[place] for place in range(7) if mask >> place & 1]]
        if chosen == sorted(chosen)
    )
    assert len(kept) == best
