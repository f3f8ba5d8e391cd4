"""Keep who or what removed a document; of those removed before, nothing tells."""

import sqlalchemy as sa
from alembic import op

revision = "kb0004"
down_revision = "kb0003"


def upgrade() -> None:
    """Add the run, known by when it began, and the person."""
    op.add_column("kb_documents", sa.Column("removed_in_run", sa.DateTime))
    op.add_column("kb_documents", sa.Column("removed_by", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Forget both."""
    op.drop_column("kb_documents", "removed_by")
    op.drop_column("kb_documents", "removed_in_run")
