"""A window in a process of its own that is opened, typed into and, when told so, locked.

Words: the data folder, the password, a text to type, the name of a person to begin to enter. It
prints a line when all is typed and locks when it reads one.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from studycompanion.app import clock
from studycompanion.ui import application
from studycompanion.ui.pages.members.new_dialog import NewMemberDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.keyboard import type_letters


class Driver(QObject):
    told = Signal()

    def __init__(self, running, password, text, name):
        super().__init__()
        self.running, self.password, self.text, self.name = running, password, text, name
        self.told.connect(self.lock)
        self.timer = QTimer(self, interval=20)
        self.timer.timeout.connect(self.step)
        self.steps = [self.unlock, self.visit, self.choose, self.type, self.ask, self.fill]
        self.timer.start()

    def step(self):
        """The next thing that a person would do, once the window is ready for it."""
        is_ready = self.running.window is None or self.running.tasks.is_idle
        if self.steps and is_ready and self.steps[0]():
            self.steps.pop(0)

    def unlock(self):
        dialog = self.running.doorway.dialog
        if not isinstance(dialog, UnlockDialog):
            return False
        dialog.password.edit.setText(self.password)
        dialog.open_button.click()
        return True

    def visit(self):
        if self.running.window is None:
            return False
        self.running.window.visit("reviews")
        return True

    def choose(self):
        self.page = self.running.window.pages["reviews"]
        if not self.page.people_view.model.records:
            return False
        self.page.people_view.finder.table.go_to_row(1)
        return True

    def type(self):
        fields = self.page.view.panel.findChildren(QPlainTextEdit)
        if not fields or self.page.person is None:
            return False
        fields[0].setFocus()
        type_letters(self.text)
        QGuiApplication.clipboard().setText(self.text)
        return True

    def ask(self):
        self.running.window.visit("members")
        self.running.window.pages["members"].actions_here.add("")
        return True

    def fill(self):
        dialogs = self.running.window.findChildren(NewMemberDialog)
        if not dialogs or not dialogs[0].isActiveWindow():
            return False
        type_letters(self.name)
        print("typed", flush=True)
        threading.Thread(target=self.wait, daemon=True).start()
        return True

    def wait(self):
        sys.stdin.readline()
        self.told.emit()

    def lock(self):
        self.running.window.gate.lock_now()


def main(folder, password, text, name):
    made = application.Application

    def application_with_driver(*words, **options):
        running = made(*words, **options)
        running.driver = Driver(running, password, text, name)
        return running

    application.Application = application_with_driver
    application.run(Path(folder), clock=clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
