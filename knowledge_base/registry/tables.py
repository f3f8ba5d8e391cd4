"""The registry's tables: documents, revisions, passages shown and of earlier times, cached vectors, like passages."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC and without zone, so that both databases compare it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn a moment into UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that it is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

documents = Table(
    "kb_documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", Text, nullable=False, unique=True),
    # The revision that is shown; empty as long as none was published, and when the document was removed.
    Column("current_key", Integer, nullable=True),
    Column("removed_at", UtcDateTime),
    # Through which run, known by when it began, or through whom.
    Column("removed_in_run", UtcDateTime),
    Column("removed_by", Text, nullable=False, server_default=""),
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
    # Empty while it is staged only.
    Column("published_at", UtcDateTime),
    Column("replaced_at", UtcDateTime),
    Column("how", String(16), nullable=False, server_default="run"),
    Column("who", Text, nullable=False, server_default=""),
    # Of a revision that is shown no more: the ids of its passages in reading order, one a line, deflated.
    Column("outline", LargeBinary),
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

earlier_passages = Table(
    "kb_earlier_passages",
    metadata,
    # Once for each document, however many revisions held it. No index and no search knows this table.
    Column("document_id", String(16), ForeignKey("kb_documents.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(24), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("locator", JSON, nullable=False),
    Column("title_path", JSON, nullable=False),
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

like_passages = Table(
    "kb_like_passages",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("left_document", String(16), ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False),
    Column("right_document", String(16), ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False),
    Column("left_passage", String(24), nullable=False),
    Column("right_passage", String(24), nullable=False),
    Column("likeness", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("statements", JSON, nullable=False),
    Index("kb_like_passages_by_left", "left_passage"),
    Index("kb_like_passages_by_right", "right_passage"),
)

compared = Table(
    "kb_compared",
    metadata,
    Column("document_id", String(16), ForeignKey("kb_documents.id", ondelete="CASCADE"), primary_key=True),
    # What the document was when its passages were last compared.
    Column("state", String(64), nullable=False),
)
