from evals.metrics.citation_recall import CitingStatement
from evals.metrics.unsupported_statements import unsupported_statements

PASSAGE = "Die Neuausstellung der verlorenen Karte kostet 67 Euro."


def test_uncited_statements_and_other_figures_count() -> None:
    carried = CitingStatement("Die Neuausstellung kostet 67 Euro.", [PASSAGE])
    uncited = CitingStatement("Die Neuausstellung kostet 67 Euro.", [])
    other_figure = CitingStatement("Die Neuausstellung kostet 76 Euro.", [PASSAGE])
    other_words = CitingStatement("Der Hund braucht eine Steuermarke.", [PASSAGE])
    assert unsupported_statements([carried]) == 0
    assert unsupported_statements([carried, uncited, other_figure, other_words]) == 3
    assert unsupported_statements([]) == 0
