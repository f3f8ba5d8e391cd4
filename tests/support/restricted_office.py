"""The small office with secrets: documents that everybody could read once, and that nobody's groups may read now."""

from dataclasses import replace
from pathlib import Path

from assistant.settings import Settings
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.database import open_engine
from knowledge_base.document import content_hash
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.like_pair import LikePair, make_pair
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.likeness.similar_passages import Likeness, LikePassages, LikeStatements
from knowledge_base.likeness.statement import statements_of
from tests.support.small_office import FEES, SmallDocument, build_small_office, document_of, passages_of
from tests.support.word_embedder import WordEmbedder

MANAGEMENT = frozenset({"leitung"})
"""A group to which no role belongs, not even editors."""

SECRET = SmallDocument(
    "prozesse/geheimvermerk.md",
    "Vermerk zur Vertrauensliste",
    "text/markdown",
    (
        "Die Zitronenfalterregelung gilt für die Fiktionsbescheinigung. "
        "Die Zitronenfalterregelung kostet 77731926 Euro.",
        "Die Fiktionsbescheinigung kostet 77731926 Euro.",
    ),
)
REMOVED = SmallDocument(
    "prozesse/geheimordner.md",
    "Ordner der Vertrauensliste",
    "text/markdown",
    ("Die Zitronenfaltermappe liegt im Tresor und kostet 77732926 Euro.",),
)
SIGNS = (
    "Zitronenfalter",
    "zitronenfalter",
    "77731926",
    "77732926",
    "Vertrauensliste",
    "geheimvermerk",
    "geheimordner",
    "Stabsstelle",
)
"""Words of these documents: of their text, figures, titles, file names and owner."""


def build_restricted_office(folder: Path) -> Settings:
    """Fill a state folder; the secrets are still for everybody, so that they can be asked about."""
    settings = build_small_office(folder)
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        for small in (SECRET, REMOVED):
            (settings.articles / small.source).write_text("\n\n".join(small.paragraphs), encoding="utf-8")
            add(base, small, original=settings.articles / small.source)
    path = settings.articles / "einarbeitung" / "lernpfad.yaml"
    path.write_text(path.read_text("utf-8").replace(FEES.source, f"{FEES.source}, {SECRET.source}"), "utf-8")
    return settings


def restrict(settings: Settings, to: frozenset[str] = MANAGEMENT) -> None:
    """Give the secrets to a group alone, and take one of them out; another process does so, as ingestion would."""
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        for small in (SECRET, REMOVED):
            if base.registry.document(small.id):
                add(base, replace(small, audience=to))
        base.registry.remove([REMOVED.id])


def add(base: KnowledgeBase, small: SmallDocument, *, original: Path | None = None) -> None:
    """Publish a document, or its new metadata."""
    passages = passages_of(small)
    kept = base.originals.keep(original) if original else base.registry.document(small.id).content_hash  # type: ignore[union-attr]
    document = replace(
        document_of(small), owner="Stabsstelle", revision=content_hash(*small.paragraphs, *small.audience)
    )
    base.registry.stage(document, passages, content_hash=kept, metadata_hash=",".join(small.audience))
    if original:  # other metadata changes nothing in the indexes
        base.dense.add(
            [each.id for each in passages], base.embedder.embed_passages([each.searchable_text for each in passages])
        )
        base.lexical.add(passages)
    base.registry.publish([small.id])


def plant_contradiction(settings: Settings) -> LikePair:
    """Keep a contradiction between a secret and what everybody may read."""
    one, other = passages_of(SECRET)[1], passages_of(FEES)[0]
    statements = LikeStatements(statements_of(one.text)[0], statements_of(other.text)[0], 0.9, FactKind.AMOUNT)
    pair = make_pair(one, other, LikePassages(Likeness.CONTRADICTION, (statements,)))
    engine = open_engine(settings.sql_url)
    try:
        LikePassagesStore(engine).replace({FEES.id: "planted"}, [pair])
    finally:
        engine.dispose()
    return pair
