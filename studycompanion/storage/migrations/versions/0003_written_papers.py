"""Format 1.2: what files of format 1.1 did not keep yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of format 1.1 to 1.2; what is there stays as it is."""
    op.add_column("review", sa.Column("entered_at", sa.String(length=32), nullable=True))
    op.add_column(
        "review_text",
        sa.Column("is_prefilled", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("member_status", sa.Column("exempt_until", sa.String(length=10), nullable=True))
