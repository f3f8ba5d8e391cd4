"""Keep what a revision replaces: when each was shown and by whom it came, and the passages that are shown no more."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "kb0002"
down_revision = "kb0001"


def upgrade() -> None:
    """Add the history; what is shown already counts as published now, since nothing tells when it was."""
    op.add_column("kb_documents", sa.Column("removed_at", sa.DateTime))
    for column in (
        sa.Column("published_at", sa.DateTime),
        sa.Column("replaced_at", sa.DateTime),
        sa.Column("how", sa.String(16), nullable=False, server_default="run"),
        sa.Column("who", sa.Text, nullable=False, server_default=""),
        sa.Column("outline", sa.LargeBinary),
    ):
        op.add_column("kb_revisions", column)
    op.create_table(
        "kb_earlier_passages",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("kb_documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("locator", sa.JSON, nullable=False),
        sa.Column("title_path", sa.JSON, nullable=False),
    )
    revisions = sa.table("kb_revisions", sa.column("key"), sa.column("published_at", sa.DateTime))
    documents = sa.table("kb_documents", sa.column("current_key"))
    shown = sa.select(documents.c.current_key).where(documents.c.current_key.is_not(None))
    now = datetime.now(UTC).replace(tzinfo=None)
    op.execute(revisions.update().where(revisions.c.key.in_(shown)).values(published_at=now))


def downgrade() -> None:
    """Forget the history."""
    revisions = sa.table("kb_revisions", sa.column("replaced_at"))
    op.execute(revisions.delete().where(revisions.c.replaced_at.is_not(None)))
    documents = sa.table("kb_documents", sa.column("removed_at"))
    op.execute(documents.delete().where(documents.c.removed_at.is_not(None)))
    op.drop_table("kb_earlier_passages")
    for name in ("published_at", "replaced_at", "how", "who", "outline"):
        op.drop_column("kb_revisions", name)
    op.drop_column("kb_documents", "removed_at")
