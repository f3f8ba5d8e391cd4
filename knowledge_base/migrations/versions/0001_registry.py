"""Create the registry's tables."""

import sqlalchemy as sa
from alembic import op

revision = "kb0001"
down_revision = None


def upgrade() -> None:
    """Create documents, revisions, passages, vectors and state."""
    op.create_table(
        "kb_documents",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("source", sa.Text, nullable=False, unique=True),
        sa.Column("current_key", sa.Integer),
    )
    _create_revisions()
    op.create_table(
        "kb_passages",
        sa.Column("revision_key", sa.Integer, sa.ForeignKey("kb_revisions.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("locator", sa.JSON, nullable=False),
        sa.Column("title_path", sa.JSON, nullable=False),
        sa.Column("law", sa.Text),
        sa.Column("section", sa.String(32)),
    )
    op.create_index("kb_passages_by_id", "kb_passages", ["id"])
    op.create_index("kb_passages_by_section", "kb_passages", ["section", "law"])
    op.create_table(
        "kb_vectors",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "kb_state",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _create_revisions() -> None:
    op.create_table(
        "kb_revisions",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document_id", sa.String(16), sa.ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("stand", sa.Date, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("audience", sa.JSON, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("review_by", sa.Date),
        sa.Column("version_of", sa.Text),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("metadata_hash", sa.String(64), nullable=False),
        sa.Column("passage_count", sa.Integer, nullable=False),
    )
    op.create_index("kb_revisions_by_document", "kb_revisions", ["document_id"])


def downgrade() -> None:
    """Drop everything that `upgrade` creates."""
    for table in ("kb_state", "kb_vectors", "kb_passages", "kb_revisions", "kb_documents"):
        op.drop_table(table)
