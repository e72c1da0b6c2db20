"""Another password while somebody reads: the file is closed and opened again under nobody."""

import threading

from studycompanion.services import members, safekeeping
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol


def test_a_password_is_set_while_a_reader_runs_and_nobody_meets_a_closed_file(
    qtbot, open_window, desk
):
    enrol(desk, *NAMES)
    window = open_window(desk)
    tasks, seen, troubles = window.context.tasks, [], []
    is_in, may_go = threading.Event(), threading.Event()

    def read_slowly(desk):
        with desk.read() as reader:
            is_in.set()
            may_go.wait(20)
            return reader.connection.exec_driver_sql("SELECT count(*) FROM member").scalar()

    tasks.read(read_slowly, seen.append, failed=troubles.append)
    assert is_in.wait(20)
    tasks.keep_alone(
        lambda desk: safekeeping.change_password(desk, None, "mật khẩu"),
        seen.append,
        failed=troubles.append,
    )
    qtbot.waitUntil(lambda: tasks.gate._alone is not None)
    tasks.read(lambda desk: len(members.list_members(desk)), seen.append, failed=troubles.append)
    may_go.set()
    settle(qtbot, window)
    assert troubles == []
    assert seen[0] == len(NAMES)
    assert seen[1].recovery_key
    assert seen[2] == len(NAMES)
    assert safekeeping.has_password(desk)
