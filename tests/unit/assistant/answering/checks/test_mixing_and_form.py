"""Parts of different sentences do not make a new one; scraps and other languages are no statement."""

import pytest

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import carrying
from assistant.answering.checks.form import is_whole
from assistant.answering.checks.mixing import comes_from_one_part
from assistant.answering.checks.support import pieces

RULES = "Ausschlussgründe enthält § 11 StAG; Auslandsaufenthalte regelt § 12b StAG."


def test_parts_between_semicolons_stay_apart() -> None:
    assert comes_from_one_part("Die Auslandsaufenthalte regelt § 12b StAG.", RULES)
    assert not comes_from_one_part("Die Ausschlussgründe regelt § 12b StAG.", RULES)


def test_two_passages_do_not_make_a_statement() -> None:
    sources = [Cited(1, "Die Karte kostet 67 Euro."), Cited(2, "Das Visum ist gebührenfrei.")]
    assert carrying("Die Karte ist gebührenfrei.", sources) is None
    assert carrying("Die Karte kostet 67 Euro.", sources) == sources[0]


def test_the_named_source_decides_between_equals_only() -> None:
    twice = [Cited(1, "Die Karte kostet 67 Euro."), Cited(2, "Die Karte kostet 67 Euro."), Cited(3, "Das Visum gilt.")]
    assert carrying("Die Karte kostet 67 Euro.", twice, [2]) == twice[1]
    assert carrying("Die Karte kostet 67 Euro.", twice, [3]) == twice[0]


def test_items_of_a_list_carry_alone_but_not_where_all_are_needed() -> None:
    assert len(pieces(Cited(1, "Gebühren:\n- Karte: 67 Euro\n- Visum: 75 Euro"))) == 3
    assert len(pieces(Cited(1, "Der Titel wird erteilt, wenn:\n- der Pass vorliegt\n- die Miete gezahlt ist"))) == 1


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("Die Karte kostet 67 Euro.", True),
        ("Die Karte.", False),
        ("The residence permit costs 67 euros and you have to pay it.", False),
        ("Sie ist danach abzuholen.", False),
        ("Karte " * 70, False),
    ],
)
def test_form(statement: str, *, holds: bool) -> None:
    assert is_whole(statement, "Die Karte kostet 67 Euro.") is holds


@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("Die Zustimmung kann nach drei Monaten geduldeten", False),
        ("Die Zustimmung kann nach drei Monaten geduldeten.", False),
        (
            "Die Zustimmung kann nach drei Monaten geduldeten Aufenthalts erteilt werden.",
            True,
        ),
    ],
)
def test_what_breaks_off_in_mid_phrase_is_no_statement(statement: str, whole: bool) -> None:
    cited = "Die Zustimmung kann nach drei Monaten geduldeten Aufenthalts erteilt werden (§ 32 Abs. 1 BeschV)."

    assert is_whole(statement, cited) is whole
