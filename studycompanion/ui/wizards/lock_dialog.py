"""Says that the data file is open elsewhere, and lets a stale lock be taken over."""

from PySide6.QtCore import Signal

from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr

STALE = "lock_stale"


class LockDialog(DoorFrame):
    """``taken_over`` comes when the user is sure that nobody else works in the file."""

    taken_over = Signal()
    tried_again = Signal()

    def __init__(self, error: UserError) -> None:
        super().__init__(tr("Dữ liệu đang được mở"), say(error), icon_name="lock")
        leave = button(tr("Thoát"), self.reject)
        if error.code == STALE:
            take = button(tr("Tiếp quản"), self.taken_over.emit, kind="primary")
            self.add_buttons(take, leave)
        else:
            again = button(tr("Thử lại"), self.tried_again.emit, kind="primary")
            self.add_buttons(again, leave)
