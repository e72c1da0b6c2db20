"""A bug ends in a form whose report names nobody."""

import sys
import threading

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from studycompanion.errors import UserError
from studycompanion.ui.crash import CrashWatch
from studycompanion.ui.crash_form import CrashForm, report
from studycompanion.ui.dialogs import Message


def fail_for(name: str) -> Exception:
    try:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(f"không rõ {name}") from error
    except ValueError as error:
        return error


def test_the_report_names_kinds_and_places_but_no_person():
    text = report(fail_for("Nguyễn Văn Bí Mật"))
    assert "Bí Mật" not in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "fail_for" in text
    assert "Study Companion" in text


def test_places_in_the_program_are_told_from_the_package_on():
    try:
        UserError("x", name="Bí Mật").args[5]
    except IndexError as error:
        text = report(error)
    assert "/root" not in text
    assert "/home" not in text


@pytest.fixture
def watch(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashWatch()
    made.install()
    return made


def test_an_uncaught_error_opens_the_form_once(qtbot, dialogs, watch):
    error = fail_for("Bí Mật")
    sys.excepthook(type(error), error, error.__traceback__)
    form = dialogs.expect(CrashForm)
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in form.text.toPlainText()
    form.reject()


def test_an_error_in_another_thread_opens_the_form_in_the_window_thread(qtbot, dialogs, watch):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    form = dialogs.expect(CrashForm)
    assert "ZeroDivisionError" in form.text.toPlainText()
    form.reject()


def test_an_expected_error_that_slipped_through_is_said_as_a_sentence(dialogs, watch):
    watch.show(UserError("moved_on"))
    message = dialogs.expect(Message)
    assert "sửa ở chỗ khác" in message.sentence.text()
    message.accept()


def test_the_form_outlives_the_window_in_front(qtbot, dialogs):
    window = QWidget()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    form = CrashForm("báo cáo")
    form.open()
    dialogs.expect(CrashForm)
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
    assert form.isVisible()
    form.reject()


def test_the_report_is_saved_as_text_and_trouble_with_that_is_said(qtbot, dialogs, tmp_path):
    form = CrashForm("báo cáo")
    form.open()
    dialogs.expect(CrashForm)
    form.write_to(tmp_path / "loi.txt")
    assert (tmp_path / "loi.txt").read_text("utf-8") == "báo cáo"
    dialogs.expect(Message).accept()
    form.write_to(tmp_path / "không có" / "loi.txt")
    dialogs.expect(Message).accept()
    form.reject()
