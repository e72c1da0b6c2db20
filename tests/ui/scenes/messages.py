"""What the program says in a window of its own: messages, questions, progress, the crash form."""

from collections.abc import Iterator
from pathlib import Path

from studycompanion.errors import EnvironmentProblem
from studycompanion.services.paperwork import Exported, Skipped
from studycompanion.ui import dialogs
from studycompanion.ui.crash_form import CrashForm
from studycompanion.ui.dialogs import Message
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.pages.commitments.done_message import say_exported
from studycompanion.ui.progress import ProgressWindow
from studycompanion.ui.widgets.list_menu import REMOVES
from tests.ui.scenes.scene import Playbook, Scene
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_OUT = Path("/home/nguyenvanmau/Tài liệu/Bản cam kết năm 2026")
_REPORT = """\
Study Companion 0.1, Python 3.13.5, Qt 6.12.0, Windows 11
builtins.KeyError
  studycompanion/ui/tasks.py:160 _perform
  studycompanion/services/plans.py:88 open_plan"""


def scenes() -> Iterator[Scene]:
    """The messages."""
    yield from _BOOK.scenes


@_BOOK.scene("message-error", Message)
def _error(stage: Stage) -> None:
    page = stage.page("commitments")
    dialogs.say_error(page, EnvironmentProblem("folder_unwritable"))


@_BOOK.scene("message-good", Message)
def _good(stage: Stage) -> None:
    stage.page("settings").view.safety.check.click()


@_BOOK.scene("message-question", Message)
def _question(stage: Stage) -> None:
    actions = stage.page("members").view.finder.table.actions()
    next(one for one in actions if one.property(REMOVES)).trigger()


@_BOOK.scene("message-question-topic", Message)
def _topic_question(stage: Stage) -> None:
    stage.page("topics").view.finder.table.actions()[-1].trigger()


@_BOOK.scene("message-exported", Message)
def _exported(stage: Stage) -> None:
    """A few people were left out of an export; their names are those of the list."""
    page = stage.page("commitments")
    people = page.view.model.records[:4]
    why = page.view.blank.text()
    skipped = [Skipped(p.member_id, p.full_name, "", why) for p in people]
    files = [_OUT / f"{p.member_id}.pdf" for p in page.view.model.records[4:]]
    say_exported(page, Exported(files, files[:1], skipped), _OUT)


def _never() -> None:
    """Nobody waits behind this job."""


@_BOOK.scene("progress", ProgressWindow)
def _progress(stage: Stage) -> None:
    page = stage.page("commitments")
    job = JobHandle(_never)
    window = ProgressWindow(page, job, page.view.export.text())
    window.open()
    job.report(1260, 2350, page.view.model.records[0].cell_name)


@_BOOK.scene("crash", CrashForm)
def _crash(stage: Stage) -> None:
    stage.page("tasks")
    CrashForm(_REPORT).open()
