"""Names what is wrong with a question's outcome, for the filter "only failures"; pure."""

from collections.abc import Mapping


def failures(values: Mapping[str, float]) -> list[str]:
    """Return short reasons, none when all is well.

    >>> failures({"recall@5": 0.5}), failures({"key_facts": 1.0, "over_abstention": 0.0})
    (['not all found in 5'], [])
    """
    reasons = {
        "not all found in 5": values.get("recall@5", 1) < 1,
        "wrongly refused": values.get("over_abstention", 0) > 0,
        "should have been refused": values.get("abstained_on_unanswerable", 1) < 1,
        "key facts missing": values.get("key_facts", 1) < 1 and not values.get("over_abstention"),
        "quote not located": values.get("located_quotes", 1) < 1,
        "dangling citation": values.get("dangling_citations", 0) > 0,
        "unsupported figure": values.get("unsupported_figures", 0) > 0,
        "statement not carried": values.get("citation_recall", 1) < 1,
    }
    return [reason for reason, holds in reasons.items() if holds]
