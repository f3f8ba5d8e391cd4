"""One ranking from several scores that do not share a scale."""

from collections.abc import Mapping, Sequence


def spread(scores: Mapping[str, float]) -> dict[str, float]:
    """Stretch scores to 0 … 1; equal ones all become 1.

    >>> spread({"a": 3.0, "b": 2.0, "c": 1.0})
    {'a': 1.0, 'b': 0.5, 'c': 0.0}
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}


def fuse(sides: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """Add up the sides, each spread and weighted; what a side does not know gets nothing from it. Result: 0 to 1.

    >>> fuse([(0.75, {"a": 0.9, "b": 0.8}), (0.25, {"b": 7.0})])
    {'a': 0.75, 'b': 0.25}
    """
    total = sum(weight for weight, _ in sides) or 1.0
    fused: dict[str, float] = {}
    for weight, scores in sides:
        for key, score in spread(scores).items():
            fused[key] = fused.get(key, 0.0) + weight / total * score
    return fused


def give_place(order: Sequence[str], chosen: str, place: int) -> list[str]:
    """Return the order with `chosen` at index `place`, unless it stands there or before already.

    >>> give_place(["a", "b", "c"], "c", 1)
    ['a', 'c', 'b']
    """
    if chosen in order[: place + 1]:
        return list(order)
    rest = [key for key in order if key != chosen]
    return [*rest[:place], chosen, *rest[place:]]
