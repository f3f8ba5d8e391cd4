"""What an index was built with; an index built with anything else must not be searched."""

from dataclasses import dataclass

from knowledge_base.document import content_hash

CHUNKING_VERSION = "1"
"""Raise when passages are cut or prefixed differently, so that old indexes are noticed."""


@dataclass(frozen=True, slots=True)
class IndexFingerprint:
    """The embedding model's name and build, and the version of the chunking.

    >>> IndexFingerprint("e5@1", "1") == IndexFingerprint("e5@1", "2")
    False
    """

    embedding: str
    chunking: str = CHUNKING_VERSION

    @property
    def label(self) -> str:
        """A short name, kept with each answer and index (12 hexadecimal digits)."""
        return content_hash(self.embedding, self.chunking)[:12]
