"""Format 1.1: what files of format 1.0 did not keep yet."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of format 1.0 to 1.1; what is there stays as it is."""
