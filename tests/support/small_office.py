"""A small office for tests: a state folder whose knowledge base holds a few documents for different readers."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.settings import Settings
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.document import Document, DocumentKind, Locator, Passage, content_hash, document_id, passage_id
from knowledge_base.fingerprint import CHUNKING, IndexFingerprint
from tests.support.word_embedder import WordEmbedder

INGEST = (sys.executable, "-m", "tests.support.word_ingest")
"""The command that takes uploads in, with the embedder of this office."""


AS_OFTEN_AS_THEY_LIKE: dict[str, object] = {"answers_per_minute": 1_000_000, "uploads_per_minute": 1_000_000}
"""Tests ask faster than people do, and how fast depends on the machine."""


@dataclass(frozen=True)
class SmallDocument:
    source: str
    title: str
    media_type: str
    paragraphs: tuple[str, ...]
    audience: frozenset[str] = frozenset({"alle"})
    kind: DocumentKind = DocumentKind.TEXT
    review_by: date | None = None

    @property
    def id(self) -> str:
        return document_id(self.source)


FEES = SmallDocument(
    "prozesse/fiktionsbescheinigung.md",
    "Fiktionsbescheinigung ausstellen",
    "text/markdown",
    (
        "Die Fiktionsbescheinigung kostet 13 Euro. Die Gebühr wird bei der Ausstellung bezahlt.",
        "Die Fiktionsbescheinigung wird im Ausländerzentralregister gespeichert.",
    ),
    review_by=date(2020, 1, 1),
)
STAFF_ONLY = SmallDocument(
    "prozesse/interne_pruefung.html",
    "Interne Prüfung der Sicherheitsabfrage",
    "text/html",
    ("Die Sicherheitsabfrage wird über das Fachverfahren gestellt und dauert zwei Wochen.",),
    audience=frozenset({"sachbearbeitung"}),
    kind=DocumentKind.PAGE,
)
BEGINNERS_ONLY = SmallDocument(
    "einarbeitung/erste_woche.md",
    "Die erste Woche",
    "text/plain",
    ("In der ersten Woche richten Sie Ihren Zugang zum Fachverfahren ein.",),
    audience=frozenset({"einarbeitung"}),
)
EDITORS_ONLY = SmallDocument(
    "redaktion/leitfaden.md",
    "Leitfaden für die Redaktion",
    "text/plain",
    ("Jedes Dokument wird alle zwölf Monate geprüft.",),
    audience=frozenset({"redaktion"}),
)
DOCUMENTS = (FEES, STAFF_ONLY, BEGINNERS_ONLY, EDITORS_ONLY)

LEARNING_PATH = """
title: Ihre ersten Wochen
weeks:
  - title: Woche 1
    steps:
      - id: zugang
        title: Zugang einrichten
        text: Richten Sie Ihren Zugang ein.
        documents: [einarbeitung/erste_woche.md, prozesse/interne_pruefung.html]
        questions: ["Wie richte ich meinen Zugang ein?"]
      - id: gebuehren
        title: Gebühren kennen
        text: Lesen Sie nach, was was kostet.
        documents: [prozesse/fiktionsbescheinigung.md]
"""


def build_small_office(folder: Path, **settings: object) -> Settings:
    """Fill a state folder and return its settings; the chat model is off unless the settings say otherwise."""
    articles = folder / "articles"
    (articles / "einarbeitung").mkdir(parents=True)
    (articles / "einarbeitung" / "lernpfad.yaml").write_text(LEARNING_PATH, encoding="utf-8")
    usual: dict[str, object] = {
        "var": folder / "var",
        "articles": articles,
        "chat_enabled": False,
        **AS_OFTEN_AS_THEY_LIKE,
    }
    chosen = Settings(_env_file=None, **usual | settings)
    embedder = WordEmbedder()
    with open_knowledge_base(chosen, embedder=embedder) as knowledge:
        knowledge.registry.set_fingerprint(IndexFingerprint(embedder.name, CHUNKING))
        for small in DOCUMENTS:
            file = articles / small.source
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n\n".join(small.paragraphs), encoding="utf-8")
            passages = passages_of(small)
            original = knowledge.originals.keep(file)
            knowledge.registry.stage(document_of(small), passages, content_hash=original, metadata_hash="")
            knowledge.dense.add(
                [passage.id for passage in passages],
                embedder.embed_passages([passage.searchable_text for passage in passages]),
            )
            knowledge.lexical.add(passages)
        knowledge.registry.publish([small.id for small in DOCUMENTS])
    return chosen


def document_of(small: SmallDocument) -> Document:
    return Document(
        id=small.id,
        revision=content_hash(*small.paragraphs),
        source=small.source,
        title=small.title,
        kind=small.kind,
        media_type=small.media_type,
        stand=date(2026, 3, 1),
        owner="Team Aufenthalt",
        audience=small.audience,
        review_by=small.review_by,
    )


def passages_of(small: SmallDocument) -> list[Passage]:
    locators = [Locator(label=f"Abschnitt {number}") for number, _ in enumerate(small.paragraphs, start=1)]
    return [
        Passage(
            passage_id(small.id, locator, small.title, text),
            small.id,
            ordinal,
            small.kind,
            small.title,
            text,
            locator,
        )
        for ordinal, (locator, text) in enumerate(zip(locators, small.paragraphs, strict=True))
    ]
