from knowledge_base.likeness.cited_law import against_law, cited_place
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.similar_passages import LikeStatements
from knowledge_base.likeness.statement import statements_of

LAW = (
    "(1) An Gebühren sind zu erheben\n"
    "7. für die Änderung einer Auflage – 50 Euro,\n"
    "8. für die Ausstellung einer Fiktionsbescheinigung – 13 Euro,\n"
    "9. a) für eine Bescheinigung – 18 Euro,\n"
    "9. b) für eine Bestätigung – 20 Euro."
)
HEADING = "AufenthV § 47 Gebühren für sonstige Amtshandlungen"


def check(guide: str, *further: str) -> LikeStatements | None:
    [statement] = statements_of(guide)
    place = cited_place(statement)
    assert place is not None
    return against_law(statement, place, LAW, context=HEADING, whole=[LAW, *further])


def test_a_figure_that_the_law_does_not_give_is_found() -> None:
    like = check("Die Gebühr für die Fiktionsbescheinigung beträgt 50 Euro (§ 47 Abs. 1 Nr. 8 AufenthV).")
    assert like is not None
    assert like.differs_in is FactKind.AMOUNT
    assert like.right.text == "8. für die Ausstellung einer Fiktionsbescheinigung – 13 Euro,"
    assert LAW[like.right.start : like.right.end] == like.right.text


def test_a_figure_that_the_law_gives_is_right() -> None:
    assert check("Die Gebühr für die Fiktionsbescheinigung beträgt 13,00 € (§ 47 Abs. 1 Nr. 8 AufenthV).") is None
    assert check("Die Gebühr für die Bestätigung beträgt 20 Euro (§ 47 Abs. 1 Nr. 9 Buchst. b AufenthV).") is None


def test_the_rest_of_a_long_place_counts_too() -> None:
    guide = "Die Gebühr für die Fiktionsbescheinigung beträgt 99 Euro (§ 47 Abs. 1 AufenthV)."
    assert check(guide) is not None
    assert check(guide, "17. für die Fiktionsbescheinigung auf besonderem Blatt – 99 Euro") is None


def test_what_is_worked_out_is_not_compared() -> None:
    [half] = statements_of("Für Kinder beträgt sie die Hälfte, also 6,50 Euro (§ 47 Abs. 1 Nr. 8 AufenthV).")
    assert cited_place(half) is None
