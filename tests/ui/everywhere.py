"""Walks through everything that the program shows: all scenes of pages, dialogs and menus."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from studycompanion.ui.language import speak
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.widgets.header import OneLine
from tests.conftest import PROVING
from tests.ui.scenes import all_scenes
from tests.ui.scenes.scene import Scene
from tests.ui.scenes.stage import Stage, smallest_screen

SOME = ("tasks", "topics", "rollcall", "reviews", "plans", "commitments", "members",
        "reports-ward", "settings", "reports-papers", "reports-chart", "settings-clarity",
        "settings-comforts", "settings-safety", "topics-empty", "members-found", "topic-new",
        "session-new", "review-paper", "unit-rename", "unit-signer", "password-change",
        "roster-problems", "backups", "bin", "finding", "help-rollcall", "message-error",
        "progress", "crash", "start", "unlock", "lock-stale", "recovery")  # fmt: skip
"""A scene of every page and dialog; ``prove`` plays them all."""


Check = Callable[[QWidget], Iterable[str]]
"""What is wrong with a window, as sentences."""


@contextmanager
def a_stage(folder: Path) -> Iterator[Stage]:
    """A stage in Vietnamese, light, at 100 %; afterwards the application looks as before."""
    with smallest_screen():
        stage = Stage(folder / "played", folder / "made")
        yield stage
        stage.close()
    speak("vi")
    apply_look(Look(Scheme.LIGHT, 100))


def walk(
    stage: Stage, checks: dict[str, Check], played: Iterable[Scene] | None = None
) -> dict[str, list[str]]:
    """What each check has to say of each scene."""
    found: dict[str, list[str]] = {name: [] for name in checks}
    for scene in scenes() if played is None else played:
        top = top_of(stage.play(scene))
        for name, check in checks.items():
            found[name] += [f"{scene.name}: {words}" for words in check(top)]
    return found


def scenes() -> list[Scene]:
    """A scene of every page and dialog; when proving, all of them in all their states."""
    return [scene for scene in all_scenes() if PROVING or scene.name in SOME]


def top_of(seen: list[QWidget]) -> QWidget:
    """The window or dialog that has the keyboard in a scene."""
    return seen[-1]


def shown(top: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    """The visible widgets of a kind inside ``top``, none of Qt's own inside others."""
    for widget in top.findChildren(kind):
        if widget.isVisible() and widget.window() is top and not _is_inner(widget):
            yield widget


def _is_inner(widget: QWidget) -> bool:
    """Qt's own parts: a spin box's line, a scroll area's corner, the buttons of a tab bar."""
    return widget.objectName().startswith("qt_")


def stops(top: QWidget) -> list[QWidget]:
    """What Tab must reach inside ``top``."""
    return [w for w in shown(top, QWidget) if takes_tab(w)]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget."""
    tabs = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return tabs and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None


def place_of(widget: QWidget) -> QRect:
    """Where a widget stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def called(widget: QWidget) -> str:
    """A widget as a message of a test names it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} “{widget.accessibleName() or words}”"


def clipped(top: QWidget) -> Iterator[str]:
    """Buttons, fields and words that stand out of their window or are narrower than they need.

    What lies in an area that scrolls can be brought into view, and words that end in an ellipsis
    have them all in their tip.
    """
    whole = QRect(QPoint(0, 0), top.size())
    for widget in shown(top, QWidget):
        if isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QLabel)):
            if not _scrolls(widget) and not whole.contains(place_of(widget)):
                yield f"{called(widget)} stands out of the window"
            least = widget.minimumSizeHint()
            is_short = widget.width() < least.width() and not isinstance(widget, OneLine)
            if is_short or widget.height() < least.height():
                yield f"{called(widget)} has {widget.size()} of {least}"


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None
