"""Tells which documents were cut into passages by earlier rules."""

from knowledge_base.fingerprint import CHUNKING, revision_of
from knowledge_base.registry.reader import RegistryReader


def cut_by_earlier_rules(registry: RegistryReader) -> frozenset[str]:
    """Return the sources whose documents were; of an index that was built by today's rules none is looked at."""
    built = registry.fingerprint()
    if built is None or built.chunking == CHUNKING:
        return frozenset()
    return frozenset(
        source
        for source, state in registry.sources().items()
        if state.revision != revision_of(state.content_hash, state.metadata_hash)
    )
