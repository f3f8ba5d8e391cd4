"""What measures and settings are called on the page."""

from collections.abc import Mapping

from evals.measured import SUMMED

METRICS = {
    "key_facts": "Key facts stated",
    "all_key_facts": "All key facts stated",
    "citation_precision": "Citation precision",
    "citation_recall": "Citation recall",
    "located_quotes": "Located quotes",
    "abstained_on_unanswerable": "Unanswerable refused",
    "over_abstention": "Answerable refused",
    "missing_parts_told": "Parts without an answer, told",
    "parts_wrongly_missing": "Parts wrongly said to have none",
    "dangling_citations": "Dangling citations",
    "unsupported_figures": "Unsupported figures",
    "unsupported_statements": "Unsupported statements",
    "statements": "Statements",
    "citations": "Citations",
}
SUITES = {
    "retrieval": "Retrieval",
    "retrieval_without_register": "Retrieval without the register",
    "answers": "Answers with the chat model",
    "answers_without_model": "Answers by quotes alone",
}
STAGES = {
    "search": "search",
    "first_evidence": "first evidence",
    "first_statement": "first statement",
    "total": "all",
}


def in_order(metrics: Mapping[str, float]) -> dict[str, float]:
    """Return measures in the order of METRICS; others stand first, as they came."""
    places = list(METRICS)
    return dict(sorted(metrics.items(), key=lambda item: places.index(item[0]) if item[0] in METRICS else -1))


def metric(name: str) -> str:
    """Return a measure's label; the level of the Absatz is named.

    >>> metric("absatz.recall@5")
    'recall@5, Absatz level'
    """
    plain = name.removeprefix("absatz.")
    return METRICS.get(plain, plain) + (", Absatz level" if plain != name else "")


def value(name: str, number: float) -> str:
    """Write a measure's value: counts whole, shares with three digits.

    >>> value("citations", 3.0), value("recall@5", 0.25)
    ('3', '0.250')
    """
    return f"{number:.0f}" if name in SUMMED else f"{number:.3f}"


def seconds(number: float) -> str:
    """Write seconds: milliseconds below one.

    >>> seconds(0.0834), seconds(13.51)
    ('83 ms', '13.5 s')
    """
    return f"{number * 1000:.0f} ms" if number < 1 else f"{number:.1f} s"
