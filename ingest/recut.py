"""Notes when no document is left that was cut into passages by earlier rules, and says how many are."""

from knowledge_base.fingerprint import CHUNKING, IndexFingerprint
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules
from knowledge_base.registry.reader import REBUILD
from knowledge_base.registry.registry import Registry


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
