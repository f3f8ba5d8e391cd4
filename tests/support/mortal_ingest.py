"""The ingest command as a killed one runs it, and how others see what it left: each for a process of its own."""

import functools
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import knowledge_base.embedding
from ingest.__main__ import app
from ingest.repair import UnfinishedMark
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.chroma_index import ChromaIndex
from knowledge_base.errors import StorageError
from knowledge_base.index import Query
from knowledge_base.lexical_index import TantivyIndex
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.originals import Originals
from knowledge_base.registry.registry import Registry
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder

WRITES: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Registry, ("stage", "publish", "rename", "remove", "keep_vectors", "set_fingerprint")),
    (Originals, ("keep",)),
    (ChromaIndex, ("add", "delete", "clear")),
    (TantivyIndex, ("add", "delete", "clear")),
    (LikePassagesStore, ("replace",)),
    (UnfinishedMark, ("set", "clear")),
)
"""What writes: into SQL, into the folder of originals, into either index."""

HITS = 50
"""So many that a text is among them which a real model, at a loss with numbers, ranks low."""


@dataclass(frozen=True)
class Kill:
    """End these processes between two writes, when so many borders (before or after a write) are crossed.

    `itself` adds the process that runs, after the others.
    """

    border: int
    others: tuple[int, ...] = ()
    itself: bool = True


@dataclass(frozen=True)
class Seen:
    """What the registry holds: the content of each source, and the texts of its passages."""

    contents: dict[str, str]
    texts: dict[str, tuple[str, ...]]


def ingest(arguments: Sequence[str], embedder: str, kill: Kill | None = None) -> tuple[int, int]:
    """Run `python -m ingest …`; return its exit code, and how many borders of writes it crossed."""
    if embedder == "words":
        knowledge_base.embedding.load_embedder = lambda _settings: WordEmbedder()  # type: ignore[assignment]
    crossed = _watch_writes(kill)
    code = app(list(arguments), standalone_mode=False)
    return int(code or 0), len(crossed)


def seen() -> Seen:
    """Look into the registry, and check that each document of it is whole."""
    contents, texts = {}, {}
    with open_knowledge_base(_settings(), embedder=WordEmbedder()) as base:
        for entry in base.registry.documents():
            passages = base.registry.passages(entry.document.id)
            assert len(passages) == entry.passage_count, entry.document.source
            assert base.originals.path(entry.content_hash) is not None, entry.document.source
            contents[entry.document.source] = entry.content_hash
            texts[entry.document.source] = tuple(passage.text for passage in passages)
    return Seen(contents, texts)


def found(questions: Sequence[str], embedder: str) -> list[list[tuple[str, str]]] | str:
    """Ask the search; return (source, text) of the hits of each question, or the message of an index out of order."""
    model = WordEmbedder() if embedder == "words" else None
    with open_knowledge_base(_settings(), embedder=model) as base:
        try:
            asked = [base.search.search(Query(question, date(2026, 11, 22), limit=HITS)) for question in questions]
        except StorageError as exc:
            return str(exc)
        return [[(hit.document.source, hit.passage.text) for hit in hits] for hits in asked]


def _settings() -> KnowledgeSettings:
    return KnowledgeSettings(_env_file=None)


def _watch_writes(kill: Kill | None) -> list[str]:
    crossed: list[str] = []

    def cross(name: str) -> None:
        crossed.append(name)
        if kill and len(crossed) == kill.border:
            for pid in kill.others:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if kill.itself:
                os.kill(os.getpid(), signal.SIGKILL)

    for owner, names in WRITES:
        for name in names:
            setattr(owner, name, _bordered(getattr(owner, name), f"{owner.__name__}.{name}", cross))
    return crossed


def _bordered(write: Callable[..., Any], name: str, cross: Callable[[str], None]) -> Callable[..., Any]:
    @functools.wraps(write)
    def bordered(*arguments: Any, **named: Any) -> Any:
        cross(f"before {name}")
        result = write(*arguments, **named)
        cross(f"after {name}")
        return result

    return bordered
