"""A window in a process of its own in which somebody writes self-reviews until it is killed.

Words: the data folder, the topic, the number of the round. It prints a line for each letter:
the moment, the member, the part and the letter; the parent kills it in the middle.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from studycompanion.app import clock
from studycompanion.ui import application
from tests.ui.keyboard import CTRL, press, type_letters

WORDS = "Tôi nhận việc dọn ngõ số chín, mỗi tháng một buổi, có ghi sổ và báo cáo tổ dân phố. "
EVERY_MS = 20


class Writer(QObject):
    """Types a letter at each tick; now and then goes on to another part or person, or rests."""

    def __init__(self, running, topic_id, number):
        super().__init__()
        self.running, self.topic_id = running, topic_id
        self.dice, self.place, self.rests = random.Random(number), 0, 0
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.step)
        self.steps = [self.visit, self.choose]
        self.timer.start()

    def step(self):
        if not self.steps:
            self.write()
        elif self.running.window is not None and self.running.tasks.is_idle and self.steps[0]():
            self.steps.pop(0)

    def visit(self):
        self.running.window.activateWindow()
        self.running.window.visit("reviews")
        return True

    def choose(self):
        self.page = self.running.window.pages["reviews"]
        if not self.page.people_view.model.records or self.page.person is None:
            return False
        if not self.page.view.panel.sections:
            return False
        self.page.people_view.finder.table.go_to_row(self.dice.randrange(4))
        self.steps.append(self.enter)
        return True

    def enter(self):
        fields = self.writable()
        self.dice.choice(fields).setFocus()
        return True

    def writable(self):
        found = [field.edit for field in self.page.view.panel.sections.values()]
        return [edit for edit in found if not edit.isReadOnly()]

    def write(self):
        if self.rests:
            self.rests -= 1
            return
        chance = self.dice.random()
        if chance < 0.01:
            self.rests = self.dice.randrange(20, 110)
        elif chance < 0.013:
            self.dice.choice(self.writable()).setFocus()
        elif chance < 0.015:
            press(Qt.Key.Key_PageDown if self.dice.random() < 0.5 else Qt.Key.Key_PageUp, CTRL)
            self.steps = [self.enter]
        else:
            self.type_one()

    def type_one(self):
        fields = self.page.view.panel.sections
        key = next((key for key, field in fields.items() if field.edit.hasFocus()), None)
        if key is None or fields[key].edit.isReadOnly():
            self.steps = [self.enter]
            return
        letter = WORDS[self.place % len(WORDS)]
        self.place += 1
        edit = fields[key].edit
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        type_letters(letter)
        print(time.monotonic(), self.page.person.member_id, key, letter, sep="\t", flush=True)


def main(folder, topic_id, number):
    made = application.Application

    def application_with_writer(*words, **options):
        running = made(*words, **options)
        running.writer = Writer(running, topic_id, int(number))
        return running

    application.Application = application_with_writer
    application.run(Path(folder), clock=clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
