from pathlib import Path

import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import opening, safekeeping, topics
from studycompanion.storage import backup
from tests.services.conftest import ACTOR, SETUP


def reopen(folder, clock, **options):
    return opening.open_desk(folder, actor=ACTOR, clock=clock, **options)


def test_a_new_file_says_again_what_the_secretary_typed(desk):
    assert opening.setup_of(desk) == SETUP


def test_setup_survives_closing_and_opening(desk, clock):
    opening.close(desk)
    again = reopen(desk.folder, clock)
    assert opening.setup_of(again) == SETUP
    again.store.close()


def test_the_ward_office_has_no_cell_of_its_own(ward_desk):
    assert opening.setup_of(ward_desk).cell is None


@pytest.mark.parametrize("name", ["superior", "place", "secretary"])
def test_an_empty_field_of_the_setup_is_named(data_folder, clock, name):
    values = {n: getattr(SETUP, n) for n in ("superior", "place", "secretary")} | {name: "  "}
    with pytest.raises(UserError) as refused:
        opening.create(data_folder, opening.Setup(**values), actor=ACTOR, clock=clock)
    assert refused.value.code == f"setup_{name}"
    assert opening.state(data_folder) is opening.FileState.MISSING


def test_a_second_file_in_the_same_folder_is_refused(desk, clock):
    opening.close(desk)
    with pytest.raises(UserError, match="data_exists"):
        opening.create(desk.folder, SETUP, actor=ACTOR, clock=clock)
    reopen(desk.folder, clock).store.close()


def test_an_empty_folder_has_nothing_to_open(data_folder, clock):
    with pytest.raises(UserError, match="no_data"):
        reopen(data_folder, clock)


def test_while_open_a_second_start_is_told_who_has_it(desk, clock):
    with pytest.raises(UserError, match="in_use") as refused:
        reopen(desk.folder, clock)
    assert refused.value.params["user"] == "may-tinh"


def test_a_mended_setup_stays(desk):
    mended = opening.Setup("Đảng bộ phường Hoa Sen", "Hoa Sen", "Lê Thị Mới", "Chi bộ 1")
    opening.save_setup(desk, mended)
    assert opening.setup_of(desk) == mended


def test_the_ward_offices_setup_can_be_mended_too(ward_desk):
    mended = opening.Setup("Đảng bộ phường Hoa Sen", "Hoa Sen", "Lê Thị Mới")
    opening.save_setup(ward_desk, mended)
    assert opening.setup_of(ward_desk) == mended


def test_closing_backs_up_only_what_changed(desk, clock):
    assert opening.close(desk) is not None
    again = reopen(desk.folder, clock)
    assert opening.close(again) is None


def test_a_row_of_short_commands_keeps_one_backup_in_half_an_hour(desk, clock):
    opening.close(desk)
    for minutes, count in ((1, 1), (20, 1), (15, 2)):
        clock.advance(minutes=minutes)
        again = reopen(desk.folder, clock)
        topics.add_topic(again, f"Chuyên đề sau {minutes} phút", 2026)
        opening.close(again, always_back_up=False)
        assert len(backup.every(desk.folder)) == count


def test_a_file_with_a_password_opens_with_it_only(data_folder, clock):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password="mật khẩu")
    opening.close(made.desk)
    assert opening.state(data_folder) is opening.FileState.LOCKED
    for wrong, code in ((None, "password_needed"), ("sai", "wrong_password")):
        with pytest.raises(UserError, match=code):
            reopen(data_folder, clock, password=wrong)
    for right in ("mật khẩu", made.recovery_key, made.recovery_key.lower().replace("-", " ")):
        reopen(data_folder, clock, password=right).store.close()


def test_the_password_can_be_set_changed_and_removed(desk, clock):
    topics.add_topic(desk, "Chuyên đề giữ nguyên", 2026)
    safekeeping.backup(desk)
    first = safekeeping.change_password(desk, None, "một")
    assert first.recovery_key
    assert len(first.plain_backups) == 1
    safekeeping.change_password(desk, "một", "hai")
    opening.close(desk)
    again = reopen(desk.folder, clock, password="hai")
    with pytest.raises(UserError, match="wrong_password"):
        safekeeping.change_password(again, "một", None)
    with pytest.raises(UserError, match="password_needed"):
        safekeeping.change_password(again, None, "ba")
    safekeeping.change_password(again, "hai", None)
    with pytest.raises(UserError, match="no_password"):
        safekeeping.change_password(again, None, None)
    assert [t.title for t in topics.list_topics(again)] == ["Chuyên đề giữ nguyên"]
    opening.close(again)
    assert opening.state(desk.folder) is opening.FileState.PLAIN


def test_a_folder_that_cannot_be_made_is_told_plainly(tmp_path, clock):
    in_the_way = tmp_path / "tệp"
    in_the_way.write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        opening.create(in_the_way / "dữ liệu", SETUP, actor=ACTOR, clock=clock)


def test_forms_of_a_newer_program_come_in_at_opening(desk, clock):
    desk.store.note("seeded_by", "0.0.1")
    opening.close(desk)
    again = reopen(desk.folder, clock)
    assert again.store.fact("seeded_by") != "0.0.1"
    again.store.close()


def test_a_sound_file_has_no_problems(desk):
    assert safekeeping.check(desk) == ()
    assert safekeeping.last_backup(desk) is None
    safekeeping.backup(desk)
    assert safekeeping.last_backup(desk) == desk.clock()


def test_an_account_without_a_name_still_acts(monkeypatch):
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert opening.actor_now("Mẫu").pc_user == "?"


def test_the_second_start_can_ask_the_first_window_forward(desk):
    assert not opening.was_asked_to_raise(desk.folder)
    opening.ask_to_raise(desk.folder)
    assert opening.was_asked_to_raise(desk.folder)
    assert not opening.was_asked_to_raise(desk.folder)


def test_the_backup_lies_beside_the_data(desk):
    assert safekeeping.backup(desk).parent == Path(desk.folder) / "backups"
