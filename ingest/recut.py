"""Tells which documents were cut into passages by earlier rules, and when none is left."""

from ingest.chunking.limits import CHUNKING
from ingest.revision_name import revision_of
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.registry.reader import REBUILD
from knowledge_base.registry.registry import Registry


def cut_by_earlier_rules(registry: Registry) -> frozenset[str]:
    """Return the sources whose documents were; of an index that was built by today's rules none is looked at."""
    built = registry.fingerprint()
    if built is None or built.chunking == CHUNKING:
        return frozenset()
    return frozenset(
        source
        for source, state in registry.sources().items()
        if state.revision != revision_of(state.content_hash, state.metadata_hash)
    )


def note_rules(registry: Registry) -> list[str]:
    """Record that all is cut by today's rules, as soon as it is; until then return in German what is left."""
    built = registry.fingerprint()
    if built is None or built.chunking == CHUNKING:
        return []
    if left := cut_by_earlier_rules(registry):
        return [what_is_left(left)]
    registry.set_fingerprint(IndexFingerprint(built.embedding, CHUNKING))
    return []


def what_is_left(sources: frozenset[str]) -> str:
    """Say in German how many documents are cut by earlier rules, and what to do."""
    count = f"{len(sources)} Dokumente sind" if len(sources) > 1 else "Ein Dokument ist"
    remedy = f"Nachgeholt wird das von einem Lauf über die Ordner oder mit: {REBUILD}"
    return f"{count} noch nach früheren Regeln in Textstellen zerlegt. {remedy}"
