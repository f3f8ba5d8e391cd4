"""Every figure that must never be wrong is found, in one spelling."""

import pytest

from assistant.answering.figures import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("93 Euro", {"93 euro"}),
        ("93,00 €", {"93 euro"}),
        ("1.000 Euro", {"1000 euro"}),
        ("37,50 Euro", {"37,5 euro"}),
        ("binnen eines Monats", {"1 monat"}),
        ("innerhalb von zwei Wochen", {"2 woche"}),
        ("bis zum 1. März 2025", {"01.03.2025"}),
        ("bis zum 01.03.2025", {"01.03.2025"}),
        ("§ 25a Abs. 1 Satz 2 Nr. 3 Buchst. b", {"§25a", "abs 1", "satz 2", "nr 3", "buchst b"}),
        ("§§ 3, 4 und 5", {"§3", "§4", "§5"}),
        ("nach dem SGB II", {"SGB II"}),
        ("nach der AufenthV", {"AufenthV"}),
        ("seit 24 Monaten", {"24 monat"}),
        ("einen monatlichen Beitrag", set()),
        ("eine monatliche Gebühr von 20 Euro", {"20 euro"}),
        ("12 monatliche Raten", {"12"}),
        ("mit Vollendung des 16. Lebensjahres", {"16"}),
        ("in einem Fall wie diesem", set()),
        ("Das steht dort [12].", set()),
    ],
)
def test_figures(text: str, expected: set[str]) -> None:
    assert expected <= figures(text)
    if not expected:
        assert not figures(text)


def test_what_is_due_monthly_is_no_month() -> None:
    assert figures("Sie zahlt einen monatlichen Beitrag von 20 Euro in 12 monatlichen Raten.") == {"20 euro", "12"}
    assert figures("binnen einer Monatsfrist") == {"1 monat"}
