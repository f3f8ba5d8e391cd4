"""The texts and documents of the knowledge base as the editors' lists read them."""

from collections.abc import Iterable, Mapping

from knowledge_base.document import Document, Passage
from knowledge_base.registry.registry import Registry


class KnowledgeTexts:
    """Texts; see assistant.review.duplicates."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def passages_with(self, passage_ids: Iterable[str]) -> Mapping[str, Passage]:
        """Return, by id, published passages."""
        return self._registry.passages_with(passage_ids)

    def readable(self, audience: frozenset[str]) -> Mapping[str, Document]:
        """Return, by id, the documents that members of these groups may read."""
        return {entry.document.id: entry.document for entry in self._registry.documents(audience=audience)}
