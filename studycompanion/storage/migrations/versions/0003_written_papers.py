"""Format 1.2: what files of format 1.1 did not keep yet."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of format 1.1 to 1.2; what is there stays as it is."""
