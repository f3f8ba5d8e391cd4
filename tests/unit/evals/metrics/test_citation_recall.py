from evals.metrics.citation_recall import CitingStatement, citation_recall

PASSAGE = "Die Gebühr für die Fiktionsbescheinigung beträgt 13 Euro (§ 47 Abs. 1 Nr. 8 AufenthV)."


def test_a_statement_is_carried_when_its_words_and_figures_stand_in_what_it_cites() -> None:
    carried = CitingStatement("Die Fiktionsbescheinigung kostet 13 Euro Gebühr.", [PASSAGE + " Das kostet Geld."])
    wrong_figure = CitingStatement("Die Gebühr für die Fiktionsbescheinigung beträgt 31 Euro.", [PASSAGE])
    other_words = CitingStatement("Der Reiseausweis wird am Schalter ausgegeben.", [PASSAGE])
    without = CitingStatement("Die Gebühr beträgt 13 Euro.", [])
    assert citation_recall([carried, wrong_figure, other_words, without]) == 0.25


def test_no_statement_no_value() -> None:
    assert citation_recall([]) is None
