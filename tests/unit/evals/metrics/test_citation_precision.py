from evals.metrics.citation_precision import citation_precision


def test_share_of_citations_that_lead_to_an_answering_passage() -> None:
    assert citation_precision([1, 2, 2, 4], frozenset({2})) == 0.5


def test_a_number_without_source_is_wrong() -> None:
    assert citation_precision([9], frozenset({1})) == 0


def test_no_citation_no_value() -> None:
    assert citation_precision([], frozenset({1})) is None
