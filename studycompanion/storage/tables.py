"""The tables, one per record type with the same fields, and those that hold no records.

Dates are ISO text, so that partial dates, SQLite and PostgreSQL agree; text that is compared in
order carries the "C" collation on PostgreSQL, which is what SQLite does by itself.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from studycompanion.domain import (
    access,
    attendance,
    paperwork,
    people,
    personal,
    plan,
    review,
    scanned,
    signing,
    study,
    word_form,
)
from studycompanion.domain.record import Record
from studycompanion.domain.settings import Setting
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.storage.codec import field_types, plain_type

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

Id = sa.String(32)
Hash = sa.String(64)
Ordered = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

TABLES: dict[type[Record], sa.Table] = {}
KINDS: dict[str, type[Record]] = {}


def _column_type(hint: Any) -> sa.types.TypeEngine[Any]:
    kind = plain_type(hint)
    if kind is bool:
        return sa.Boolean()
    if kind is int:
        return sa.Integer()
    if kind in (date, PartialDate):
        return sa.String(10)
    if kind is datetime:
        return sa.String(32)
    return sa.String(32) if issubclass(kind, StrEnum) else sa.Text()


def _column(name: str, hint: Any, refs: dict[str, str], ordered: tuple[str, ...]) -> Any:
    is_optional = type(None) in getattr(hint, "__args__", ())
    if name == "id":
        return sa.Column(name, Hash, primary_key=True)
    if name in refs:
        key = sa.ForeignKey(f"{refs[name]}.id")
        return sa.Column(name, Hash, key, nullable=is_optional)
    kind = Ordered if name in ordered else _column_type(hint)
    return sa.Column(name, kind, nullable=is_optional)


def _record_table(
    kind: type[Record],
    name: str,
    *extra: Any,
    refs: dict[str, str] | None = None,
    ordered: tuple[str, ...] = (),
) -> sa.Table:
    columns = [_column(n, h, refs or {}, ordered) for n, h in field_types(kind).items()]
    table = sa.Table(name, metadata, *columns, *extra)
    TABLES[kind] = table
    KINDS[name] = kind
    return table


MEMBER, UNIT, TOPIC = {"member_id": "member"}, {"unit_id": "unit"}, {"topic_id": "topic"}
CELL = {"cell_id": "unit"}

setting = _record_table(Setting, "setting")
unit = _record_table(people.OrgUnit, "unit", refs={"parent_id": "unit"})
unit_name = _record_table(
    people.UnitName, "unit_name", sa.Index(None, "unit_id"), sa.Index(None, "key"), refs=UNIT
)
member = _record_table(people.Member, "member", sa.Index(None, "sort_key"), ordered=("sort_key",))
membership = _record_table(
    people.Membership,
    "membership",
    sa.Index(None, "member_id"),
    sa.Index(None, "unit_id"),
    refs=MEMBER | UNIT,
)
member_status = _record_table(
    people.MemberStatus, "member_status", sa.Index(None, "member_id"), refs=MEMBER
)
member_role = _record_table(
    people.MemberRole, "member_role", sa.Index(None, "member_id"), refs=MEMBER | UNIT
)
erasure = _record_table(personal.Erasure, "erasure")
rule_set = _record_table(paperwork.RuleSet, "rule_set", sa.UniqueConstraint("kind", "code", "id"))
form_template = _record_table(paperwork.FormTemplate, "form_template")
topic = _record_table(
    study.Topic,
    "topic",
    refs={"clarity_id": "rule_set", "copied_from": "topic", "commits_with": "topic"},
)
topic_call = _record_table(
    study.TopicCall,
    "topic_call",
    sa.UniqueConstraint("topic_id", "member_id"),
    refs=TOPIC | MEMBER,
)
topic_file = _record_table(
    study.TopicFile, "topic_file", sa.Index(None, "topic_id"), refs=TOPIC | {"blob_id": "blob"}
)
session = _record_table(
    study.StudySession,
    "session",
    sa.Index(None, "topic_id"),
    sa.Index(None, "makes_up_id"),
    refs=TOPIC | UNIT | {"makes_up_id": "session", "counting_id": "rule_set"},
)
session_step = _record_table(
    study.SessionStep,
    "session_step",
    sa.Index(None, "session_id"),
    refs={"session_id": "session"},
)
mark = _record_table(
    attendance.Attendance,
    "attendance",
    sa.UniqueConstraint("session_id", "member_id"),
    sa.Index(None, "member_id"),
    # In this order, so that years of marks are counted without sorting them.
    sa.Index(None, "session_id", "cell_id", "mark", "is_guest"),
    refs=MEMBER | CELL | {"session_id": "session", "made_up_in_id": "session"},
)
self_review = _record_table(
    review.SelfReview,
    "review",
    sa.Index(None, "topic_id", "member_id"),
    refs=MEMBER | CELL | TOPIC | {"template_id": "form_template", "scan_id": "blob"},
)
review_text = _record_table(
    review.ReviewText,
    "review_text",
    sa.UniqueConstraint("review_id", "part", "side"),
    refs={"review_id": "review"},
)
review_access = _record_table(
    access.ReviewAccess, "review_access", sa.Index(None, "member_id"), sa.Index(None, "at")
)
word_form_out = _record_table(
    word_form.WordForm,
    "word_form",
    sa.Index(None, "member_id"),
    sa.Index(None, "code"),
    refs={"template_id": "form_template", "clarity_id": "rule_set"},
)
stage_step = _record_table(review.StageStep, "stage_step", sa.Index(None, "subject_id"))
action_plan = _record_table(
    plan.ActionPlan,
    "plan",
    sa.UniqueConstraint("topic_id", "member_id"),
    refs=MEMBER | CELL | TOPIC | {"clarity_id": "rule_set"},
)
action_item = _record_table(
    plan.ActionItem,
    "item",
    sa.Index(None, "plan_id"),
    refs={
        "plan_id": "plan",
        "accountable_id": "member",
        "from_review_text_id": "review_text",
    },
)
progress_note = _record_table(
    plan.ProgressNote, "progress_note", sa.Index(None, "item_id"), refs={"item_id": "item"}
)
evidence = _record_table(
    plan.Evidence,
    "evidence",
    sa.Index(None, "item_id"),
    refs={"item_id": "item", "blob_id": "blob"},
)
usual_task = _record_table(plan.UsualTask, "usual_task")
issued_form = _record_table(
    paperwork.IssuedForm,
    "issued_form",
    sa.UniqueConstraint("topic_id", "member_id", "form", "variant", "version"),
    sa.Index(None, "code"),
    refs=MEMBER
    | CELL
    | TOPIC
    | {"template_id": "form_template", "blob_id": "blob"}
    | {"scan_id": "blob"},
)
form_signature = _record_table(
    signing.FormSignature,
    "form_signature",
    sa.Index(None, "form_id"),
    refs={"form_id": "issued_form"},
)
scan_page = _record_table(
    scanned.ScanPage,
    "scan_page",
    sa.Index(None, "form_id"),
    refs={"form_id": "issued_form", "blob_id": "blob"},
)
trusted_certificate = _record_table(signing.TrustedCertificate, "trusted_certificate")

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
draft = sa.Table(
    "draft",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("base_revision", sa.Integer, nullable=False),
    sa.Column("saved_at", sa.String(32), nullable=False),
)
blob = sa.Table(
    "blob",
    metadata,
    sa.Column("id", Hash, primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
)
piece = sa.Table(
    "piece",
    metadata,
    sa.Column("id", Hash, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
blob_piece = sa.Table(
    "blob_piece",
    metadata,
    sa.Column("blob_id", Hash, sa.ForeignKey("blob.id"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("piece_id", Hash, sa.ForeignKey("piece.id"), nullable=False),
)
change_set = sa.Table(
    "change_set",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("origin", Id, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("pc_user", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("step", sa.String(64), nullable=False),
    sa.Column("params", sa.Text, nullable=False),
    sa.Column("mode", sa.String(8), nullable=False),
    sa.Column("undo_of", Id, nullable=True),
    sa.Column("digest", Hash, nullable=False),
    sa.UniqueConstraint("origin", "number"),
)
change = sa.Table(
    "change",
    metadata,
    sa.Column("change_set_id", Id, sa.ForeignKey("change_set.id"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("record_kind", sa.String(32), nullable=False),
    sa.Column("record_id", Hash, nullable=False),
    sa.Column("revision_before", sa.Integer, nullable=False),
    sa.Column("revision_after", sa.Integer, nullable=False),
    sa.Column("digest", Hash, nullable=False),
    sa.Index(None, "record_id"),
)
change_value = sa.Table(
    "change_value",
    metadata,
    sa.Column("change_set_id", Id, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("salt", sa.String(32), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(
        ["change_set_id", "ordinal"], ["change.change_set_id", "change.ordinal"]
    ),
)
