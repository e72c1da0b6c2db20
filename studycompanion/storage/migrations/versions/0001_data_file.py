"""Make the data file: units, members, study, papers, blobs, drafts, settings and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of format 1.0."""
    op.create_table(
        "blob",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blob"),
    )
    op.create_table(
        "change_set",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("pc_user", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("undo_of", sa.String(length=32), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change_set"),
        sa.UniqueConstraint("origin", "number", name="uq_change_set_origin_number"),
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )
    op.create_table(
        "form_template",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form_template"),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column(
            "sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("birth", sa.String(length=10), nullable=True),
        sa.Column("sex", sa.String(length=32), nullable=True),
        sa.Column("card_number", sa.Text(), nullable=False),
        sa.Column("joined", sa.String(length=10), nullable=True),
        sa.Column("official", sa.String(length=10), nullable=True),
        sa.Column("party_group", sa.Text(), nullable=False),
        sa.Column("gov_post", sa.Text(), nullable=False),
        sa.Column("mass_post", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("workplace", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_sort_key", "member", ["sort_key"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "piece",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_piece"),
    )
    op.create_table(
        "rule_set",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_set"),
        sa.UniqueConstraint("kind", "code", "id", name="uq_rule_set_kind_code_id"),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
    )
    op.create_table(
        "stage_step",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stage_step"),
    )
    op.create_index("ix_stage_step_subject_id", "stage_step", ["subject_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.String(length=64), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_unit_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_table(
        "blob_piece",
        sa.Column("blob_id", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["blob.id"], name="fk_blob_piece_blob_id"),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name="fk_blob_piece_piece_id"),
        sa.PrimaryKeyConstraint("blob_id", "ordinal", name="pk_blob_piece"),
    )
    op.create_table(
        "change",
        sa.Column("change_set_id", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=64), nullable=False),
        sa.Column("revision_before", sa.Integer(), nullable=False),
        sa.Column("revision_after", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name="fk_change_change_set_id"
        ),
        sa.PrimaryKeyConstraint("change_set_id", "ordinal", name="pk_change"),
    )
    op.create_index("ix_change_record_id", "change", ["record_id"], unique=False)
    op.create_table(
        "member_role",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_role_member_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_member_role_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member_role"),
    )
    op.create_index("ix_member_role_member_id", "member_role", ["member_id"], unique=False)
    op.create_table(
        "member_status",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_status_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member_status"),
    )
    op.create_index("ix_member_status_member_id", "member_status", ["member_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_membership_member_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_membership_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.create_index("ix_membership_member_id", "membership", ["member_id"], unique=False)
    op.create_index("ix_membership_unit_id", "membership", ["unit_id"], unique=False)
    op.create_table(
        "topic",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("clarity_id", sa.String(length=64), nullable=False),
        sa.Column("issuing_body", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("due_report", sa.String(length=10), nullable=True),
        sa.Column("due_review", sa.String(length=10), nullable=True),
        sa.Column("due_plan", sa.String(length=10), nullable=True),
        sa.Column("due_commitment", sa.String(length=10), nullable=True),
        sa.Column("prompts", sa.Text(), nullable=False),
        sa.Column("copied_from", sa.String(length=64), nullable=True),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clarity_id"], ["rule_set.id"], name="fk_topic_clarity_id"),
        sa.ForeignKeyConstraint(["copied_from"], ["topic.id"], name="fk_topic_copied_from"),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
    )
    op.create_table(
        "unit_name",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_name_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_name"),
    )
    op.create_index("ix_unit_name_key", "unit_name", ["key"], unique=False)
    op.create_index("ix_unit_name_unit_id", "unit_name", ["unit_id"], unique=False)
    op.create_table(
        "change_value",
        sa.Column("change_set_id", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_set_id", "ordinal"],
            ["change.change_set_id", "change.ordinal"],
            name="fk_change_value_change_set_id",
        ),
        sa.PrimaryKeyConstraint("change_set_id", "ordinal", name="pk_change_value"),
    )
    op.create_table(
        "issued_form",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("variant", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("cell_id", sa.String(length=64), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("blob_id", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.String(length=32), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("signed_on", sa.String(length=10), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("scan_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["blob_id"], ["blob.id"], name="fk_issued_form_blob_id"),
        sa.ForeignKeyConstraint(["cell_id"], ["unit.id"], name="fk_issued_form_cell_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_issued_form_member_id"),
        sa.ForeignKeyConstraint(["scan_id"], ["blob.id"], name="fk_issued_form_scan_id"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["form_template.id"], name="fk_issued_form_template_id"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_issued_form_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_form"),
        sa.UniqueConstraint(
            "topic_id",
            "member_id",
            "form",
            "variant",
            "version",
            name="uq_issued_form_topic_id_member_id_form_variant_version",
        ),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("cell_id", sa.String(length=64), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=False),
        sa.Column("clarity_id", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["unit.id"], name="fk_plan_cell_id"),
        sa.ForeignKeyConstraint(["clarity_id"], ["rule_set.id"], name="fk_plan_clarity_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_plan_member_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_plan_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("topic_id", "member_id", name="uq_plan_topic_id_member_id"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("cell_id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("paper_on", sa.String(length=10), nullable=True),
        sa.Column("paper_pages", sa.Integer(), nullable=True),
        sa.Column("paper_place", sa.Text(), nullable=False),
        sa.Column("scan_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["cell_id"], ["unit.id"], name="fk_review_cell_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_review_member_id"),
        sa.ForeignKeyConstraint(["scan_id"], ["blob.id"], name="fk_review_scan_id"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["form_template.id"], name="fk_review_template_id"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_review_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index(
        "ix_review_topic_id_member_id", "review", ["topic_id", "member_id"], unique=False
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("makes_up_id", sa.String(length=64), nullable=True),
        sa.Column("chair", sa.Text(), nullable=False),
        sa.Column("minute_taker", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.Column("calling", sa.String(length=32), nullable=False),
        sa.Column("counting_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["counting_id"], ["rule_set.id"], name="fk_session_counting_id"),
        sa.ForeignKeyConstraint(["makes_up_id"], ["session.id"], name="fk_session_makes_up_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_session_topic_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_session_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
    )
    op.create_index("ix_session_makes_up_id", "session", ["makes_up_id"], unique=False)
    op.create_index("ix_session_topic_id", "session", ["topic_id"], unique=False)
    op.create_table(
        "session_step",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_session_step_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session_step"),
    )
    op.create_index("ix_session_step_session_id", "session_step", ["session_id"], unique=False)
    op.create_table(
        "topic_call",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_topic_call_member_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_topic_call_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_topic_call"),
        sa.UniqueConstraint("topic_id", "member_id", name="uq_topic_call_topic_id_member_id"),
    )
    op.create_table(
        "topic_file",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("blob_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["blob.id"], name="fk_topic_file_blob_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_topic_file_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_topic_file"),
    )
    op.create_index("ix_topic_file_topic_id", "topic_file", ["topic_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("cell_id", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.String(length=32), nullable=True),
        sa.Column("made_up_in_id", sa.String(length=64), nullable=True),
        sa.Column("apology", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["unit.id"], name="fk_attendance_cell_id"),
        sa.ForeignKeyConstraint(
            ["made_up_in_id"], ["session.id"], name="fk_attendance_made_up_in_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attendance_member_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_attendance_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("session_id", "member_id", name="uq_attendance_session_id_member_id"),
    )
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"], unique=False)
    op.create_table(
        "review_text",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name="fk_review_text_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_text"),
        sa.UniqueConstraint("review_id", "part", "side", name="uq_review_text_review_id_part_side"),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("accountable_id", sa.String(length=64), nullable=True),
        sa.Column("helpers", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("from_review_text_id", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["accountable_id"], ["member.id"], name="fk_item_accountable_id"),
        sa.ForeignKeyConstraint(
            ["from_review_text_id"], ["review_text.id"], name="fk_item_from_review_text_id"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_item_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
    )
    op.create_index("ix_item_plan_id", "item", ["plan_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("blob_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["blob_id"], ["blob.id"], name="fk_evidence_blob_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_evidence_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_item_id", "evidence", ["item_id"], unique=False)
    op.create_table(
        "progress_note",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_progress_note_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_progress_note"),
    )
    op.create_index("ix_progress_note_item_id", "progress_note", ["item_id"], unique=False)
