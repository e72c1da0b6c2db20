"""Finds what is typed in the window and in its dialogs and belongs to no record yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from studycompanion.services.leaving import LeftText
from studycompanion.ui.carrying import UNKEPT
from studycompanion.ui.page import Page
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.search_box import SearchBox


def open_dialogs() -> list[QDialog]:
    """Every dialog on the screen, the native choosers apart."""
    tops = QApplication.topLevelWidgets()
    shown = [one for one in tops if isinstance(one, QDialog) and one.isVisible()]
    return [one for one in shown if not isinstance(one, QFileDialog)]


def in_dialogs(dialogs: Iterable[QDialog]) -> tuple[LeftText, ...]:
    """All texts of those dialogs in which somebody typed."""
    return tuple(text for one in dialogs for text in _in_dialog(one))


def in_page(page: Page, title: str) -> tuple[LeftText, ...]:
    """What is typed on a page and not on its way to a record."""
    lines = page.findChildren(LineField)
    mine = {id(line.edit) for line in lines}
    found: list[QWidget] = [edit for edit in page.findChildren(DraftEdit) if edit.is_dirty]
    found += [line.edit for line in lines if line.is_dirty]
    others = [field for field in _line_edits(page) if id(field) not in mine]
    found += [field for field in others if field.hasFocus() and field.isModified()]
    texts = [LeftText(title, _name(field), _text(field)) for field in found]
    return tuple(one for one in texts if one.text.strip())


def drafts_of(page: Page) -> list[DraftEdit]:
    """The fields whose text can be kept as the draft of its record."""
    return [field for field in page.findChildren(DraftEdit) if field.is_dirty]


def _in_dialog(dialog: QDialog) -> Iterator[LeftText]:
    fields = [field for field in _fields(dialog) if _text(field).strip()]
    if any(_is_typed(field) for field in fields):
        for field in fields:
            yield LeftText(dialog.windowTitle(), _name(field), _text(field))


def _fields(dialog: QDialog) -> list[QWidget]:
    """The fields of a dialog in the order in which it made them."""
    longer: list[QPlainTextEdit | QTextEdit] = [
        *dialog.findChildren(QPlainTextEdit),
        *dialog.findChildren(QTextEdit),
    ]
    return [*_line_edits(dialog), *(field for field in longer if not field.isReadOnly())]


def _line_edits(widget: QWidget) -> list[QLineEdit]:
    """Those that hold a text; a password is never kept."""
    return [
        field
        for field in widget.findChildren(QLineEdit)
        if field.echoMode() is QLineEdit.EchoMode.Normal
        and not field.isReadOnly()
        and not isinstance(field, SearchBox)
        and not (isinstance(widget, Page) and field.property(UNKEPT))
    ]


def _is_typed(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return field.isModified()
    return isinstance(field, QPlainTextEdit | QTextEdit) and field.document().isModified()


def _text(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit | QTextEdit) else ""


def _name(field: QWidget) -> str:
    """What the field is called; a spin box names the field inside it."""
    owner = field.parentWidget()
    return field.accessibleName() or (owner.accessibleName() if owner is not None else "")
