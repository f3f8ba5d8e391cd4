"""The registry's tables: documents, their revisions, the passages of each revision, cached vectors, a few counters."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

documents = Table(
    "kb_documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", Text, nullable=False, unique=True),
    # The revision that is shown; empty as long as none was published.
    Column("current_key", Integer, nullable=True),
)

revisions = Table(
    "kb_revisions",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(16), ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False),
    Column("revision", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("stand", Date, nullable=False),
    Column("owner", Text, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("review_by", Date),
    Column("version_of", Text),
    Column("language", String(16), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("metadata_hash", String(64), nullable=False),
    Column("passage_count", Integer, nullable=False),
    Index("kb_revisions_by_document", "document_id"),
)

passages = Table(
    "kb_passages",
    metadata,
    Column(
        "revision_key", Integer, ForeignKey("kb_revisions.key", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    Column("id", String(24), primary_key=True),
    Column("document_id", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("locator", JSON, nullable=False),
    Column("title_path", JSON, nullable=False),
    # The locator's law and section once more, in the spelling that is compared, so that a cited § is found at once.
    Column("law", Text),
    Column("section", String(32)),
    Index("kb_passages_by_id", "id"),
    Index("kb_passages_by_section", "section", "law"),
)

vectors = Table(
    "kb_vectors",
    metadata,
    Column("hash", String(64), primary_key=True),
    # float16, little endian: half the size, and the cosine moves by less than 0.001.
    Column("vector", LargeBinary, nullable=False),
)

state = Table(
    "kb_state",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
