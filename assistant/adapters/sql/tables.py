"""The assistant's tables: people and sessions, conversations and answers, feedback, the editor's list, progress."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times, kept as UTC; SQLite has no time zones of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware time into UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give a kept time its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


accounts = Table(
    "accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("username", String(100), nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("password_hash", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", String(32), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user_id", String(32), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Index("conversations_by_user", "user_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String(32), primary_key=True),
    # Asker and conversation are empty once the asker has deleted an answer that is on the editor's list.
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("user_id", String(32), ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("scope", JSON, nullable=False),
    Column("status", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("statements", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("timings", JSON, nullable=False),
    Column("model", Text, nullable=False),
    Column("prompt_version", Text, nullable=False),
    Column("index_label", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("caveats", JSON, nullable=False),
    Column("missing_parts", JSON, nullable=False),
    Index("answers_by_conversation", "conversation_id"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer_id", String(32), ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("rating", String(8), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
)

review_items = Table(
    "review_items",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("answer_id", String(32), ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("handled_by", String(32), ForeignKey("accounts.id", ondelete="SET NULL")),
    # Which of the answer's missing parts it is about, counted from 1; 0 is the whole.
    Column("part", Integer, nullable=False),
    UniqueConstraint("answer_id", "kind", "part", name="review_items_one_of_each_kind_and_part"),
    Index("review_items_by_state", "state", "opened_at"),
)

learning_progress = Table(
    "learning_progress",
    metadata,
    Column("person_id", String(32), ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("step_id", String(100), primary_key=True),
    Column("done_at", UtcDateTime, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    # The folder among the published documents; an upload that replaces another one takes over its place.
    Column("place", String(32), nullable=False),
    Column("replaces", String(32), ForeignKey("uploads.id", ondelete="SET NULL")),
    Column("metadata", JSON, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("problem", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("uploads_by_state", "state", "created_at"),
)

upload_events = Table(
    "upload_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("upload_id", String(32), ForeignKey("uploads.id", ondelete="CASCADE"), nullable=False),
    Column("action", String(16), nullable=False),
    Column("person_id", String(32), ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("at", UtcDateTime, nullable=False),
    Index("upload_events_by_upload", "upload_id"),
)

duplicate_decisions = Table(
    "duplicate_decisions",
    metadata,
    Column("pair_id", String(24), primary_key=True),
    Column("state", String(24), nullable=False),
    Column("note", Text, nullable=False),
    Column("decided_by", String(32), ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("decided_at", UtcDateTime, nullable=False),
)
