"""Turns a parsed document into its passages, ids included; the same document always gives the same ones."""

import unicodedata
from collections import Counter
from typing import cast

from ingest.chunking.chunk import Chunk, Chunks
from ingest.chunking.process import chunk_steps
from ingest.chunking.prose import chunk_prose
from ingest.chunking.statute import chunk_provisions
from ingest.chunking.units import TextBlock
from ingest.parsing.blocks import ParsedDocument, Provision, Step
from knowledge_base.document import Passage, passage_id


def passages_of(parsed: ParsedDocument, document: str, title: str) -> tuple[list[Passage], list[str]]:
    """Return (passages of the document with this id and title, warnings in German)."""
    chunks = _chunks(parsed, title)
    seen: Counter[str] = Counter()
    passages = []
    for ordinal, chunk in enumerate(filter(_says_something, chunks.chunks)):
        first = passage_id(document, chunk.locator, chunk.context, chunk.text)
        key = passage_id(document, chunk.locator, chunk.context, chunk.text, seen[first])
        seen[first] += 1
        passages.append(
            Passage(
                id=key,
                document_id=document,
                ordinal=ordinal,
                kind=parsed.kind,
                context=chunk.context,
                text=chunk.text,
                locator=chunk.locator,
                title_path=chunk.title_path,
            )
        )
    return passages, chunks.warnings


def _chunks(parsed: ParsedDocument, title: str) -> Chunks:
    if any(isinstance(block, Provision) for block in parsed.blocks):
        return chunk_provisions(block for block in parsed.blocks if isinstance(block, Provision))
    if any(isinstance(block, Step) for block in parsed.blocks):
        return chunk_steps((block for block in parsed.blocks if isinstance(block, Step)), title)
    return chunk_prose(cast(tuple[TextBlock, ...], parsed.blocks), title, parsed.title)


def _says_something(chunk: Chunk) -> bool:
    """Tell a text from mere punctuation; a § whose text the law left out ("-") is known by its number."""
    return chunk.locator.section is not None or any(unicodedata.category(sign)[0] in "LNS" for sign in chunk.text)
