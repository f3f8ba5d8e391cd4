"""Create the assistant's tables."""

import sqlalchemy as sa
from alembic import op

revision = "as0001"
down_revision = None


def upgrade() -> None:
    """Create accounts, sessions, conversations, answers, feedback, review items and learning progress."""
    _create_people()
    _create_answers()
    _create_judgements()


def _create_people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("username", sa.String(100), nullable=False, unique=True),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "learning_progress",
        sa.Column("person_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("step_id", sa.String(100), primary_key=True),
        sa.Column("done_at", sa.DateTime, nullable=False),
    )


def _create_answers() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
    )
    op.create_index("conversations_by_user", "conversations", ["user_id"])
    op.create_table(
        "answers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE")),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL")),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("scope", sa.JSON, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("search_text", sa.Text, nullable=False),
        sa.Column("statements", sa.JSON, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("timings", sa.JSON, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("prompt_version", sa.Text, nullable=False),
        sa.Column("index_label", sa.Text, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("withheld", sa.Integer, nullable=False),
    )
    op.create_index("answers_by_conversation", "answers", ["conversation_id"])


def _create_judgements() -> None:
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String(32), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rating", sa.String(8), nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "review_items",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("answer_id", sa.String(32), sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("handled_by", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL")),
        sa.UniqueConstraint("answer_id", "kind", name="review_items_one_of_each_kind"),
    )
    op.create_index("review_items_by_state", "review_items", ["state", "opened_at"])


def downgrade() -> None:
    """Drop everything that `upgrade` creates."""
    for table in ("review_items", "feedback", "answers", "conversations", "learning_progress", "sessions", "accounts"):
        op.drop_table(table)
