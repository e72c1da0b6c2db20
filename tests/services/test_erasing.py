"""An erasure leaves every count as it was, nothing of the text, and no way back for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import Member
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.work import Silent
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import (
    backups,
    closing,
    erasing,
    history,
    history_list,
    members,
    merging,
    openformat,
    opening,
    paperwork,
    plans,
    recycling,
    removal,
    reports,
    restoring,
    reviews,
    rollcall,
    safekeeping,
    sessions,
)
from studycompanion.storage import erasures, recoding
from studycompanion.storage.store import DATA
from tests.services.conftest import ACTOR, enrol, person, session_of
from tests.services.test_writing import CLEAR

NAME, WORDS = "Lò Thị Lính Canh", "Điều lính canh viết"
REASON = "Theo đơn ngày 20/11/2026"


@pytest.fixture
def busy(desk, topic, evening, tmp_path):
    """Two people; the first was marked late, has a review, a clear plan and an issued form."""
    ids = enrol(desk, person(NAME, birth=PartialDate(1950, 3, 2), phone="0901234567"), "Vũ Bình")
    session = session_of(desk, topic, evening)
    rollcall.mark(desk, session.id, ids[0], Mark.LATE)
    reviews.write_section(desk, topic.id, ids[0], "politics", WORDS, revision=0)
    plans.add_item(desk, topic.id, ids[0], {**CLEAR, "task": WORDS})
    paperwork.export_commitments(desk, topic.id, tmp_path / "in", job=Silent())
    return desk, topic, session, ids


def figures(desk, topic, session):
    """Everything that reports count but the members of today."""
    cells = reports.topic_report(desk, topic.id)
    return rollcall.totals(desk, session.id), [replace(cell, members=0) for cell in cells]


def has_text(folder, *texts):
    data = b"".join(path.read_bytes() for path in folder.glob(f"{DATA}*"))
    return [text for text in texts if text.encode() in data]


def erase(desk, member_id, **options):
    return erasing.erase(desk, member_id, reason=REASON, **options)


def reopened(desk, clock):
    desk.store.close()
    return opening.open_desk(desk.folder, actor=ACTOR, clock=clock)


def test_counts_stay_and_the_text_goes(busy):
    desk, topic, session, ids = busy
    before = figures(desk, topic, session)
    assert has_text(desk.folder, NAME, WORDS, "lo thi linh canh") != []
    done = erase(desk, ids[0]).value
    assert done.is_rewritten
    assert figures(desk, topic, session) == before
    assert has_text(desk.folder, NAME, WORDS, "lo thi linh canh", "0901234567", "1950-03") == []
    assert safekeeping.check(desk) == ()


def test_the_nameless_one_is_on_no_list_and_called_to_nothing(busy, evening):
    desk, topic, _, ids = busy
    erase(desk, ids[0])
    assert [m.full_name for m in members.list_members(desk)] == ["Vũ Bình"]
    later = session_of(desk, topic, evening + timedelta(days=7))
    assert rollcall.totals(desk, later.id).called == 1


def test_the_note_says_who_when_why_and_until_when(busy, evening):
    desk, _, _, ids = busy
    erase(desk, ids[0], keep_until=date(2031, 12, 31))
    [line] = erasing.register(desk)
    assert (line.member_id, line.at, line.by) == (ids[0], evening, "Trần Văn Mẫu")
    assert (line.reason, line.keep_until) == (REASON, date(2031, 12, 31))


def test_it_cannot_be_undone_and_stops_undo(busy):
    desk, _, _, ids = busy
    erase(desk, ids[0])
    assert history.next_steps(desk).undo is None
    assert history_list.verify(desk).problems == ()


@pytest.mark.parametrize(
    ("reason", "until", "code"),
    [
        ("  ", None, "erase_reason"),
        (f"Theo đơn của {NAME.upper()}", None, "erase_reason_names"),
        (REASON, date(2020, 1, 1), "erase_until"),
    ],
)
def test_what_may_not_be_is_refused_before_anything_happens(busy, reason, until, code):
    desk, _, _, ids = busy
    with pytest.raises(UserError, match=code):
        erasing.erase(desk, ids[0], reason=reason, keep_until=until)
    assert erasing.register(desk) == ()


def test_nobody_and_somebody_erased_before_are_refused(busy):
    desk, _, _, ids = busy
    with pytest.raises(UserError, match="not_there"):
        erase(desk, "0" * 32)
    erase(desk, ids[0])
    with pytest.raises(UserError, match="already_erased"):
        erase(desk, ids[0])


def test_the_newest_backup_does_not_have_the_text_and_older_ones_are_counted(busy):
    desk, _, _, ids = busy
    safekeeping.backup(desk)
    done = erase(desk, ids[0]).value
    assert done.older_backups == 1
    seen = restoring.preview(desk, done.backup)
    assert has_text(seen.folder, NAME) == []
    restoring.close_preview(seen)


def test_a_backup_before_is_made_only_when_asked_for(busy):
    desk, _, _, ids = busy
    assert erase(desk, ids[0]).value.older_backups == 0
    assert erase(desk, ids[1], backup_first=True).value.older_backups == 2


def test_a_disk_that_takes_no_backup_takes_nothing_back(busy, monkeypatch):
    desk, _, _, ids = busy

    def full(*_, **__):
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr(backups, "make", full)
    assert erase(desk, ids[0]).value.backup is None
    assert has_text(desk.folder, NAME) == []


@pytest.mark.parametrize("password", [None, "mật khẩu"])
def test_a_restored_older_backup_is_held_to_the_register(busy, password):
    desk, topic, session, ids = busy
    if password:
        safekeeping.change_password(desk, None, password)
    old = safekeeping.backup(desk)
    before = figures(desk, topic, session)
    erase(desk, ids[0])
    restoring.restore(desk, old)
    assert [line.reason for line in erasing.register(desk)] == [REASON]
    with desk.read() as reader:
        assert reader.get(Member, ids[0]).full_name == "Người đã được gỡ dữ liệu"
    assert has_text(desk.folder, NAME) == []
    assert figures(desk, topic, session) == before


def test_an_older_backup_does_not_even_show_the_person(busy):
    desk, _, _, ids = busy
    old = safekeeping.backup(desk)
    erase(desk, ids[0])
    seen = restoring.preview(desk, old)
    assert [m.full_name for m in members.list_members(seen)] == ["Vũ Bình"]
    assert has_text(seen.folder, NAME) == []
    restoring.close_preview(seen)


def test_an_older_backup_laid_in_elsewhere_is_held_to_the_register_beside_it(busy, tmp_path, clock):
    desk, _, _, ids = busy
    old = safekeeping.backup(desk)
    erase(desk, ids[0])
    safekeeping.restore(old, tmp_path / "máy mới")
    again = opening.open_desk(tmp_path / "máy mới", actor=ACTOR, clock=clock)
    assert has_text(again.folder, NAME) == []
    [line] = erasing.register(again)
    assert line.reason == "Gỡ lại theo sổ, vì bản dữ liệu này có từ trước lần gỡ"
    again.store.close()


def test_the_second_place_has_the_register_too(busy, tmp_path):
    desk, _, _, ids = busy
    safekeeping.backup(desk)
    backups.choose_second_place(desk, tmp_path / "usb")
    erase(desk, ids[0])
    [home] = [p for p in (tmp_path / "usb").iterdir() if p.is_dir()]
    assert [n.member_ids for n in erasures.read(home)] == [(ids[0],)]


def test_an_older_export_taken_in_is_held_to_the_register(busy, tmp_path, clock):
    desk, _, _, ids = busy
    openformat.export_data(desk, tmp_path / "xuất")
    erase(desk, ids[0])
    again = tmp_path / "lại"
    again.mkdir()
    erasures.bring(desk.folder, again)
    made = openformat.import_data(tmp_path / "xuất", again, actor=ACTOR, clock=clock).desk
    assert has_text(again, NAME) == []
    made.store.close()


def test_a_rewrite_that_another_program_hinders_is_made_up_at_the_next_opening(
    busy, clock, monkeypatch
):
    desk, _, _, ids = busy

    def hindered(_store):
        raise EnvironmentProblem("busy")

    with monkeypatch.context() as patch:
        patch.setattr(recoding, "rewrite", hindered)
        assert not erase(desk, ids[0]).value.is_rewritten
    again = reopened(desk, clock)
    assert has_text(again.folder, NAME, WORDS) == []
    again.store.close()


def test_who_was_taken_off_the_list_can_be_erased_from_the_bin(desk):
    ids = enrol(desk, NAME, "Vũ Bình", "Hồ Em")
    removal.remove_members(desk, ids[:2])
    assert erasing.foresee(desk, ids[0]).full_name == NAME
    erase(desk, ids[0])
    assert has_text(desk.folder, NAME) == []
    [line] = recycling.removed(desk)
    assert line.title == "Vũ Bình"
    recycling.bring_back(desk, line.change_set_id)
    assert [m.full_name for m in members.list_members(desk)] == ["Vũ Bình", "Hồ Em"]


def test_a_merged_record_goes_with_the_one_that_was_kept(desk):
    ids = enrol(desk, NAME, "Lò Thị Lính")
    merging.merge_people(desk, ids[0], ids[1])
    erase(desk, ids[1])
    assert has_text(desk.folder, NAME, "Lò Thị Lính") == []


def test_the_account_foresees_what_stays_and_who_names_the_person(busy):
    desk, _, session, ids = busy
    sessions.change_session(desk, session.id, session.revision, chair=NAME)
    safekeeping.backup(desk)
    seen = erasing.foresee(desk, ids[0])
    assert seen.full_name == NAME
    assert seen.counts == {"attendance": 1, "review": 1, "item": 1, "issued_form": 1}
    assert seen.mentions == {"session": 1}
    assert seen.backups == 1


def test_a_closed_session_keeps_its_figures(busy):
    desk, _, session, ids = busy
    rollcall.mark(desk, session.id, ids[1], Mark.PRESENT)
    closing.close_session(desk, session.id)
    before = rollcall.totals(desk, session.id)
    erase(desk, ids[0])
    assert rollcall.totals(desk, session.id) == before
    names = [line.full_name for line in rollcall.read_roll(desk, session.id).lines]
    assert "Người đã được gỡ dữ liệu" in names


def test_data_open_to_be_read_only_stays_as_it_is(busy):
    desk, _, _, ids = busy
    desk.store.why_read_only = "moved_away"
    assert not erasing.settle(desk)
    with pytest.raises(UserError, match="moved_away"):
        erase(desk, ids[0])
