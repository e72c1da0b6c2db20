"""Format 1.1: what files of format 1.0 did not keep yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of format 1.0 to 1.1; what is there stays as it is."""
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("also_ids", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("keep_until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_index(
        "ix_attendance_session_id_cell_id_mark_is_guest",
        "attendance",
        ["session_id", "cell_id", "mark", "is_guest"],
    )
    op.add_column("item", sa.Column("outcome_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("progress_note", sa.Column("due_before", sa.String(length=10), nullable=True))
    op.add_column("progress_note", sa.Column("due", sa.String(length=10), nullable=True))
    op.add_column("evidence", sa.Column("file_name", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "usual_task",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_usual_task"),
    )
    op.create_table(
        "form_signature",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("means", sa.String(length=32), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["issued_form.id"], name="fk_form_signature_form_id"),
        sa.PrimaryKeyConstraint("id", name="pk_form_signature"),
    )
    op.create_index("ix_form_signature_form_id", "form_signature", ["form_id"])
    op.create_table(
        "trusted_certificate",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("not_after", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trusted_certificate"),
    )
    op.add_column("issued_form", sa.Column("code", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_issued_form_code", "issued_form", ["code"])
    op.create_table(
        "scan_page",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.String(length=64), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.String(length=64), nullable=True),
        sa.Column("filed_at", sa.String(length=32), nullable=False),
        sa.Column("filed_by", sa.Text(), nullable=False),
        sa.Column("came_as", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["blob.id"], name="fk_scan_page_blob_id"),
        sa.ForeignKeyConstraint(["form_id"], ["issued_form.id"], name="fk_scan_page_form_id"),
        sa.PrimaryKeyConstraint("id", name="pk_scan_page"),
    )
    op.create_index("ix_scan_page_form_id", "scan_page", ["form_id"])
