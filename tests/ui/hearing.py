"""What a screen reader is told of a window: roles, names and states of all that is visible."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLE, TEXT = QAccessible.Role, QAccessible.Text
CONTROLS = {
    ROLE.Button, ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.CheckBox, ROLE.RadioButton,
    ROLE.ComboBox, ROLE.EditableText, ROLE.SpinBox, ROLE.List, ROLE.ListItem, ROLE.Table,
    ROLE.ColumnHeader, ROLE.Cell, ROLE.PageTab, ROLE.PageTabList, ROLE.ProgressBar,
    ROLE.MenuItem, ROLE.Dialog, ROLE.Window,
}  # fmt: skip
"""Roles of things that are used, opened or read one by one: each is to have a name."""
READ_BY_THEMSELVES = {ROLE.StaticText, ROLE.Document}
"""Words that are read as they stand; a name of their own would be read twice."""
_ROWS = 2
"""How many rows of a list are looked at: they are all made the same way."""


@dataclass(frozen=True)
class Heard:
    """One thing as a screen reader has it."""

    role: QAccessible.Role
    name: str
    description: str
    is_focusable: bool
    widget: str

    def __str__(self) -> str:
        return f"{self.widget} ({self.role.name}) “{self.name}”"


def heard(top: QWidget) -> list[Heard]:
    """Everything visible inside ``top``, from the outermost in."""
    return list(_walk(QAccessible.queryAccessibleInterface(top)))


def _walk(one: QAccessibleInterface | None) -> Iterator[Heard]:
    if one is None or not one.isValid() or one.state().invisible:
        return
    yield _of(one)
    for child in _children(one):
        yield from _walk(child)


def _children(one: QAccessibleInterface) -> Iterator[QAccessibleInterface | None]:
    """Of a list only its heads and the first rows."""
    cells = 0
    for place in range(one.childCount()):
        child = one.child(place)
        if child is not None and child.role() in (ROLE.Cell, ROLE.ListItem, ROLE.RowHeader):
            cells += 1
            if cells > _ROWS * 8:
                return
        yield child


def _of(one: QAccessibleInterface) -> Heard:
    widget = one.object()
    return Heard(
        one.role(),
        one.text(TEXT.Name),
        one.text(TEXT.Description),
        bool(one.state().focusable),
        type(widget).__name__ if widget is not None else "",
    )
