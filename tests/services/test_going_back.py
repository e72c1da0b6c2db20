"""Restoring over open data, looking into a backup, and rehearsing it."""

from datetime import timedelta

import pytest

from studycompanion.domain.paperwork import IssuedForm
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import say
from studycompanion.services import (
    history,
    members,
    opening,
    paperwork,
    rehearsal,
    restoring,
    safekeeping,
    topics,
)
from studycompanion.services.backups import status
from studycompanion.storage import backup as files
from studycompanion.storage import epochs, notes
from studycompanion.storage.files import replace_file
from tests.services.conftest import ACTOR, SETUP, enrol


@pytest.fixture
def old(desk):
    """The backup of a file with one person, to which a second came later."""
    enrol(desk, "Lê An")
    made = safekeeping.backup(desk)
    enrol(desk, "Trần Bình")
    return made


class Silent:
    def report(self, done, total, label):
        """Nobody waits."""


def issued(desk):
    with desk.read() as reader:
        return reader.find(IssuedForm)


def names(desk):
    return [line.full_name for line in members.list_members(desk)]


def test_one_call_restores_and_one_takes_the_restore_back(desk, old, clock):
    assert not restoring.can_undo_restore(desk)
    clock.advance(minutes=1)
    restoring.restore(desk, old)
    assert names(desk) == ["Lê An"]
    assert safekeeping.check(desk) == ()
    clock.advance(minutes=1)
    assert restoring.can_undo_restore(desk)
    restoring.undo_restore(desk)
    assert sorted(names(desk)) == ["Lê An", "Trần Bình"]
    clock.advance(minutes=1)
    restoring.undo_restore(desk)
    assert names(desk) == ["Lê An"]


def test_work_goes_on_after_a_restore_and_is_there_at_the_next_start(desk, old, clock):
    restoring.restore(desk, old)
    enrol(desk, "Ngô Chi")
    opening.close(desk)
    again = opening.open_desk(desk.folder, actor=ACTOR, clock=clock)
    assert sorted(names(again)) == ["Lê An", "Ngô Chi"]
    opening.close(again)


def test_a_restore_begins_a_new_epoch_in_which_no_number_comes_again(desk, old):
    origin = desk.store.origin
    restoring.restore(desk, old)
    assert desk.store.origin != origin
    assert epochs.of(desk.store) == 1
    restoring.undo_restore(desk)
    assert epochs.of(desk.store) == 2
    assert history.next_steps(desk) == history.NextSteps(None, None)


def test_a_backup_laid_in_elsewhere_begins_a_new_epoch_at_its_first_opening(desk, old, tmp_path):
    safekeeping.restore(old, tmp_path / "máy mới")
    again = opening.open_desk(tmp_path / "máy mới", actor=ACTOR, clock=desk.clock)
    assert again.store.origin != desk.store.origin
    assert epochs.of(again.store) == 1
    assert epochs.floor_of(again.store) == epochs.unknown(desk.clock())
    opening.close(again)
    once_more = opening.open_desk(tmp_path / "máy mới", actor=ACTOR, clock=desk.clock)
    assert epochs.of(once_more.store) == 1
    opening.close(once_more)


def test_nothing_is_touched_where_there_is_no_restore_to_take_back(desk):
    with pytest.raises(UserError, match="no_restore"):
        restoring.undo_restore(desk)


def test_a_backup_can_be_looked_into_and_not_written(desk, old):
    seen = restoring.preview(desk, old)
    assert names(seen) == ["Lê An"]
    with pytest.raises(UserError, match="preview_only") as refused:
        enrol(seen, "Ai đó")
    assert "Khôi phục" in say(refused.value)
    assert seen.folder != desk.folder
    restoring.close_preview(seen)
    assert not seen.folder.exists()
    assert sorted(names(desk)) == ["Lê An", "Trần Bình"]


def test_a_preview_that_was_never_ended_is_swept_away_at_the_next_start(desk, old, clock):
    seen = restoring.preview(desk, old)
    seen.store.engine.dispose()
    opening.close(desk)
    opening.close(opening.open_desk(desk.folder, actor=ACTOR, clock=clock))
    assert not seen.folder.exists()


@pytest.mark.parametrize("act", [restoring.restore, restoring.preview])
def test_what_is_no_whole_backup_changes_nothing(desk, old, act):
    raw = bytearray(old.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    replace_file(old, bytes(raw))
    with pytest.raises(EnvironmentProblem, match="backup_unreadable"):
        act(desk, old)
    assert sorted(names(desk)) == ["Lê An", "Trần Bình"]
    assert not list(desk.folder.glob("*.part*"))


PASSWORDS = [(None, None), (None, "một"), ("một", None), ("một", "một"), ("một", "hai")]


@pytest.mark.parametrize(("then", "now"), PASSWORDS)
def test_what_protects_the_data_now_protects_it_after_a_restore(data_folder, clock, then, now):
    """The password of the backup, the one of now, and the one that opens the restored file."""
    desk = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password=then).desk
    enrol(desk, "Lê An")
    old = safekeeping.backup(desk)
    if then != now:
        if then and now:
            safekeeping.change_password(desk, then, None)
            safekeeping.change_password(desk, None, now)
        else:
            safekeeping.change_password(desk, then, now)
    clock.advance(minutes=1)
    needs_one = then is not None and then != now
    if needs_one:
        with pytest.raises(UserError, match="password_needed"):
            restoring.restore(desk, old)
        with pytest.raises(UserError, match="wrong_password"):
            restoring.restore(desk, old, password="sai")
    restoring.restore(desk, old, password=then if needs_one else None)
    assert names(desk) == ["Lê An"]
    opening.close(desk)
    again = opening.open_desk(data_folder, actor=ACTOR, clock=clock, password=now or then)
    assert names(again) == ["Lê An"]
    assert (again.store.key is not None) is bool(now or then)
    opening.close(again)


def test_a_rehearsal_proves_the_newest_backup_and_says_so(desk, old):
    done = rehearsal.rehearse(desk)
    assert (done.is_good, done.path, done.people) == (True, old, 1)
    assert status(desk)[-1].words == "Đã thử khôi phục ngày 20/11 19:00: mở được, đủ và đúng"
    assert not list(desk.folder.glob("*.part*"))


def test_a_rehearsal_is_due_once_a_month(desk, old, clock):
    assert rehearsal.if_due(desk) is not None
    assert rehearsal.if_due(desk) is None
    clock.advance(days=29)
    assert not rehearsal.is_due(desk)
    clock.advance(days=1)
    assert rehearsal.is_due(desk)
    clock.advance(days=-90)
    assert rehearsal.is_due(desk)


def test_without_a_backup_there_is_nothing_to_rehearse(desk):
    assert not rehearsal.is_due(desk)
    with pytest.raises(UserError, match="no_backup"):
        rehearsal.rehearse(desk)


def test_a_backup_that_broke_since_is_found_by_the_rehearsal(desk, old):
    raw = bytearray(old.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    replace_file(old, bytes(raw))
    done = rehearsal.rehearse(desk)
    assert old.name in done.trouble
    assert "không được" in status(desk)[-1].words
    assert not status(desk)[-1].is_good


@pytest.mark.parametrize("harm", ["counts", "head", "steps"])
def test_a_backup_that_is_not_of_this_data_is_found_by_the_rehearsal(desk, old, monkeypatch, harm):
    real = files._from_manifest

    def other(path, body):
        if harm == "counts":
            body["counts"]["member"] += 1
        if harm == "head":
            body["head"][1] = "0" * 64
        return real(path, body)

    monkeypatch.setattr(files, "_from_manifest", other)
    if harm == "steps":
        monkeypatch.setattr("studycompanion.storage.chain_head.goes_on", lambda *_: False)
    assert not rehearsal.rehearse(desk).is_good


def test_a_form_issued_after_a_restore_has_a_number_that_was_never_given(desk, old, tmp_path):
    """Its predecessor was printed and then lost with the data that was restored over."""
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    before = safekeeping.backup(desk)
    paperwork.export_commitments(desk, topic.id, tmp_path / "một", job=Silent())
    first = {form.version for form in issued(desk)}
    restoring.restore(desk, before)
    assert issued(desk) == []
    paperwork.export_commitments(desk, topic.id, tmp_path / "hai", job=Silent())
    assert not first & {form.version for form in issued(desk)}


def test_forms_are_numbered_on_above_every_number_given_before(desk, old, monkeypatch):
    monkeypatch.setattr(epochs, "highest_version", lambda store: 7)
    restoring.restore(desk, old)
    assert epochs.floor_of(desk.store) == 7


def test_a_restore_marks_nothing_where_the_file_is_read_only(desk, old):
    desk.store.why_read_only = "moved_away"
    with pytest.raises(UserError, match="moved_away"):
        restoring.restore(desk, old)
    assert notes.read(desk.folder).undo_restore == ""


def test_hours_number_what_nobody_knows_any_more(clock):
    before = epochs.unknown(clock())
    assert epochs.unknown(clock() + timedelta(hours=1)) == before + 1
    assert epochs.unknown(clock() - timedelta(days=4_000)) == 0
