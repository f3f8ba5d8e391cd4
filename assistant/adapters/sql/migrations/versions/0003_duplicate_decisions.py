"""Keep what editors have decided about duplicates and contradictions, and what answers said about their sources."""

import sqlalchemy as sa
from alembic import op

revision = "as0003"
down_revision = "as0002"


def upgrade() -> None:
    """Create the table of decisions; the pair's id tells the texts that were decided about."""
    op.add_column("answers", sa.Column("caveats", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "duplicate_decisions",
        sa.Column("pair_id", sa.String(24), primary_key=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL")),
        sa.Column("decided_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_column("answers", "caveats")
    op.drop_table("duplicate_decisions")
