"""Guesses what a model writes next from what it has before it, which is checked at the price of one word."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.local_model.held_form import HeldForm

_LONGEST_END, _SHORTEST_END = 4, 2
"""Tokens at the end that must have stood before; longer ends foretell better, and are looked for first."""


def draft(tokens: Sequence[int], most: int) -> list[int]:
    """Return up to `most` tokens that followed the last time when the text ended as it does now.

    Answers over sources repeat them, so that most drafts hold (prompt lookup decoding, Saxena 2023).

    >>> draft([7, 1, 2, 3, 4, 5, 1, 2], 2)
    [3, 4]
    >>> draft([7, 1, 2, 3], 2)
    []
    """
    if most <= 0:
        return []
    for length in range(_LONGEST_END, _SHORTEST_END - 1, -1):
        end = list(tokens[-length:])
        for start in range(len(tokens) - length - 1, -1, -1):
            if tokens[start] == end[0] and list(tokens[start : start + length]) == end:
                return list(tokens[start + length : start + length + most])
    return []


def foretell(tokens: Sequence[int], form: HeldForm | None, most: int) -> list[int]:
    """Return up to `most` tokens that may follow: what the form says itself, then what followed before."""
    forced = form.forced()[:most] if form else []
    return [*forced, *draft([*tokens, *forced], most - len(forced))]


def checked(
    weights: npt.NDArray[np.float32], guesses: Sequence[int], ends: Sequence[int], form: HeldForm | None
) -> tuple[list[int], bool]:
    """Return the tokens that the model writes itself as far as it agrees with a draft, one more, and whether it ends.

    `weights` has shape (1 + len(guesses), words).
    """
    taken: list[int] = []
    for row, guessed in zip(weights, [*guesses, None], strict=True):
        token = form.best(row) if form else int(row.argmax())
        taken.append(token)
        if token in ends or (form and not form.take(token)):
            return taken, True
        if token != guessed:
            break
    return taken, False


def alike(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many first tokens are the same; the last of `other` is read anew whatever it is."""
    most = min(len(one), len(other) - 1)
    return next((place for place in range(most) if one[place] != other[place]), most)
