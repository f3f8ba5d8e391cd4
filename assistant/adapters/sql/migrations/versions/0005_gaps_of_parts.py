"""Let an answer have a gap for each part of its question that has none."""

import sqlalchemy as sa
from alembic import op

revision = "as0005"
down_revision = "as0004"


def upgrade() -> None:
    """Items so far are about the whole; SQLite changes a constraint only by building the table anew."""
    with op.batch_alter_table("review_items") as items:
        items.add_column(sa.Column("part", sa.Integer, nullable=False, server_default="0"))
        items.drop_constraint("review_items_one_of_each_kind", type_="unique")
        items.create_unique_constraint("review_items_one_of_each_kind_and_part", ["answer_id", "kind", "part"])


def downgrade() -> None:
    """Forget the gaps of parts."""
    op.execute("DELETE FROM review_items WHERE part > 0")
    with op.batch_alter_table("review_items") as items:
        items.drop_constraint("review_items_one_of_each_kind_and_part", type_="unique")
        items.create_unique_constraint("review_items_one_of_each_kind", ["answer_id", "kind"])
        items.drop_column("part")
