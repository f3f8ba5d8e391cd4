from evals.metrics.dangling_citations import dangling_citations


def test_counts_recorded_and_written_numbers_without_source() -> None:
    assert dangling_citations([1, 2, 7], ["So [1].", "Und so [3, 8]."], sources=[1, 2, 3]) == 2


def test_nothing_dangles() -> None:
    assert dangling_citations([1], ["§ 5 [1]"], sources=[1]) == 0
