"""The rows of the first picture say what the members' service says, and load nothing heavy."""

import subprocess
import sys
from datetime import date

import pytest

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import agenda, first_look, members, safekeeping
from tests.ui.people import enrol, person

HEAVY = ("sqlalchemy", "alembic", "reportlab", "pypdfium2", "python_calamine", "cryptography")
TODAY = date(2026, 11, 20)
FIRST_PICTURE = f"""
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from studycompanion.ui import application
from studycompanion.ui.doorway import Doorway

def enter(doorway):
    page = sys.argv[2]
    rows = window().pages[page].view.model.rowCount()
    print(page, rows, *[name for name in {HEAVY!r} if name in sys.modules], flush=True)
    QApplication.instance().exit(0)

def window():
    return running.window

Doorway.enter = enter
application.Preferences(Path(sys.argv[1])).change(page=sys.argv[2], starts_on="last")
running = application.Application(Path(sys.argv[1]), clock=lambda: datetime(2026, 11, 20))
running.run()
running.tasks.close()
"""


@pytest.fixture
def folder(ward_desk):
    enrol(
        ward_desk,
        person("Bùi Thị An", cell_name="Chi bộ 10", birth=PartialDate(1950)),
        person(
            "Trần Văn Bình",
            cell_name="Chi bộ 2",
            birth=PartialDate(1961, 5, 9),
            role=RoleKind.SECRETARY,
            role_title="Bí thư chi bộ",
            card_number="12345678",
        ),
        person("Đỗ Thu Hà", cell_name="Chi bộ 2", birth=PartialDate(1970, 12),
               status=StatusKind.PROBATIONARY),
        person("Lê Văn Tổ", cell_name="Chi bộ 2", role=RoleKind.GROUP_HEAD,
               role_title="Tổ trưởng", status=StatusKind.EXEMPT),
    )  # fmt: skip
    return ward_desk.folder


def as_facts(lines):
    names = type(lines[0]).__slots__
    return [{name: getattr(line, name) for name in names} for line in lines]


def test_the_first_look_says_what_the_members_service_says(folder, ward_desk):
    cells, people = first_look.look(folder, TODAY)
    assert as_facts(cells) == as_facts(members.list_cells(ward_desk))
    assert as_facts(people) == as_facts(members.list_members(ward_desk))
    assert [p.birth for p in people] == ["1950", "9/5/1961", "12/1970", ""]


def test_a_folder_without_data_gives_no_first_look(tmp_path):
    assert first_look.look(tmp_path, TODAY) is None


def test_a_file_with_a_password_gives_no_first_look(folder, ward_desk):
    safekeeping.change_password(ward_desk, None, "mật khẩu rất dài")
    assert first_look.look(folder, TODAY) is None


def test_a_file_that_is_not_ours_gives_no_first_look(tmp_path):
    (tmp_path / "data.db").write_bytes(b"SQLite format 3\x00" + b"x" * 200)
    assert first_look.look(tmp_path, TODAY) is None


def test_looking_first_changes_nothing(folder, ward_desk):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    first_look.look(folder, TODAY)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    before.pop("data.db-shm", None), after.pop("data.db-shm", None)
    assert after == before


@pytest.mark.parametrize(("page", "rows"), [("members", "4"), ("tasks", "1")])
def test_the_first_picture_has_its_rows_before_any_heavy_library_is_loaded(
    folder, ward_desk, page, rows
):
    agenda.remember(ward_desk)
    said = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(folder), page],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert said.stdout.split() == [page, rows]
