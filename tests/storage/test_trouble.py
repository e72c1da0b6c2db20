import pytest

from studycompanion.errors import EnvironmentProblem
from studycompanion.messages import say
from studycompanion.services import opening
from studycompanion.storage import engine, trouble
from studycompanion.storage.store import DATA
from tests.storage.conftest import ACTOR


def test_a_file_that_windows_says_another_program_holds_is_told_so():
    error = PermissionError(13, "Permission denied")
    error.winerror = 32
    with pytest.raises(EnvironmentProblem, match="file_locked") as told, trouble.told_plainly():
        raise error
    assert "chương trình khác" in say(told.value).casefold()


def test_data_that_another_program_holds_is_told_and_work_goes_on_when_it_lets_go(
    data_folder, clock, monkeypatch
):
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    setup = opening.Setup("Đảng bộ", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
    desk = opening.create(data_folder, setup, actor=ACTOR, clock=clock).desk
    other = engine.bare_connect(data_folder / DATA, None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentProblem, match="busy"):
        opening.save_setup(desk, setup)
    other.execute("ROLLBACK")
    other.close()
    opening.save_setup(desk, opening.Setup("Đảng bộ 2", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9"))
    assert opening.setup_of(desk).superior == "Đảng bộ 2"
    desk.store.close()
