"""Keep which parts of a question had no answer."""

import sqlalchemy as sa
from alembic import op

revision = "as0004"
down_revision = "as0003"


def upgrade() -> None:
    """Earlier answers name none."""
    op.add_column("answers", sa.Column("missing_parts", sa.JSON, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("answers", "missing_parts")
