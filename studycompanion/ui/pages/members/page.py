"""Behaviour of the members' page: find, filter, mend fields, take a roster in.

The services are loaded in the workers, so that the first rows need not wait for them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.ui.context import Context
from studycompanion.ui.holding import changing
from studycompanion.ui.keeping import Keeper
from studycompanion.ui.list_filter import ListFilter
from studycompanion.ui.page import Page
from studycompanion.ui.pages.members import work
from studycompanion.ui.pages.members.actions import MemberActions
from studycompanion.ui.pages.members.papers import MemberPapers
from studycompanion.ui.pages.members.states import posts, states
from studycompanion.ui.pages.members.view import MembersView, columns
from studycompanion.ui.removing import Removal
from studycompanion.ui.unkept import keep_draft, known_drafts
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.widgets.list_menu import REMOVES
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.domain.people import Member
    from studycompanion.services.changes import Changes
    from studycompanion.services.drafts import Draft
    from studycompanion.services.members import CellLine, MemberCard, MemberLine
    from studycompanion.ui.pages.members.work import Rows

_FILTER = "members"
"""Under which name the choice of a status is remembered."""


class MembersPage(Page):
    """The roster of the file."""

    kinds: ClassVar[tuple[str, ...]] = (
        "member", "membership", "member_status", "member_role", "unit", "unit_name", "scan_page",
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = MembersView()
        self.setLayout(column(self.view))
        self._keeper: Keeper | None = None
        self._member_id = self._wanted_id = ""
        removal = Removal(
            self,
            self.view.finder.table,
            words=tr("Bỏ đồng chí đã chọn khỏi danh sách…"),
            question=work.removal_question,
            work=work.remove,
        )
        self.view.finder.table.allow_many()
        self.remove_action = removal.action
        self.actions_here = MemberActions(context, self)
        self.erase_action = self._erase_action()
        self.papers = MemberPapers(context, self)
        self.list_filter = ListFilter(
            self.view.finder,
            self.view.states,
            self.view.cells,
            states=states(),
            also=((self.view.posts, posts(), tr("Mọi chức vụ")),),
            key=_FILTER,
            memory=context.choice.filters,
        )
        self._connect()

    def _connect(self) -> None:
        self.view.take_in.clicked.connect(self._on_take_in)
        self.view.empty.step.clicked.connect(self._on_take_in)
        for add in (self.view.add, self.view.add_first):
            add.clicked.connect(self._on_add)
        self.view.finder.chosen.connect(self._on_chosen)
        self.view.panel.left.connect(self._on_left)
        self.view.panel.change_status.clicked.connect(self._on_change_status)
        self.view.panel.change_post.clicked.connect(self._on_change_post)
        self.view.panel.move_cell.clicked.connect(self._on_move)
        self.view.panel.history.clicked.connect(self._on_history)
        self.view.panel.merge.clicked.connect(self._on_merge)
        self.view.panel.record.clicked.connect(self._on_record)
        self.view.panel.scans.clicked.connect(self._on_scans)
        self.view.export.clicked.connect(self._on_export)
        self.view.template.clicked.connect(self.papers.template)
        self.actions_here.wanted.connect(self.open_record)

    def _erase_action(self) -> QAction:
        """In the menu of the list, last beside taking people off it."""
        table = self.view.finder.table
        action = QAction(tr("Gỡ dữ liệu cá nhân…"), table)
        action.setProperty(REMOVES, "yes")
        action.triggered.connect(self._on_erase)
        changing(action)
        table.addAction(action)
        return action

    def _on_erase(self) -> None:
        self.actions_here.erase(self.view.model.record(self._member_id))

    def first_place(self) -> QWidget:
        """The find box, or the button of the empty page."""
        return self.view.finder if self.view.model.records else self.view.empty.step

    def leave(self) -> None:
        """Keep what is being typed in the card."""
        self.view.panel.leave()

    def open_record(self, record_id: str) -> None:
        """Select a member, whatever was looked for before."""
        self._wanted_id = record_id
        self.view.finder.box.empty()
        self.list_filter.show_all()
        self._go_to_wanted()

    def showEvent(self, event: QShowEvent) -> None:
        """Show those of whom a line of the start page tells."""
        choice = self.context.choice
        if choice.begins == _FILTER:
            choice.begins = ""
            wanted = choice.filters.get(_FILTER, "")
            self.view.finder.box.empty()
            self.list_filter.show_all()
            choice.filters[_FILTER] = wanted
            self.list_filter.begin()
        super().showEvent(event)

    def _go_to_wanted(self) -> None:
        if self._wanted_id and self.view.finder.table.go_to(self._wanted_id):
            self._wanted_id = ""

    def reload(self) -> None:
        """Read cells and members; what was read before the file was open shows meanwhile."""
        if self.context.first_rows is not None:
            self._on_rows(self.context.first_rows)
            self.context.first_rows = None
        self.context.tasks.read(work.read_rows, self._on_rows, key=self)

    def reload_after_own(self, changes: Changes) -> None:
        """A mended name shows in the list, too."""
        self.reload()

    def _on_take_in(self) -> None:
        from studycompanion.ui.pages.members.import_flow import ImportFlow

        flow = ImportFlow(self.context, self)
        flow.noted.connect(self.noted)
        flow.choose()

    def _on_rows(self, rows: Rows) -> None:
        cells, lines = rows
        has_cells = len(cells) > 1
        self.view.show_list(is_empty=not lines)
        self.view.model.fill(lines)
        self._show_cells(cells, has_cells)
        self.list_filter.refresh()
        self._go_to_wanted()
        count = tr("{n} đồng chí", n=group_thousands(len(lines)))
        some = tr(" · {n} chi bộ", n=len(cells)) if has_cells else ""
        self.view.header.subtitle.setText(count + some)
        self.settle_focus()

    def _show_cells(self, cells: tuple[CellLine, ...], has_cells: bool) -> None:
        self.view.cells.fill([("", tr("Tất cả chi bộ")), *((c.id, c.name) for c in cells)])
        self.view.cells.setVisible(has_cells)
        self.view.panel.move_cell.setVisible(has_cells)
        wanted = columns(with_cell=has_cells)
        if len(wanted) != len(self.view.model.columns):
            self.view.model.set_columns(wanted)
            self.view.finder.table.lay_columns()

    def _on_add(self) -> None:
        self.actions_here.add(self.view.cells.chosen)

    def _on_change_status(self) -> None:
        self.actions_here.change_status(self.view.model.record(self._member_id))

    def _on_change_post(self) -> None:
        self.actions_here.change_post(self.view.model.record(self._member_id))

    def _on_move(self) -> None:
        self.actions_here.move(self.view.model.record(self._member_id))

    def _on_history(self) -> None:
        self.actions_here.history(self.view.model.record(self._member_id))

    def _on_merge(self) -> None:
        line = self.view.model.record(self._member_id)
        self.actions_here.merge(line, self.view.model.records)

    def _on_record(self) -> None:
        self.papers.record(self.view.model.record(self._member_id))

    def _on_scans(self) -> None:
        self.actions_here.scans(self.view.model.record(self._member_id))

    def _on_export(self) -> None:
        model = self.view.model
        self.papers.export([model.record_at(row).id for row in range(model.rowCount())])

    def _on_chosen(self, line: MemberLine | None) -> None:
        if line is None or line.id != self._member_id:
            self.leave()
            self.view.detail.scroll_up()
        self._member_id = line.id if line else ""
        self.view.detail.show_content(is_there=line is not None)
        self.view.panel.show_line(line)
        if line is not None:
            wanted = line.id
            self.context.tasks.read(
                lambda desk: work.read_card(desk, wanted), self._on_card, key=self.view.panel
            )

    def _on_card(self, read: tuple[MemberCard, dict[str, Draft]]) -> None:
        from studycompanion.services.drafts import member_key

        card, stored = read
        if card.member.id != self._member_id:
            return
        if self._keeper is not None:
            self._keeper.release()
        member_id = card.member.id
        self._keeper = Keeper(
            self.context,
            lambda desk, texts, revision: work.change(desk, member_id, texts, revision=revision),
            revision=card.member.revision,
            page=self,
            draft_of=partial(member_key, member_id),
        )
        self._keeper.refused.connect(partial(self._on_refused, card.member))
        self.view.panel.show_card(card)
        self._show_refused(card.member.id, known_drafts(self.context, stored))

    def _show_refused(self, member_id: str, drafts: dict[str, Draft]) -> None:
        """Bring back what was typed of this member and not taken."""
        from studycompanion.services.drafts import member_key

        sentence = tr("Chữ này chưa lưu được. Sửa lại nếu cần; rời ô là lưu.")
        for name, field in self.view.panel.fields.items():
            if (draft := drafts.get(member_key(member_id, name))) is not None:
                field.show_refused(draft.text, sentence)

    def _on_left(self, key: str, text: str) -> None:
        if self._keeper is not None:
            self._keeper.put(key, text)

    def _on_refused(self, member: Member, error: CodedError, texts: dict[str, str]) -> None:
        from studycompanion.services.drafts import member_key

        for name in texts.keys() & self.view.panel.fields.keys():
            keep_draft(self.context, member_key(member.id, name), texts[name], member.revision)
            if member.id == self._member_id:
                self.view.panel.fields[name].refuse(say(error))
