"""Keep which passages of different documents say the same or contradict each other."""

import sqlalchemy as sa
from alembic import op

revision = "kb0003"
down_revision = "kb0002"


def upgrade() -> None:
    """Create pairs of like passages and what each document was last compared as."""
    op.create_table(
        "kb_like_passages",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("left_document", sa.String(16), sa.ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "right_document", sa.String(16), sa.ForeignKey("kb_documents.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("left_passage", sa.String(24), nullable=False),
        sa.Column("right_passage", sa.String(24), nullable=False),
        sa.Column("likeness", sa.String(16), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("statements", sa.JSON, nullable=False),
    )
    op.create_index("kb_like_passages_by_left", "kb_like_passages", ["left_passage"])
    op.create_index("kb_like_passages_by_right", "kb_like_passages", ["right_passage"])
    op.create_table(
        "kb_compared",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("kb_documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("kb_compared")
    op.drop_table("kb_like_passages")
