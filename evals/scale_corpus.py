"""Many passages for the scale benchmark: real sections from a file, or shuffled sentences of the shipped documents."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge_base.document import (
    EVERYBODY,
    Document,
    DocumentKind,
    Locator,
    Passage,
    Validity,
    document_id,
    passage_id,
)
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Vectors
from knowledge_base.sentences import sentences

SECTIONS_OF_A_DOCUMENT = 20
SENTENCES_OF_A_SECTION = 4
RESTRICTED_GROUP = "redaktion"
STAND = date(2025, 4, 1)
EXPIRED = Validity(valid_until=date(2025, 6, 30))

Section = tuple[str, str, str]
"""Document, label of the place, text."""


class PreparedVectors:
    """An Embedder that costs nothing: a text's vector is the mean of fixed random vectors of its words.

    Texts that share words are near, as with a real model; 384 dimensions, unit length.
    """

    name = "prepared"
    dimensions = 384

    def __init__(self) -> None:
        self._words: dict[str, npt.NDArray[np.float32]] = {}

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Return the vector of a text."""
        words = text.casefold().split() or [""]
        mean = np.mean([self._vector(word) for word in words], axis=0)
        vector: npt.NDArray[np.float32] = (mean / np.linalg.norm(mean)).astype(np.float32)
        return vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""
        return self.embed_passages(texts)

    def count_tokens(self, text: str) -> int:
        """Return the number of words."""
        return len(text.split())

    def _vector(self, word: str) -> npt.NDArray[np.float32]:
        if word not in self._words:
            seed = int.from_bytes(word.encode()[:32], "big")
            self._words[word] = np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
        return self._words[word]


def documents_of(sections: Iterator[Section], count: int) -> Iterator[tuple[Document, list[Passage]]]:
    """Yield documents with `count` passages in all; each tenth is for editors only, each tenth has expired."""
    some = islice(sections, count)
    for number, (source, rows) in enumerate(groupby(some, key=lambda section: section[0])):
        key = document_id(source)
        document = Document(key, "1", source, source, DocumentKind.STATUTE, "text/plain", STAND)
        if number % 10 == 0:
            document = replace(document, audience=frozenset({RESTRICTED_GROUP}))
        else:
            document = replace(document, audience=frozenset({EVERYBODY}))
        if number % 10 == 1:
            document = replace(document, validity=EXPIRED)
        yield document, [_passage(key, place, row) for place, row in enumerate(rows)]


def read_sections(path: Path) -> Iterator[Section]:
    """Yield the sections of a JSONL file (.gz too) with `law`, `section` and `text`; raises ConfigurationError."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["law"], row["section"], row["text"]
    except (OSError, ValueError, KeyError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen: {exc!r}.", "Bitte die Datei prüfen.") from exc


def shuffled_sections(texts: Sequence[str]) -> Iterator[Section]:
    """Yield sections without end, each of some sentences of the given texts, by a fixed chance."""
    every = [sentence for text in texts for sentence in sentences(text)]
    chance, number = random.Random(0), 0  # noqa: S311  # no secret
    while True:
        text = " ".join(chance.sample(every, SENTENCES_OF_A_SECTION))
        yield f"Dokument {number // SECTIONS_OF_A_DOCUMENT}", f"Abschnitt {number}", text
        number += 1


def _passage(document: str, place: int, section: Section) -> Passage:
    source, label, text = section
    context, locator = f"{source} {label}", Locator(label)
    return Passage(
        passage_id(document, locator, context, text, place),
        document,
        place,
        DocumentKind.STATUTE,
        context,
        text,
        locator,
    )
