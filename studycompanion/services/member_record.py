"""Everything that is kept of one person, to be given to them: as JSON or as a paper."""

import json
from datetime import tzinfo
from pathlib import Path
from typing import Any

from studycompanion import forms
from studycompanion.domain.access import Means
from studycompanion.domain.attendance import Attendance
from studycompanion.domain.paperwork import FormTemplate, IssuedForm
from studycompanion.domain.people import (
    Member,
    MemberRole,
    Membership,
    MemberStatus,
    masked_card,
)
from studycompanion.domain.plan import ActionItem, ActionPlan, Evidence, ProgressNote
from studycompanion.domain.review import ReviewText, SelfReview
from studycompanion.domain.study import StudySession, Topic
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.messages import speaking
from studycompanion.services import printable, review_forms, review_tracing
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import check_suffix, swap_in
from studycompanion.services.member_history import SHOWN
from studycompanion.services.member_paper import paper_blocks, paper_lines
from studycompanion.services.opening import unit_title
from studycompanion.services.past_reviews import shown
from studycompanion.services.review_forms import Part
from studycompanion.storage.unit_of_work import Reader

JSON, PDF = ".json", ".pdf"


def member_record(desk: Desk, member_id: str, *, with_card: bool = False) -> dict[str, Any]:
    """All that is kept of a member, in plain values; the card number masked unless asked for.

    Raises ``UserError("not_there")``.
    """
    with desk.read() as reader:
        member = reader.get(Member, member_id)
        topics = {topic.id: topic.title for topic in reader.find(Topic)}
        own = {name: _plain(getattr(member, name)) for name in SHOWN}
        if not with_card:
            own["card_number"] = masked_card(member.card_number)
        return {
            "member": {"id": member.id, **own},
            "cells": [
                {"cell": unit_title(reader, m.unit_id, desk.today), **_span(m)}
                for m in reader.find(Membership, member_id=member_id)
            ],
            "statuses": [
                {"status": s.status.value, **_span(s), **_decided(s)}
                for s in reader.find(MemberStatus, member_id=member_id)
            ],
            "posts": [
                {"post": r.title, **_span(r)} for r in reader.find(MemberRole, member_id=member_id)
            ],
            "sessions": _sessions(reader, member_id, topics),
            "reviews": [
                _review(reader, r, topics, desk.clock().tzinfo)
                for r in reader.find(SelfReview, member_id=member_id)
            ],
            "plans": [
                _plan(reader, p, topics) for p in reader.find(ActionPlan, member_id=member_id)
            ],
            "forms": [
                {
                    "topic": topics.get(f.topic_id, ""),
                    "version": f.version,
                    "dated": f.dated.isoformat(),
                    "state": f.state.value,
                }
                for f in reader.find(IssuedForm, member_id=member_id)
            ],
        }


def told_record(desk: Desk, member_id: str, *, with_card: bool = False) -> list[str]:
    """The record in lines for people; raises ``UserError("not_there")``."""
    return paper_lines(member_record(desk, member_id, with_card=with_card))


def export_record(desk: Desk, member_id: str, path: Path, *, with_card: bool = False) -> Path:
    """Write the record to a .json or .pdf file.

    Raises ``UserError`` ``export_suffix`` or ``not_there``, and what swapping a file in raises.
    """
    suffix = check_suffix(path, JSON, PDF)
    record = member_record(desk, member_id, with_card=with_card)
    if suffix == JSON:
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        data = text.encode()
    else:
        with speaking("vi"):
            pages = with_mark(printable.laid_out(paper_blocks(record)), mark_of(desk))
        name = record["member"]["full_name"]
        data = forms.draw(pages, title=name, author="", when=desk.clock())
    swap_in(path, data)
    review_tracing.note_all_left(desk, Means.RECORD, member_ids=(member_id,), file_name=path.name)
    return path


def _sessions(reader: Reader, member_id: str, topics: dict[str, str]) -> list[dict[str, Any]]:
    lines = {line.session_id: line for line in reader.find(Attendance, member_id=member_id)}
    held = [s for s in reader.find(StudySession) if s.id in lines]
    return [
        {
            "at": session.at.isoformat(timespec="minutes"),
            "topic": topics.get(session.topic_id, ""),
            "mark": lines[session.id].mark.value,
            "reason": lines[session.id].reason,
        }
        for session in sorted(held, key=lambda one: one.at)
    ]


def _review(
    reader: Reader, review: SelfReview, topics: dict[str, str], zone: tzinfo | None
) -> dict[str, Any]:
    parts = review_forms.parts(reader.get(FormTemplate, review.template_id))
    known = {(part.side, part.key): part for part in parts}
    at, order = review.entered_at, list(known)
    texts = sorted(
        reader.find(ReviewText, review_id=review.id),
        key=lambda t: order.index((t.side, t.part)) if (t.side, t.part) in known else len(order),
    )
    return {
        "topic": topics.get(review.topic_id or "", ""),
        "year": review.year,
        "stage": review.stage.value,
        "entered_by": review.entered_by,
        "entered_at": at.astimezone(zone).isoformat(timespec="minutes") if at else "",
        "texts": [_text(t, known.get((t.side, t.part))) for t in texts],
    }


def _text(text: ReviewText, part: Part | None) -> dict[str, str]:
    """A written part as it reads; a part of another form has no title and stays as it is."""
    return {
        "part": text.part,
        "side": text.side.value,
        "title": part.title if part else "",
        "text": shown(part, text.text) if part else text.text,
    }


def _plan(reader: Reader, plan: ActionPlan, topics: dict[str, str]) -> dict[str, Any]:
    items = sorted(reader.find(ActionItem, plan_id=plan.id), key=lambda one: one.position)
    return {
        "topic": topics.get(plan.topic_id, ""),
        "stage": plan.stage.value,
        "items": [_item(reader, item) for item in items],
    }


def _item(reader: Reader, item: ActionItem) -> dict[str, Any]:
    return {
        "points": dict(item.points),
        "due": item.due.isoformat() if item.due else "",
        "percent": item.percent,
        "notes": [n.text for n in reader.find(ProgressNote, item_id=item.id)],
        "evidence": [e.text for e in reader.find(Evidence, item_id=item.id)],
    }


def _span(record: Membership | MemberStatus | MemberRole) -> dict[str, str]:
    begun, ended = record.valid_from, record.valid_to
    return {
        "since": begun.isoformat() if begun else "",
        "until": ended.isoformat() if ended else "",
    }


def _decided(status: MemberStatus) -> dict[str, str]:
    """What was decided of an exemption; nothing for other statuses."""
    names = ("ground", "decided_by", "decision_number", "exempt_until")
    return {n: _plain(getattr(status, n)) for n in names if getattr(status, n)}


def _plain(value: Any) -> str:
    if isinstance(value, PartialDate):
        return value.iso
    return "" if value is None else str(value)
