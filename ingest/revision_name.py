"""Names a document's revision; light, because the reading process imports it for every run."""

from ingest.chunking.limits import CHUNKING
from knowledge_base.document import content_hash

REVISION_DIGITS = 12


def revision_of(content: str, metadata: str) -> str:
    """Return the name of a revision, from the hashes of content and metadata and from the rules of cutting."""
    return content_hash(content, metadata, CHUNKING)[:REVISION_DIGITS]
