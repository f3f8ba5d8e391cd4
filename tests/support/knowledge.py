"""Small real documents, and a real embedding that needs no model file."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from knowledge_base.document import Document, DocumentKind, Locator, Passage, document_id, passage_id
from knowledge_base.index import Vectors
from knowledge_base.registry.registry import Registry


class LetterEmbedder:
    """Embeds a text by its three-letter sequences, hashed to fixed places: alike words give alike vectors."""

    name = "letters/256"
    dimensions = 256

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        vector = np.zeros(self.dimensions, np.float32)
        padded = f" {text.lower()} "
        for start in range(len(padded) - 2):
            vector[zlib.crc32(padded[start : start + 3].encode()) % self.dimensions] += 1
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def make_document(source: str = "gebuehren.md", **changes: object) -> Document:
    """Return a document of plain text; `changes` replace its fields."""
    document = Document(
        id=document_id(source),
        revision="r1",
        source=source,
        title=source,
        kind=DocumentKind.TEXT,
        media_type="text/markdown",
        stand=date(2025, 1, 1),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def make_passages(document: Document, *texts: str, context: str = "", locator: Locator | None = None) -> list[Passage]:
    """Return one passage for each text."""
    return [
        Passage(
            id=passage_id(document.id, place, context, text),
            document_id=document.id,
            ordinal=ordinal,
            kind=document.kind,
            context=context,
            text=text,
            locator=place,
        )
        for ordinal, text in enumerate(texts)
        for place in [locator or Locator(f"Abschnitt {ordinal + 1}")]
    ]


def publish(registry: Registry, document: Document, *texts: str, context: str = "") -> list[Passage]:
    """Stage and publish a document with one passage for each text."""
    passages = make_passages(document, *texts, context=context)
    registry.stage(document, passages, content_hash=document.revision.ljust(64, "0"), metadata_hash="0" * 64)
    registry.publish([document.id])
    return passages
