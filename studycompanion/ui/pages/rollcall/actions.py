"""What is done with a whole session, from the menu of the roll call and from its buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.study import SessionState, SessionStep, StudySession
from studycompanion.services import apologies, closing, members, rollcall
from studycompanion.services.changes import Done
from studycompanion.services.closing import Closed
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine, MemberLine
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.icons import icon
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpAsker
    from studycompanion.ui.pages.rollcall.page import RollCallPage

People = tuple[tuple[CellLine, ...], tuple[MemberLine, ...]]
_REST = (Mark.PRESENT, Mark.ONLINE, Mark.EXCUSED, Mark.UNEXCUSED, Mark.EXEMPT)


class SessionActions(QObject):
    """Everything about a session that is not the mark of one person."""

    def __init__(self, page: RollCallPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._rest = Mark.PRESENT
        self._make_up: MakeUpAsker | None = None
        view = page.view
        for pressed, step in (
            (view.more, self.open_menu),
            (view.all_present, partial(self.mark_rest, Mark.PRESENT)),
            (view.finish, self.ask_close),
            (view.accept_apologies, self.accept_apologies),
            (view.lock.reopen, self.ask_reopen),
            (view.lock.make_up, self.ask_make_up),
            (view.lock.result, self.show_result),
        ):
            pressed.clicked.connect(lambda _on=False, run=step: run())

    @property
    def _session(self) -> SessionLine | None:
        return self._page.session

    def menu(self) -> QMenu:
        """What can be done now, in the order of the evening."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._session is not None and self._session.state is SessionState.OPEN:
            self._add_open_steps(menu)
        else:
            menu.addAction(icon("lock"), tr("Mở lại buổi học…"), self.ask_reopen)
            menu.addAction(icon("calendar"), tr("Lập buổi học bù…"), self.ask_make_up)
        menu.addSeparator()
        menu.addAction(icon("paper"), tr("Danh sách để ký…"), self.show_sign_in)
        menu.addAction(icon("paper"), tr("Phiếu kết quả…"), self.show_result)
        menu.addAction(icon("paper"), tr("Biên bản…"), self.show_minutes)
        if self._context.preferences.comforts.with_cards:
            menu.addAction(icon("paper"), tr("In thẻ điểm danh…"), self.save_cards)
        menu.addSeparator()
        menu.addAction(icon("reports"), tr("Chiếu tổng số toàn màn hình"), self.show_totals)
        if self._page.has_cells:
            menu.addAction(icon("reports"), tr("Tổng số theo chi bộ…"), self.show_cells)
        return menu

    def _add_open_steps(self, menu: QMenu) -> None:
        menu.addAction(icon("plus"), tr("Thêm người tại chỗ…"), self.ask_arrival)
        rest = menu.addMenu(icon("all-present"), tr("Đánh dấu người còn lại"))
        for mark in _REST:
            sign = mark_sign(mark)
            rest.addAction(icon(sign.icon), sign.text, partial(self.mark_rest, mark))
        menu.addAction(icon("lock"), tr("Kết thúc điểm danh…"), self.ask_close)

    def open_menu(self) -> None:
        """Open the menu under its button."""
        button = self._page.view.more
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def mark_rest(self, mark: Mark) -> None:
        """Mark everyone who has no mark yet, but those who asked to be excused."""
        if self._session is not None:
            self._page.leave()
            self._rest, session_id = mark, self._session.id
            self._context.tasks.write(
                lambda desk: rollcall.mark_unmarked(desk, session_id, mark), self._on_rest
            )
            self._page.view.finder.setFocus()

    def _on_rest(self, done: Done[int]) -> None:
        self._page.noted.emit(
            tr(
                "Đã ghi “{mark}” cho {n} đồng chí chưa điểm danh. Hoàn tác: Ctrl+Z.",
                mark=mark_sign(self._rest).text,
                n=done.value,
            )
        )

    def accept_apologies(self) -> None:
        """Mark all who asked to be excused as absent with that reason."""
        if self._session is not None:
            self._rest, session_id = Mark.EXCUSED, self._session.id
            self._context.tasks.write(
                lambda desk: apologies.accept_apologies(desk, session_id), self._on_rest
            )
            self._page.view.finder.setFocus()

    def ask_close(self) -> None:
        """Ask what the unmarked are, then close."""
        if self._session is None:
            return
        self._page.leave()
        session_id = self._session.id
        self._context.tasks.keep(
            lambda desk: (session_id, closing.waiting(desk, session_id)), self._on_waiting
        )

    def _on_waiting(self, found: tuple[str, tuple[rollcall.RollLine, ...]]) -> None:
        from studycompanion.ui.pages.rollcall.closing_dialogs import CloseDialog

        dialog = CloseDialog(self._page, self._context, found[0], waiting=found[1])
        dialog.done_with.connect(self._on_closed)
        dialog.open()

    def _on_closed(self, _closed: Closed) -> None:
        self._page.noted.emit(tr("Đã kết thúc điểm danh. Buổi học đã khóa."))

    def ask_reopen(self) -> None:
        """Ask for the reason, then open the session again."""
        if self._session is not None:
            session_id = self._session.id
            self._context.tasks.read(
                lambda desk: (session_id, closing.session_steps(desk, session_id)), self._on_steps
            )

    def _on_steps(self, found: tuple[str, tuple[SessionStep, ...]]) -> None:
        from studycompanion.ui.pages.rollcall.closing_dialogs import ReopenDialog

        dialog = ReopenDialog(self._page, self._context, found[0], steps=found[1])
        dialog.done_with.connect(self._on_reopened)
        dialog.open()

    def _on_reopened(self, _session: StudySession) -> None:
        self._page.noted.emit(tr("Đã mở lại buổi học."))

    def ask_make_up(self) -> None:
        """Ask when those who missed the session make it up."""
        if self._session is not None:
            from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpAsker

            if self._make_up is None:
                self._make_up = MakeUpAsker(self._page)
                self._make_up.made.connect(self._on_make_up)
            self._make_up.ask(self._session.id)

    def _on_make_up(self, session: StudySession) -> None:
        self._context.choice.session_id = session.id
        self._page.noted.emit(tr("Đã lập buổi học bù."))
        self._page.mark_stale()

    def ask_arrival(self) -> None:
        """Ask who else came."""
        if self._session is not None:
            self._context.tasks.read(_people, self._on_people)

    def _on_people(self, found: People) -> None:
        from studycompanion.ui.pages.rollcall.arrival_dialog import ArrivalDialog

        if self._session is None:
            return
        cells, people = found
        session_id = self._session.id
        here = {line.member_id for line in self._page.view.model.records}
        others = tuple(person for person in people if person.id not in here)
        dialog = ArrivalDialog(self._page, self._context, session_id, cells=cells, people=others)
        dialog.done_with.connect(self._on_arrived)
        dialog.open()

    def _on_arrived(self, line: Attendance) -> None:
        self._page.go_to_next(line.member_id)
        self._page.noted.emit(tr("Đã thêm vào danh sách. Hoàn tác: Ctrl+Z."))

    def show_sign_in(self) -> None:
        """Show the list to sign."""
        self._show_sheet("signin")

    def show_result(self) -> None:
        """Show the paper with the result."""
        self._show_sheet("result")

    def show_minutes(self) -> None:
        """Show the minutes."""
        self._show_sheet("minutes")

    def _show_sheet(self, sheet: str) -> None:
        from studycompanion.ui.pages.rollcall.sheet_dialog import SheetDialog

        if self._session is not None:
            self._page.leave()
            cells = {line.cell_id: line.cell_name for line in self._page.view.model.records}
            SheetDialog(self._page, self._context, self._session, sheet, cells=cells).open()

    def save_cards(self) -> None:
        """Save the cards with QR of everyone on the roll as a PDF."""
        from studycompanion.ui.pages.rollcall.cards import save_cards

        save_cards(self._page, [line.member_id for line in self._page.view.model.records])

    def show_totals(self) -> None:
        """Show nothing but totals on the whole screen, for a projector."""
        from studycompanion.ui.pages.rollcall.totals_screen import TotalsScreen

        if self._session is not None:
            screen = TotalsScreen(self._page, self._session)
            self._page.totals_shown.connect(screen.show_totals)
            screen.show_totals(self._page.totals)
            screen.open_whole()

    def show_cells(self) -> None:
        """Show how the roll stands in each cell."""
        from studycompanion.ui.pages.rollcall.cells_sheet import CellsSheet

        CellsSheet(self._page, self._page.view.model.records, self._page.counting).open()


def _people(desk: Desk) -> People:
    return members.list_cells(desk), members.list_members(desk)
