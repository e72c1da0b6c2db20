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
    op.create_table(
        "review_access",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("means", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_access"),
    )
    op.create_index("ix_review_access_member_id", "review_access", ["member_id"])
    op.create_index("ix_review_access_at", "review_access", ["at"])
    op.create_table(
        "word_form",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("clarity_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["form_template.id"], name="fk_word_form_template_id"
        ),
        sa.ForeignKeyConstraint(["clarity_id"], ["rule_set.id"], name="fk_word_form_clarity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_word_form"),
    )
    op.create_index("ix_word_form_member_id", "word_form", ["member_id"])
    op.create_index("ix_word_form_code", "word_form", ["code"])
    lead = sa.ForeignKey("topic.id", name="fk_topic_commits_with")
    shared = sa.Column("commits_with", sa.String(length=64), lead, nullable=True)
    op.add_column("topic", shared, inline_references=True)
    more = sa.Column("more_topics", sa.Text(), nullable=False, server_default="[]")
    op.add_column("issued_form", more)
