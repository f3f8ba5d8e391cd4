import pytest

from evals.metrics.key_facts import key_facts, states


@pytest.mark.parametrize(
    ("answer", "fact", "stated"),
    [
        ("Die Gebühr beträgt 93 Euro.", "93 Euro", True),
        ("Die Gebühr beträgt 93\u202fEuro.", "93 Euro", True),
        ("Die Gebühr beträgt 93 Euro.", "3 Euro", False),
        ("Die Gebühr beträgt 1.093 Euro.", "93 Euro", False),
        ("Die Gebühr beträgt 93,50 Euro.", "93", False),
        ("nach fünf Jahren", "fünf Jahre", True),
        ("nach fünfzehn Jahren", "fünf", False),
        ("Bescheinigung", "Bescheid", False),
        ("17 von 33 Fragen", "17 von 33", True),
        ("um 18:00 Uhr", "18:00", True),
        ("Platz 31", "Platz 3", False),
        ("DAS GILT ALS ERTEILT", "gilt als erteilt", True),
    ],
)
def test_a_fact_stands_there_as_whole_words(answer: str, fact: str, stated: bool) -> None:
    assert states(answer, [fact]) is stated


def test_share_of_the_facts_any_spelling_counts() -> None:
    facts = [["93 Euro", "93,00 Euro"], ["zwei Wochen"], ["Einwilligung"]]
    assert key_facts("93,00 Euro innerhalb von zwei Wochen", facts) == pytest.approx(2 / 3)


def test_nothing_asked_for_is_all_there() -> None:
    assert key_facts("", []) == 1
