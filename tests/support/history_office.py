"""The small office with a history: the fees as they came, for editors only with a secret, and as they are now."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.settings import Settings
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.document import content_hash
from knowledge_base.revisions.revision import Origin
from tests.support.small_office import BEGINNERS_ONLY, FEES, build_small_office, document_of, passages_of
from tests.support.word_embedder import WordEmbedder

EVERYBODY = frozenset({"alle"})
SECRET = "Die Gebühr wird Angehörigen der Leitung erlassen."
NEW_FEE = "Die Fiktionsbescheinigung kostet 15 Euro. Die Gebühr wird bei der Ausstellung bezahlt."
EXTRA = "Bei Mittellosigkeit entfällt die Gebühr."


def build_history_office(folder: Path) -> Settings:
    """Fill a state folder: three revisions of the fees, one document removed."""
    settings = build_small_office(folder)
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        _revise(base, *FEES.paragraphs, SECRET, audience=frozenset({"redaktion"}), who="redaktion")
        _revise(base, NEW_FEE, FEES.paragraphs[1], EXTRA)
        base.registry.remove([BEGINNERS_ONLY.id])
    return settings


def _revise(base: KnowledgeBase, *paragraphs: str, audience: frozenset[str] = EVERYBODY, who: str = "") -> None:
    small = replace(FEES, paragraphs=paragraphs, audience=audience)
    document = replace(document_of(small), revision=content_hash(*paragraphs), stand=date(2026, 4, 1))
    base.registry.stage(document, passages_of(small), content_hash="0" * 64, metadata_hash="")
    base.registry.publish([small.id], how=Origin.UPLOAD if who else Origin.RUN, who=who)
