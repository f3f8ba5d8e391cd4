"""Create the tables of uploaded documents."""

import sqlalchemy as sa
from alembic import op

revision = "as0002"
down_revision = "as0001"


def upgrade() -> None:
    """Create uploads and what was done to each of them."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("replaces", sa.String(32), sa.ForeignKey("uploads.id", ondelete="SET NULL")),
        sa.Column("metadata", sa.JSON, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
    )
    op.create_index("uploads_by_state", "uploads", ["state", "created_at"])
    op.create_table(
        "upload_events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("upload_id", sa.String(32), sa.ForeignKey("uploads.id", ondelete="CASCADE"), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("person_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL")),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("upload_events_by_upload", "upload_events", ["upload_id"])


def downgrade() -> None:
    """Drop what `upgrade` creates."""
    op.drop_table("upload_events")
    op.drop_table("uploads")
