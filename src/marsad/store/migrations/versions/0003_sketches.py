"""Sketches of texts, by which copies are found."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; documents of an older archive get their sketch when they are ingested again."""
    op.create_table(
        "sketches",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("grouped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
