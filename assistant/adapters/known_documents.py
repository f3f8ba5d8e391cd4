"""The documents of the registry, as uploads are compared with them."""

from collections.abc import Collection
from pathlib import Path, PurePath

from assistant.uploads.ingestion import KnownDocument
from knowledge_base.registry.registry import Registry


class RegistryDocuments:
    """A KnownDocuments over the registry; `published` is the folder of the published uploads."""

    def __init__(self, registry: Registry, published: Path) -> None:
        self._registry = registry
        self._published = published

    def place_of(self, source: str) -> str | None:
        """Return the place among the published uploads that a document came from, None for any other document."""
        path = PurePath(source)
        return path.relative_to(self._published).parts[0] if self._published in path.parents else None

    def alike(self, name: str, content_hashes: Collection[str], audience: frozenset[str]) -> list[KnownDocument]:
        """Find those with this file name, in any case of letters, or one of these contents, which these may read."""
        wanted = name.casefold()
        found = []
        for entry in self._registry.documents(audience=audience):
            source = PurePath(entry.document.source)
            if source.name.casefold() == wanted or entry.content_hash in content_hashes:
                is_upload = self._published in source.parents
                known = KnownDocument(
                    entry.document.id, entry.document.title, source.name, entry.content_hash, is_upload=is_upload
                )
                found.append(known)
        return found
