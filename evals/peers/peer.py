"""What a measured pipeline offers and what it is given; pure, because two environments read it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Text:
    """A document as text with its headings, or a piece of one; `source` is the document's place."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class ChatServer:
    """An OpenAI-compatible server; `url` ends in /v1."""

    url: str
    model: str
    api_key: str = field(default="none", repr=False)


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a peer is given: our embedding model's folder (with its prefixes and number format) and a chat server."""

    embedding_model: Path
    question_prefix: str
    passage_prefix: str
    dtype: str
    chat: ChatServer | None = None


class Peer(Protocol):
    """A pipeline as its documentation shows it, made of its Equipment."""

    def index(self, documents: Sequence[Text]) -> int:
        """Cut and index the documents; return the number of pieces."""
        ...

    def find(self, question: str, count: int) -> list[Text]:
        """Return the best pieces, best first, at most `count`."""
        ...

    def answer(self, question: str) -> str:
        """Answer with the chat server and as many pieces as the documentation takes; "" where that is not offered."""
        ...
