"""A knowledge base that was built while other rules of cutting held."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder


@contextmanager
def built_by_earlier_rules(settings: KnowledgeSettings) -> Iterator[None]:
    """Let a knowledge base say so for a while."""
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        built = base.registry.fingerprint()
        assert built is not None
        base.registry.set_fingerprint(IndexFingerprint(built.embedding, "absatz-0"))
        try:
            yield
        finally:
            base.registry.set_fingerprint(built)
