"""Work off the window's thread: who goes first, where answers go, how it ends."""

import gc
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from studycompanion.errors import Cancelled, EnvironmentProblem, UserError
from studycompanion.services.changes import Changes, Done
from studycompanion.ui.breathing import Breathing
from studycompanion.ui.status_line import StatusLine
from studycompanion.ui.tasks import Tasks


class Page(QObject):
    """Somebody who waits for answers."""

    def __init__(self):
        super().__init__()
        self.answers = []

    def take(self, answer):
        self.answers.append(answer)


@pytest.fixture
def tasks(dialogs):
    made = Tasks()
    made.gate.open("bàn làm việc")
    yield made
    made.close()


@pytest.fixture
def page():
    return Page()


def test_work_gets_the_desk_and_its_answer_comes_back_in_the_window_thread(qtbot, tasks):
    seen = []
    tasks.read(lambda desk: (desk, threading.current_thread()), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    desk, thread = seen[0]
    assert desk == "bàn làm việc"
    assert thread is not threading.main_thread()


def test_work_waits_until_the_file_is_open(qtbot, dialogs, page):
    tasks = Tasks()
    tasks.read(lambda desk: desk, page.take)
    qtbot.wait(1)
    assert page.answers == []
    tasks.gate.open("mở rồi")
    qtbot.waitUntil(lambda: page.answers == ["mở rồi"])
    tasks.close()


def test_who_waits_for_a_file_that_cannot_be_opened_is_sent_away(qtbot, dialogs, page):
    tasks, refused = Tasks(), Page()
    tasks.read(lambda desk: desk, page.take, failed=refused.take)
    tasks.gate.give_up()
    qtbot.waitUntil(lambda: len(refused.answers) == 1)
    assert isinstance(refused.answers[0], Cancelled)
    assert page.answers == []
    tasks.close()


def test_a_users_write_goes_before_a_job_that_waits(qtbot, tasks, page):
    gate = threading.Event()
    tasks.keep(lambda _desk: gate.wait(10))
    tasks.start_job(lambda _desk, _job: "việc dài", page.take)
    tasks.write(lambda _desk: "người dùng", page.take)
    gate.set()
    qtbot.waitUntil(lambda: len(page.answers) == 2)
    assert page.answers == ["người dùng", "việc dài"]


def test_a_users_write_runs_between_two_items_of_a_job(qtbot, tasks, page):
    order, begun, go_on = [], threading.Event(), threading.Event()

    def work(_desk, job):
        for number in (1, 2):
            order.append(f"bản {number}")
            begun.set()
            go_on.wait(10)
            job.report(number, 2, "")
        return order

    tasks.start_job(work, page.take)
    begun.wait(10)
    tasks.write(lambda _desk: order.append("điểm danh"))
    go_on.set()
    qtbot.waitUntil(lambda: bool(page.answers))
    assert order == ["bản 1", "điểm danh", "bản 2"]


def test_a_cancelled_job_stops_at_its_next_report(qtbot, tasks, page):
    go_on, done = threading.Event(), []

    def work(_desk, job):
        for number in range(1000):
            done.append(number)
            go_on.wait(10)
            job.report(number, 1000, "")

    job = tasks.start_job(work, page.take, failed=page.take)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(page.answers))
    assert isinstance(page.answers[0], Cancelled)
    assert done == [0]


def test_a_job_tells_its_progress_and_its_end(qtbot, tasks, page):
    told, go_on = [], threading.Event()

    def work(_desk, job):
        go_on.wait(10)
        job.report(1, 2, "Nguyễn Văn A")

    job = tasks.start_job(work, page.take)
    job.progressed.connect(lambda *facts: told.append(facts))
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert told == [(1, 2, "Nguyễn Văn A")]


def test_only_the_newest_of_several_reads_of_a_list_answers(qtbot, tasks, page):
    gate, begun = threading.Event(), threading.Event()
    tasks.read(lambda _desk: begun.set() or gate.wait(10), page.take, key="danh sách")
    begun.wait(10)
    for number in range(5):
        tasks.read(lambda _desk, n=number: n, page.take, key="danh sách")
    qtbot.waitUntil(lambda: page.answers == [4])
    gate.set()
    later = Page()
    for _ in range(2):
        tasks.read(lambda _desk: "sau", later.take)
    qtbot.waitUntil(lambda: len(later.answers) == 2)
    assert page.answers == [4]


def test_an_answer_for_a_widget_that_qt_has_deleted_is_dropped(qtbot, tasks, page):
    gate, gone = threading.Event(), Page()
    tasks.keep(lambda _desk: gate.wait(10), gone.take)
    delete(gone)
    gate.set()
    tasks.keep(lambda _desk: "còn", page.take)
    qtbot.waitUntil(lambda: page.answers == ["còn"])
    assert gone.answers == []


def test_an_answer_for_a_page_that_is_gone_is_dropped(qtbot, tasks, page):
    gate = threading.Event()
    gone = Page()
    tasks.keep(lambda _desk: gate.wait(10), gone.take)
    gone.deleteLater()
    del gone
    gate.set()
    tasks.keep(lambda _desk: "còn", page.take)
    qtbot.waitUntil(lambda: page.answers == ["còn"])


def test_a_write_announces_its_changes_with_the_page_that_asked(qtbot, tasks, page):
    done = Done("xong", Changes({"topic": frozenset({"1"})}))
    with qtbot.waitSignal(tasks.wrote) as wrote:
        tasks.write(lambda _desk: done, page.take, origin=page)
    assert wrote.args == [done, page]
    assert page.answers == [done]


def test_an_expected_error_that_the_page_takes_is_not_said_twice(qtbot, tasks, page):
    said = []
    tasks.troubled.connect(said.append)

    def refuse(_desk):
        raise UserError("moved_on")

    tasks.write(refuse, failed=page.take)
    qtbot.waitUntil(lambda: bool(page.answers))
    assert said == []


@pytest.mark.parametrize(
    ("error", "is_not_saved"),
    [(UserError("nothing_to_undo"), False), (EnvironmentProblem("disk_full"), True)],
)
def test_only_trouble_with_the_disk_leaves_a_write_unsaved(qtbot, tasks, error, is_not_saved):
    def fail(_desk):
        raise error

    line = StatusLine(datetime.now)
    tasks.started_writing.connect(line.show_saving)
    tasks.write_failed.connect(line.show_not_saved)
    tasks.refused.connect(line.show_refused)
    tasks.write(fail, failed=lambda _error: None)
    tasks.write(fail, failed=lambda _error: None)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert ("chưa lưu được" in line.facts.text()) is is_not_saved
    assert "Đang lưu" not in line.facts.text()


def test_an_expected_error_that_nobody_takes_is_said(qtbot, tasks):
    def refuse(_desk):
        raise EnvironmentProblem("disk_full")

    with qtbot.waitSignal(tasks.troubled) as troubled:
        tasks.write(refuse)
    assert troubled.args[0].code == "disk_full"


def test_a_bug_goes_to_the_crash_form_and_never_to_the_page(qtbot, tasks, page):
    with qtbot.waitSignal(tasks.crashed) as crashed:
        tasks.read(lambda _desk: 1 / 0, page.take, failed=page.take)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert page.answers == []


def test_closing_finishes_the_users_last_write(dialogs):
    tasks, kept = Tasks(), []
    tasks.gate.open("bàn")
    gate = threading.Event()
    tasks.keep(lambda _desk: gate.wait(10))
    tasks.write(lambda _desk: kept.append("chữ cuối"))
    threading.Timer(0.01, gate.set).start()
    tasks.close()
    assert kept == ["chữ cuối"]


def test_work_that_needs_the_file_alone_waits_for_readers_and_makes_new_ones_wait(qtbot, tasks):
    reader_is_in, reader_may_go, order = threading.Event(), threading.Event(), []

    def read_long(_desk):
        reader_is_in.set()
        reader_may_go.wait(20)
        order.append("long reader")

    tasks.read(read_long, _nothing)
    assert reader_is_in.wait(20)
    tasks.keep_alone(lambda _desk: order.append("alone"), _nothing, failed=_nothing)
    qtbot.waitUntil(lambda: tasks.gate._alone is not None)
    tasks.read(lambda _desk: order.append("late reader"), _nothing)
    assert order == []
    reader_may_go.set()
    qtbot.waitUntil(lambda: tasks.is_idle, timeout=20_000)
    assert order == ["long reader", "alone", "late reader"]


def test_a_job_lets_work_that_needs_the_file_alone_go_between_two_items(qtbot, tasks):
    order = []

    def job(_desk, handle):
        tasks.keep_alone(lambda _desk: order.append("alone"), _nothing, failed=_nothing)
        handle.report(1, 2, "")
        order.append("second item")

    tasks.start_job(job, _nothing)
    qtbot.waitUntil(lambda: tasks.is_idle, timeout=20_000)
    assert order == ["alone", "second item"]


def _nothing(_value):
    pass


def test_garbage_is_left_to_the_window_until_the_last_workers_are_gone(qapp, monkeypatch):
    monkeypatch.setattr(Breathing, "_alive", 0)
    one, other = Tasks(), Tasks()
    assert not gc.isenabled()
    one.close()
    one.close()
    assert not gc.isenabled()
    other.close()
    assert gc.isenabled()
