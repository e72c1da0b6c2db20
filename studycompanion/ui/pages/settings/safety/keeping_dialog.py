"""How many backups are kept of the newest, of hours, days, weeks and months, and how often."""

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from studycompanion.errors import CodedError, UserError
from studycompanion.messages import word
from studycompanion.services import backups
from studycompanion.services.backups import LIMITS, Keeping, Policy
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_ROWS = (("newest", "hours"), ("days", "weeks"), ("months", "minutes"))


class KeepingDialog(FormDialog):
    """One field for each number, its limits beside its name."""

    def __init__(self, parent: QWidget, context: Context, chosen: Keeping) -> None:
        title = tr("Giữ bao nhiêu bản sao lưu")
        super().__init__(parent, context, title, step=tr("Lưu"), width=640)
        numbers = asdict(chosen.policy) | {"minutes": chosen.minutes}
        self.numbers = {name: _field(name, number) for name, number in numbers.items()}
        words = tr(
            "Mỗi giờ, ngày, tuần, tháng giữ bản cuối cùng. Bản cũ chỉ bỏ sau khi bản mới mở được."
        )
        self.fields.addWidget(label(words, "muted"))
        for names in _ROWS:
            fields = (self.numbers[name] for name in names)
            self.fields.addLayout(row(*fields, spacing=SPACE.medium))
        self.numbers["newest"].setFocus()

    def place_of(self, error: CodedError) -> QWidget | None:
        """The field whose number is out of its limits."""
        return self.numbers.get(str(error.params.get("name", "")))

    def work(self) -> Callable[[Desk], Done[Keeping]]:
        """The call that changes the numbers."""
        given = {name: _read(name, field.text) for name, field in self.numbers.items()}
        minutes = given.pop("minutes")
        wanted = Keeping(Policy(**given), minutes)
        return lambda desk: backups.change_keeping(desk, wanted)


def _field(name: str, number: int) -> LineField:
    least, most = LIMITS[name]
    caption = f"{word('keep_numbers', name)} ({least}–{most})"
    field = LineField(caption[:1].upper() + caption[1:])
    field.show_text(str(number))
    return field


def _read(name: str, typed: str) -> int:
    """The number typed; one that is none is refused as one beyond the limits is."""
    text = typed.strip()
    if text.isdecimal() and len(text) < 5:
        return int(text)
    least, most = LIMITS[name]
    what = word("keep_numbers", name)
    raise UserError("keep_number", name=name, what=what, least=least, most=most)
