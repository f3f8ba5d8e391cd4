from evals.metrics.unsupported_figures import unsupported, unsupported_figures

PASSAGE = "Innerhalb von zwei Wochen ab Kenntnis mitzuteilen (§ 82 Abs. 6 AufenthG)."


def test_wrong_paragraph_number_and_unit_are_found() -> None:
    assert unsupported("binnen 2 Wochen, § 82 Abs. 6 AufenthG", [PASSAGE]) == frozenset()
    assert unsupported("binnen 3 Wochen, § 81 Abs. 6 AufenthG", [PASSAGE]) == {"3 woche", "§81"}
    assert unsupported("binnen zwei Monaten", [PASSAGE]) == {"2 monat"}


def test_any_of_the_cited_passages_may_hold_it() -> None:
    assert unsupported_figures([("93 Euro binnen zwei Wochen", [PASSAGE, "93,00 Euro"]), ("96 Euro", [PASSAGE])]) == 1
