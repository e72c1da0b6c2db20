from datetime import date, timedelta

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import StatusKind
from studycompanion.domain.study import SessionKind, SessionState, StudySession
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import (
    agenda,
    closing,
    finding,
    follow_up,
    make_up,
    paperwork,
    plans,
    reports,
    reviews,
    rollcall,
    safekeeping,
    standing,
    topics,
)
from studycompanion.services.agenda import Kind
from studycompanion.services.finding import What
from tests.services.conftest import enrol, exempt, person, session_of
from tests.services.test_writing import CLEAR


def waiting(desk):
    return {line.kind: line for line in agenda.agenda(desk)}


def test_an_empty_file_asks_for_its_members_first(desk):
    assert agenda.agenda(desk) == (agenda.Line(Kind.NO_MEMBERS),)


def test_without_due_dates_the_session_comes_before_the_papers(desk):
    enrol(desk, "Lê An")
    safekeeping.backup(desk)
    topics.add_topic(desk, "Kỷ cương", 2026)
    kinds = [line.kind for line in agenda.agenda(desk)]
    assert kinds[:2] == [Kind.NO_SESSION, Kind.REVIEWS_MISSING]


def test_then_for_a_topic_and_a_backup(desk):
    enrol(desk, "Lê An")
    assert set(waiting(desk)) == {Kind.NO_TOPIC, Kind.BACKUP_OLD}
    safekeeping.backup(desk)
    assert set(waiting(desk)) == {Kind.NO_TOPIC}


def test_a_backup_grows_old_in_a_week(desk, clock):
    enrol(desk, "Lê An")
    safekeeping.backup(desk)
    clock.advance(days=7)
    assert waiting(desk)[Kind.BACKUP_OLD].at is not None


def test_a_topic_asks_for_a_session_and_papers_of_those_who_owe_them(desk, topic):
    enrol(desk, "Lê An", "Vũ Bình", exempt("Đỗ Dần"))
    found = waiting(desk)
    assert found[Kind.NO_SESSION].title == topic.title
    for kind in (Kind.REVIEWS_MISSING, Kind.PLANS_MISSING, Kind.FORMS_MISSING):
        assert (found[kind].count, found[kind].topic_id) == (2, topic.id)


def test_a_coming_session_shows_two_weeks_before_and_an_unmarked_one_after(
    desk, topic, evening, clock
):
    enrol(desk, "Lê An")
    at = evening + timedelta(days=15)
    session = session_of(desk, topic, at)
    assert not {Kind.SESSION_COMING, Kind.SESSION_UNMARKED} & set(waiting(desk))
    clock.advance(days=2)
    assert waiting(desk)[Kind.SESSION_COMING].session_id == session.id
    clock.advance(days=14)
    assert waiting(desk)[Kind.SESSION_UNMARKED].count == 1
    rollcall.mark_unmarked(desk, session.id, Mark.PRESENT)
    assert Kind.SESSION_UNMARKED not in waiting(desk)


def test_a_marked_session_waits_to_be_closed_and_then_for_its_make_up(desk, topic, evening, clock):
    enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening)
    clock.advance(days=30)
    rollcall.mark_unmarked(desk, session.id, Mark.UNEXCUSED)
    assert waiting(desk)[Kind.SESSION_TO_CLOSE].session_id == session.id
    closing.close_session(desk, session.id)
    found = waiting(desk)
    assert Kind.SESSION_TO_CLOSE not in found
    assert (found[Kind.MAKE_UP_DUE].count, found[Kind.MAKE_UP_DUE].session_id) == (2, session.id)
    make_up.add_make_up(desk, session.id, evening + timedelta(days=40))
    assert Kind.MAKE_UP_DUE not in waiting(desk)


def test_an_exemption_is_told_a_month_before_it_ends_and_until_it_is_settled(desk, topic, clock):
    an, binh, cuc = enrol(desk, "Lê An", "Vũ Bình", "Đỗ Cúc")
    today = desk.today
    on, until = today - timedelta(days=90), today + timedelta(days=31)
    exempt = StatusKind.EXEMPT
    standing.set_status(desk, an, exempt, on=on, until=until)
    standing.set_status(desk, cuc, exempt, on=on)
    assert Kind.EXEMPTION_ENDS not in waiting(desk)
    clock.advance(days=1)
    line = waiting(desk)[Kind.EXEMPTION_ENDS]
    assert (line.title, line.member_id, line.count, line.due) == ("Lê An", an, 1, until)
    standing.set_status(desk, binh, exempt, on=on, until=until)
    line = waiting(desk)[Kind.EXEMPTION_ENDS]
    assert (line.title, line.member_id, line.count) == ("", None, 2)
    clock.advance(days=60)
    assert waiting(desk)[Kind.EXEMPTION_ENDS].is_late(desk.today)
    standing.set_status(desk, an, StatusKind.OFFICIAL, on=until)
    standing.set_status(desk, binh, exempt, on=until, until=until + timedelta(days=365))
    assert Kind.EXEMPTION_ENDS not in waiting(desk)


def test_a_closed_session_waits_for_nothing(desk, topic, evening):
    enrol(desk, "Lê An")
    session = session_of(desk, topic, evening)
    with desk.write("mark") as tx:
        tx.uow.change(tx.uow.get(StudySession, session.id), state=SessionState.CLOSED)
    assert not {Kind.SESSION_COMING, Kind.SESSION_UNMARKED} & set(waiting(desk))


def test_unclear_tasks_and_unsigned_forms_are_named(desk, topic, tmp_path):
    an, binh = enrol(desk, "Lê An", "Vũ Bình")
    plans.add_item(desk, topic.id, an, CLEAR | {"result": ""})
    plans.add_item(desk, topic.id, binh, CLEAR)
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    found = waiting(desk)
    assert found[Kind.ITEMS_UNCLEAR].count == 1
    assert found[Kind.FORMS_MISSING].count == 1
    assert found[Kind.FORMS_UNSIGNED].count == 1
    assert Kind.PLANS_MISSING not in found


def test_the_soonest_stands_first_and_says_when_it_is_late(desk):
    enrol(desk, "Lê An")
    for title, due in (("Sau", date(2026, 12, 1)), ("Trước", date(2026, 11, 1)), ("Bao giờ", None)):
        topics.add_topic(desk, title, 2026, due_review=due)
    lines = [line for line in agenda.agenda(desk) if line.kind is Kind.REVIEWS_MISSING]
    assert [line.title for line in lines] == ["Trước", "Sau", "Bao giờ"]
    assert [line.is_late(desk.today) for line in lines] == [True, False, False]


def test_an_archived_topic_is_at_rest(desk, topic):
    enrol(desk, "Lê An")
    topics.change_topic(desk, topic.id, topic.revision, is_archived=True)
    assert set(waiting(desk)) == {Kind.NO_TOPIC, Kind.BACKUP_OLD}


def test_the_report_counts_each_cell_by_itself(ward_desk, evening, tmp_path):
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    an, _, _, dan = enrol(
        ward_desk,
        person("Lê An", cell_name="Chi bộ 1"),
        person("Vũ Bình", cell_name="Chi bộ 2"),
        person("Trần Cúc", cell_name="Chi bộ 10"),
        person("Hồ Dần", cell_name="Chi bộ 1"),
    )
    session = session_of(ward_desk, topic, evening)
    rollcall.mark(ward_desk, session.id, an, Mark.LATE)
    reviews.write_section(ward_desk, topic.id, dan, "politics", "x", revision=0)
    plans.add_item(ward_desk, topic.id, dan, CLEAR)
    paperwork.export_commitments(ward_desk, topic.id, tmp_path, job=Silent())
    with ward_desk.write("form_issue", member=dan) as tx:
        [form] = tx.uow.find(IssuedForm, member_id=dan)
        tx.uow.change(form, state=FormState.SIGNED_ON_PAPER)
    one, two, ten = reports.topic_report(ward_desk, topic.id)
    assert [c.name for c in (one, two, ten)] == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 10"]
    assert (one.members, one.totals.called, one.totals.attended) == (2, 2, 1)
    papers = one.papers
    assert (papers.owing, papers.with_review, papers.with_plan, papers.items) == (2, 1, 1, 1)
    assert (papers.with_form, papers.signed, papers.done_items) == (2, 1, 0)
    assert (two.totals.attended, two.papers.signed) == (0, 0)
    with pytest.raises(UserError, match="not_there"):
        reports.topic_report(ward_desk, "0" * 32)


def test_a_make_up_session_calls_nobody_twice(desk, topic, evening):
    enrol(desk, "Lê An")
    first = session_of(desk, topic, evening)
    later = evening + timedelta(days=7)
    session_of(desk, topic, later, kind=SessionKind.MAKE_UP, makes_up_id=first.id)
    [cell] = reports.topic_report(desk, topic.id)
    assert cell.totals.called == 1


def test_guests_stand_apart_in_the_report(desk, topic, evening):
    from studycompanion.domain.people import StatusKind

    enrol(desk, person("Hồ Khách", status=StatusKind.TEMPORARY))
    session_of(desk, topic, evening)
    [cell] = reports.topic_report(desk, topic.id)
    assert (cell.totals.called, cell.totals.guests, cell.papers.owing) == (0, 1, 0)


def test_anything_is_found_without_dấu(desk, topic, evening):
    enrol(desk, "Trần Thị Hòa", "Lê Kỷ")
    session = session_of(desk, topic, evening, place="Nhà văn hóa")
    assert finding.find(desk, "   ") == ()
    assert [f.what.value for f in finding.find(desk, "ky")] == [
        "topic",
        "session",
        "member",
        "form",
    ]
    assert [f.id for f in finding.find(desk, "nha van hoa")] == [session.id]
    assert next(f.title for f in finding.find(desk, "hoa tran")) == "Trần Thị Hòa"
    assert finding.find(desk, "không có gì") == ()


def test_a_form_is_found_by_its_person_and_its_name(desk, topic, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    [found] = finding.find(desk, "ban cam ket an 2026")
    assert (found.what, found.id) == (What.FORM, f"{topic.id} {ids[0]}")
    assert found.title.startswith("Bản cam kết – Lê An – chuyên đề 2026")
    assert found.detail == "Đã xuất, chưa in"
    assert finding.find(desk, "ban cam ket an 2025") == ()
    assert {f.what for f in finding.find(desk, "cam ket")} == set()


def test_a_name_alone_finds_the_forms_of_a_few_people_and_not_of_many(desk, topic):
    enrol(desk, *(f"Lê {name}" for name in ("An", "Bình", "Cúc", "Dung", "Em", "Giang")))
    assert [f.what for f in finding.find(desk, "le binh")] == [What.MEMBER, What.FORM]
    assert {f.what for f in finding.find(desk, "le")} == {What.MEMBER}
    assert len(finding.find(desk, "cam ket le")) == 6


def test_a_topic_is_changed_in_one_named_step(desk, topic):
    card = topics.topic_card(desk, topic.id)
    changed = topics.change_topic(
        desk, topic.id, card.revision, clarity="6ro-a", speaker=" PGS.  Thắng ", year=2025
    ).value
    assert (changed.speaker, changed.year) == ("PGS. Thắng", 2025)
    assert len(topics.clarity_of(desk, topic.id).points) == 6
    with pytest.raises(UserError, match="moved_on"):
        topics.change_topic(desk, topic.id, card.revision, title="Khác")
    with pytest.raises(UserError, match="topic_title"):
        topics.change_topic(desk, topic.id, changed.revision, title=" ")


def test_overdue_tasks_and_who_has_to_report_are_told_until_a_note_is_there(desk, topic):
    [who] = enrol(desk, "Lê An")
    item = plans.add_item(desk, topic.id, who, {"task": "Trực"}, due=date(2026, 11, 1)).value
    found = waiting(desk)
    assert (found[Kind.ITEMS_OVERDUE].count, found[Kind.REPORTS_DUE].count) == (1, 1)
    follow_up.add_note(desk, item.id, "Đang làm")
    assert Kind.REPORTS_DUE not in waiting(desk)
    follow_up.add_note(desk, item.id, "Xong", is_done=True)
    assert Kind.ITEMS_OVERDUE not in waiting(desk)
