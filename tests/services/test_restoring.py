import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import members, opening, safekeeping
from tests.services.conftest import ACTOR, SETUP, enrol


def open_again(folder, clock, password=None):
    return opening.open_desk(folder, actor=ACTOR, clock=clock, password=password)


def test_a_backup_opens_on_another_pc(desk, tmp_path, clock):
    enrol(desk, "Lê An")
    made = safekeeping.backup(desk)
    safekeeping.restore(made, tmp_path / "máy mới")
    again = open_again(tmp_path / "máy mới", clock)
    assert [m.full_name for m in members.list_members(again)] == ["Lê An"]
    assert safekeeping.check(again) == ()
    again.store.close()


def test_a_backup_with_a_password_asks_for_it_there_too(data_folder, tmp_path, clock):
    desk = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password="một").desk
    made = safekeeping.backup(desk)
    desk.store.close()
    safekeeping.restore(made, tmp_path / "máy mới")
    with pytest.raises(UserError, match="wrong_password"):
        open_again(tmp_path / "máy mới", clock, "hai")
    open_again(tmp_path / "máy mới", clock, "một").store.close()


def test_data_that_is_there_is_never_overwritten(desk):
    made = safekeeping.backup(desk)
    with pytest.raises(UserError, match="data_exists"):
        safekeeping.restore(made, desk.folder)


@pytest.mark.parametrize("harm", ["text", "flipped", "missing"])
def test_what_is_no_whole_backup_is_refused_by_name(desk, tmp_path, harm):
    made = safekeeping.backup(desk)
    if harm == "text":
        made.write_text("không phải bản sao lưu")
    elif harm == "missing":
        made.unlink()
    else:
        raw = bytearray(made.read_bytes())
        raw[len(raw) // 3] ^= 0xFF
        made.write_bytes(raw)
    with pytest.raises(EnvironmentProblem, match="backup_unreadable") as refused:
        safekeeping.restore(made, tmp_path / "mới")
    assert refused.value.params["name"] == made.name
    assert not (tmp_path / "mới" / "data.db").exists()
