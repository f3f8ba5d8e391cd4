"""What an index was built with; an index built with anything else must not be searched."""

from dataclasses import dataclass

from knowledge_base.document import content_hash

CHUNKING = "absatz-2"
"""Name and version of the rules by which documents are cut; another one when passages come out otherwise."""

REVISION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class IndexFingerprint:
    """The embedding model's name and build, and the version of the chunking.

    >>> IndexFingerprint("e5@1", "1") == IndexFingerprint("e5@1", "2")
    False
    """

    embedding: str
    chunking: str = CHUNKING

    @property
    def label(self) -> str:
        """A short name, kept with each answer and index (12 hexadecimal digits)."""
        return content_hash(self.embedding, self.chunking)[:12]


def revision_of(content: str, metadata: str) -> str:
    """Return the name of a revision, from the hashes of content and metadata and from the rules of cutting."""
    return content_hash(content, metadata, CHUNKING)[:REVISION_DIGITS]
