import pytest

from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.similar_passages import Likeness, LikePassages, compare_passages
from knowledge_base.likeness.statement import statements_of


def compare(left: str, right: str, left_context: str = "", right_context: str = "") -> LikePassages | None:
    return compare_passages(statements_of(left, left_context), statements_of(right, right_context))


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (
            "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis beträgt 93 Euro.",
            "Für die Verlängerung der Aufenthaltserlaubnis werden 100 € Gebühr erhoben.",
            FactKind.AMOUNT,
        ),
        (
            "Der Widerspruch gegen die Ausweisung ist binnen eines Monats zu erheben.",
            "Gegen die Ausweisung ist der Widerspruch binnen zwei Wochen zu erheben.",
            FactKind.PERIOD,
        ),
        (
            "Die neuen Gebühren für den Aufenthaltstitel gelten ab dem 1. März 2026.",
            "Die neuen Gebühren für den Aufenthaltstitel gelten ab dem 01.04.2026.",
            FactKind.DATE,
        ),
        (
            "Der Servicepunkt stellt die Fiktionsbescheinigung aus (§ 81 Abs. 5 AufenthG).",
            "Der Servicepunkt stellt die Fiktionsbescheinigung aus (§ 81 Abs. 3 AufenthG).",
            FactKind.REFERENCE,
        ),
        (
            "Die Klage gegen die Wohnsitzregelung hat keine aufschiebende Wirkung.",
            "Die Klage gegen die Wohnsitzregelung hat aufschiebende Wirkung.",
            FactKind.NEGATION,
        ),
        (
            "Die Sachbearbeitung muss den Antragsteller vor der Ablehnung anhören.",
            "Die Sachbearbeitung kann den Antragsteller vor der Ablehnung anhören.",
            FactKind.MODALITY,
        ),
        (
            "Über das Visum zum Familiennachzug entscheidet die Auslandsvertretung.",
            "Über das Visum zum Familiennachzug entscheidet die Ausländerbehörde.",
            FactKind.OFFICE,
        ),
        (
            "Die Sachbearbeitung fordert fehlende Nachweise mit Frist schriftlich an.",
            "Die Sachbearbeitung fordert fehlende Nachweise mit Frist mündlich an.",
            FactKind.FORM,
        ),
    ],
)
def test_another_fact_about_the_same_is_a_contradiction(left: str, right: str, kind: FactKind) -> None:
    for one, other in ((left, right), (right, left)):
        like = compare(one, other)
        assert like is not None
        assert like.likeness is Likeness.CONTRADICTION
        assert [pair.differs_in for pair in like.statements] == [kind]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Die Gebühr für die Niederlassungserlaubnis beträgt 113 Euro.",
            "Die Gebühr für die Aufenthaltserlaubnis beträgt 100 Euro.",
        ),
        (
            "Die Gebühr für eine Verlängerung um bis zu drei Monate beträgt 96 Euro (§ 45 Nr. 2 Buchst. a AufenthV).",
            "Die Gebühr für eine Verlängerung um mehr als drei Monate beträgt 93 Euro (§ 45 Nr. 2 Buchst. b AufenthV).",
        ),
        (
            "Die Gebühr für die Aufenthaltserlaubnis beträgt 100 Euro.",
            "Für Minderjährige beträgt die Gebühr für die Aufenthaltserlaubnis 50 Euro.",
        ),
        (
            "Die Duldung erlischt mit der Ausreise (§ 60a Abs. 5 Satz 1 AufenthG).",
            "Die Duldung lässt die Ausreisepflicht unberührt (§ 60a Abs. 3 AufenthG).",
        ),
    ],
)
def test_another_subject_is_neither(left: str, right: str) -> None:
    assert compare(left, right) is None


def test_a_sentence_that_names_nothing_is_about_what_its_heading_names() -> None:
    fee, other = "Die Gebühr für die Ausstellung beträgt 58 Euro.", "Die Gebühr für die Ausstellung beträgt 62 Euro."
    assert compare(fee, other, "Duldung › Gebühren", "Reiseausweis › Gebühren") is None
    like = compare(fee, other, "Duldung › Gebühren", "Merkblatt zur Duldung")
    assert like is not None
    assert like.likeness is Likeness.CONTRADICTION


def test_the_same_in_other_words_is_a_duplicate() -> None:
    like = compare(
        "Die Duldung lässt die Ausreisepflicht unberührt (§ 60a Abs. 3 AufenthG).",
        "Die Pflicht zur Ausreise bleibt von der Duldung unberührt.",
    )
    assert like is not None
    assert like.likeness is Likeness.DUPLICATE


def test_a_sentence_in_common_makes_no_duplicate_of_long_passages() -> None:
    same = "Die Duldung lässt die Ausreisepflicht unberührt."
    more = "Der Ausgabeschalter zieht die alte Karte ein. Die Registratur bewahrt Akten zehn Jahre lang im Keller auf."
    others = "Anträge nimmt der Posteingang entgegen. Fehlende Unterlagen fordert das Team schriftlich nach."
    assert compare(f"{same} {more}", f"{same} {others}") is None


def test_two_cases_that_one_side_both_names_are_no_contradiction() -> None:
    both = "Die Duldung kostet als Klebeetikett 58 Euro. Die Duldung kostet als Klebeetikett 33 Euro bei Erneuerung."
    like = compare(both, "Die Duldung kostet als Klebeetikett 58 Euro.")
    assert like is not None
    assert like.likeness is Likeness.DUPLICATE


def test_what_is_named_as_a_mistake_contradicts_nothing() -> None:
    wrong, right = "Die Gebühr der Duldung beträgt 50 Euro.", "Die Gebühr der Duldung beträgt 58 Euro."
    assert compare(wrong, right, "Duldung › Typische Fehler") is None


def test_process_lines_and_numbering_are_left_out() -> None:
    [step] = statements_of("Schritt: Antrag auf Vollständigkeit prüfen.\n3. Der Servicepunkt prüft den Antrag sofort.")
    assert step.text == "Der Servicepunkt prüft den Antrag sofort."
    assert step.facts[0].value == "servicepunkt"


def test_an_item_rests_on_the_law_that_its_lead_in_names() -> None:
    item = "nach § {} können erlaubt werden:\n- jede Beschäftigung nach vier Jahren gestattetem Aufenthalt."
    sentence = "Nach drei Monaten gestatteten Aufenthalts kann die Beschäftigung erlaubt werden (§ 61 Abs. 2 AsylG)."
    assert compare(f"Gestatteten {item.format('32 Abs. 2 BeschV')}", sentence) is None
    same_basis = compare(f"Gestatteten {item.format('61 Abs. 2 AsylG')}", sentence)
    assert same_basis is not None
    assert same_basis.likeness is Likeness.CONTRADICTION
