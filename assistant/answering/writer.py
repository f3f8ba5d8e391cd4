"""What answering needs of a chat model: its tokens one after another, with likelihoods where the server tells them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """A chat prompt: the constant part (system, examples) comes first, so that a server keeps it; then the user's.

    `schema` is the JSON schema that the answer must follow, where the server can hold the model to it.
    """

    system: str
    examples: tuple[tuple[str, str], ...]
    user: str
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text; `alternatives` maps likely tokens at this place to probabilities (0 to 1; may be empty)."""

    text: str
    alternatives: Mapping[str, float] = field(default_factory=dict)


class Writer(Protocol):
    """A chat model that writes text for a prompt."""

    @property
    def name(self) -> str:
        """The model's name, as it is kept with each answer."""
        ...

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        """Yield tokens as they come; closing the iterator cancels the request.

        Raises ModelUnavailable when the model does not answer, or not in time.
        """
        ...
