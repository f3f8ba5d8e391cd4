"""Holds what a model writes to a JSON schema, token by token (llguidance)."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ModelUnavailable

if TYPE_CHECKING:
    from llguidance._lib import JsonCompileOptions

_LOOK: dict[str, Any] = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""One way to set spaces, that of the prompt's examples: a model free to set them may never end."""


class Forms:
    """Makes forms over one tokenizer, given as its JSON; `words` is how many the model weighs, `ends` end a text."""

    def __init__(self, tokenizer: str, words: int, ends: Sequence[int]) -> None:
        from llguidance import LLTokenizer

        self._tokenizer = LLTokenizer(tokenizer, n_vocab=words, eos_token=list(ends))

    def of_schema(self, schema: Mapping[str, Any]) -> "HeldForm":
        """Return the form at its beginning; raises ValueError for a schema that cannot be held."""
        from llguidance import LLMatcher

        grammar = LLMatcher.grammar_from_json_schema(json.dumps(schema), defaults=cast("JsonCompileOptions", _LOOK))
        matcher = LLMatcher(self._tokenizer, grammar, log_level=0)
        if matcher.is_error():
            raise ValueError(matcher.get_error())
        return HeldForm(matcher)


class HeldForm:
    """What may follow what was taken so far."""

    def __init__(self, matcher: Any) -> None:
        self._matcher = matcher

    def best(self, weights: npt.NDArray[np.float32]) -> int:
        """Return the allowed token of the largest weight, shape (words,); an end where nothing else is allowed."""
        allowed = np.frombuffer(self._matcher.compute_bitmask(), np.uint32)
        likeliest = int(weights.argmax())
        if allowed[likeliest >> 5] >> (likeliest & 31) & 1:
            return likeliest
        bits = np.unpackbits(allowed.view(np.uint8), bitorder="little")[: len(weights)]
        return int(np.where(bits, weights, -np.inf).argmax())

    def take(self, token: int) -> bool:
        """Go on by one allowed token; tells whether anything may follow.

        Raises ModelUnavailable when the form is lost.
        """
        if not self._matcher.consume_token(token):
            raise ModelUnavailable("Das Sprachmodell hält die Form nicht ein.", "Die Zitate gelten.")
        return not self._matcher.is_stopped()

    def forced(self) -> list[int]:
        """Return tokens that the form itself foretells; the model may cut the same text into others."""
        return list(self._matcher.compute_ff_tokens())
