"""What the members' page does in dialogs: add somebody, change a status, move to another cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studycompanion.domain.people import Member
    from studycompanion.services.desk import Desk
    from studycompanion.services.members import CellLine, MemberLine


class MemberActions(QObject):
    """Opens the dialogs over the page; ``wanted`` tells whom the list is to show then."""

    wanted = Signal(str)

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._cell_id = ""
        self._line: MemberLine | None = None

    def add(self, cell_id: str) -> None:
        """Ask for a new member, of this cell unless another is chosen."""
        self._page.leave()
        self._cell_id = cell_id
        self._context.tasks.read(_cells, self._ask_new)

    def _ask_new(self, cells: tuple[CellLine, ...]) -> None:
        from studycompanion.ui.pages.members.new_dialog import NewMemberDialog

        if not cells:
            self._say_no_cell()
            return
        dialog = NewMemberDialog(self._page, self._context, cells=cells, cell_id=self._cell_id)
        dialog.done_with.connect(self._on_added)
        dialog.known_wanted.connect(self.wanted)
        dialog.open()

    def _say_no_cell(self) -> None:
        from studycompanion.ui import dialogs

        sentence = tr("Chưa có chi bộ nào. Hãy nhập danh sách từ Excel có ghi tên chi bộ trước.")
        dialogs.warn(self._page, sentence)

    def _on_added(self, member: Member) -> None:
        self._page.noted.emit(
            tr("Đã thêm đồng chí {name}. Hoàn tác: Ctrl+Z.", name=member.full_name)
        )
        self.wanted.emit(member.id)

    def change_status(self, line: MemberLine | None) -> None:
        """Ask for another status and its day."""
        from studycompanion.ui.pages.members.standing_dialogs import StatusDialog

        if line is None:
            return
        self._page.leave()
        dialog = StatusDialog(self._page, self._context, line)
        dialog.done_with.connect(self._on_status)
        dialog.open()

    def _on_status(self, _nothing: None) -> None:
        self._page.noted.emit(tr("Đã đổi trạng thái. Hoàn tác: Ctrl+Z."))

    def change_post(self, line: MemberLine | None) -> None:
        """Ask for another party post and its day."""
        from studycompanion.ui.pages.members.standing_dialogs import PostDialog

        if line is None:
            return
        self._page.leave()
        dialog = PostDialog(self._page, self._context, line)
        dialog.done_with.connect(self._on_post)
        dialog.open()

    def _on_post(self, _nothing: None) -> None:
        self._page.noted.emit(tr("Đã đổi chức vụ. Hoàn tác: Ctrl+Z."))

    def merge(self, line: MemberLine | None, everybody: Sequence[MemberLine]) -> None:
        """Ask who is the same person and make one of two."""
        from studycompanion.ui.pages.members.merge_dialog import MergeDialog

        if line is None:
            return
        self._page.leave()
        dialog = MergeDialog(self._page, self._context, line, everybody=everybody)
        dialog.done_with.connect(self._on_merged)
        dialog.open()

    def _on_merged(self, member: Member) -> None:
        self._page.noted.emit(tr("Đã gộp vào {name}. Hoàn tác: Ctrl+Z.", name=member.full_name))
        self.wanted.emit(member.id)

    def erase(self, line: MemberLine | None) -> None:
        """Ask twice, then take out all that tells who a member was."""
        from studycompanion.ui.pages.members.erase_dialog import ask_to_erase

        if line is not None:
            self._page.leave()
            ask_to_erase(self._page, self._context, line.id, line.full_name)

    def history(self, line: MemberLine | None) -> None:
        """Show what happened to a member."""
        from studycompanion.ui.pages.members.history_dialog import MemberHistoryDialog

        if line is not None:
            self._page.leave()
            MemberHistoryDialog(self._page, self._context, line).open()

    def scans(self, line: MemberLine | None) -> None:
        """Show the scanned pages of a member's forms."""
        from studycompanion.ui.signing.filed_dialog import FiledDialog

        if line is not None:
            self._page.leave()
            FiledDialog(self._page, self._context, line.id).open()

    def move(self, line: MemberLine | None) -> None:
        """Ask for another cell and the day of the move."""
        if line is not None:
            self._page.leave()
            self._line = line
            self._context.tasks.read(_cells, self._ask_move)

    def _ask_move(self, cells: tuple[CellLine, ...]) -> None:
        from studycompanion.ui.pages.members.standing_dialogs import MoveDialog

        if self._line is not None:
            dialog = MoveDialog(self._page, self._context, self._line, cells=cells)
            dialog.done_with.connect(self._on_moved)
            dialog.open()

    def _on_moved(self, _nothing: None) -> None:
        self._page.noted.emit(tr("Đã chuyển chi bộ. Hoàn tác: Ctrl+Z."))


def _cells(desk: Desk) -> tuple[CellLine, ...]:
    from studycompanion.services import members

    return members.list_cells(desk)
