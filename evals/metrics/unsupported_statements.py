"""Unsupported statements: statements that the passages which they cite do not carry."""

from collections.abc import Sequence

from evals.metrics.citation_recall import CitingStatement, is_carried


def unsupported_statements(statements: Sequence[CitingStatement]) -> int:
    """Count the statements that cite nothing, or whose figures or words do not stand in what they cite.

    >>> unsupported_statements([CitingStatement("Die Karte kostet 67 Euro.", [])])
    1
    """
    return sum(not is_carried(statement) for statement in statements)
