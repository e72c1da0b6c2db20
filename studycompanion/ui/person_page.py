"""What the pages share that go person by person through the papers of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import members, reviews, topics
from studycompanion.services.changes import Changes
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine
from studycompanion.services.reviews import PersonLine
from studycompanion.services.topics import TopicLine
from studycompanion.ui.context import Context
from studycompanion.ui.list_filter import ListFilter, State
from studycompanion.ui.page import Page
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class People:
    """Everything that such a page's list shows."""

    topics: tuple[TopicLine, ...]
    topic_id: str
    cells: tuple[CellLine, ...]
    lines: tuple[PersonLine, ...]


def read_people(desk: Desk, wanted_topic: str) -> People:
    """The people with the papers of the wanted topic, or of the newest where it is gone."""
    known = tuple(
        line for line in topics.list_topics(desk) if not line.is_archived or line.id == wanted_topic
    )
    found = next((t.id for t in known if t.id == wanted_topic), known[0].id if known else "")
    lines = reviews.overview(desk, found) if found else ()
    return People(known, found, members.list_cells(desk), lines)


class PersonPage(Page):
    """A list of people at the left; a subclass shows one person's papers at the right."""

    kinds: ClassVar[tuple[str, ...]] = (
        "topic", "member", "membership", "member_status", "review", "review_text", "plan", "item",
        "issued_form", "unit_name",
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("topic_id",)
    filter_key: ClassVar[str] = ""
    """Under which name the choice of a state is remembered."""

    def __init__(self, context: Context, view: PersonView, states: Sequence[State]) -> None:
        super().__init__(context)
        self.people_view = view
        self.setLayout(column(view))
        self.person: PersonLine | None = None
        self.topic_id = ""
        self._wanted_id = ""
        self._begins = False
        self._seen = ("", "")
        self.list_filter = ListFilter(
            view.finder,
            view.states,
            view.cells,
            states=states,
            key=self.filter_key,
            memory=context.choice.filters,
            groups=view.groups,
        )
        view.topic.picked.connect(self._on_topic)
        view.empty.step.clicked.connect(self._on_step)
        view.finder.chosen.connect(self._on_chosen)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.go_on, by))

    def open_person(self, line: PersonLine | None) -> None:
        """Show the papers of a person; None where the list is empty."""
        raise NotImplementedError

    def update_person(self, line: PersonLine) -> None:
        """The list knows something new of the person in view."""

    def describe(self, people: People) -> str:
        """The line under the title: how far the whole list has come."""
        raise NotImplementedError

    def go_on(self, by: int) -> None:
        """To the next or the previous person; what is typed is kept."""
        self.leave()
        self.people_view.finder.table.move_by(by)

    def first_place(self) -> QWidget:
        """The find box, or the button of the empty page."""
        view = self.people_view
        return view.finder if view.model.records else view.empty.step

    def open_record(self, record_id: str) -> None:
        """Show a person's papers of a topic: ``record_id`` is topic and member, a space between."""
        self.leave()
        self.context.choice.topic_id, _, self._wanted_id = record_id.partition(" ")
        self.people_view.finder.box.empty()
        self.list_filter.show_all()
        self.mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew where a line of the start page asks for those whom it tells of."""
        if self.context.choice.begins == self.filter_key:
            self.context.choice.begins = ""
            self._begins = self._is_stale = True
            self.people_view.finder.box.empty()
        super().showEvent(event)

    def reload(self) -> None:
        """Read topics, cells and people again; the person in view follows."""
        self.person = None
        self.reload_list()

    def reload_list(self) -> None:
        """Read the list again and leave the person in view as it is."""
        wanted = self.context.choice.topic_id
        self.context.tasks.read(lambda desk: read_people(desk, wanted), self._on_people, key=self)

    def reload_after_own(self, changes: Changes) -> None:
        """The list shows how far each person is."""
        self.reload_list()

    def _on_people(self, people: People) -> None:
        if people.topic_id != self.topic_id:
            self.person = None
        self.topic_id = self.context.choice.topic_id = people.topic_id
        self.people_view.show_people(people.topics, people.topic_id, people.cells, people.lines)
        self.list_filter.refresh()
        if self._begins:
            self._begins = False
            self.list_filter.begin()
            self.people_view.finder.table.go_to_row(0)
        if self._wanted_id:
            self.people_view.finder.table.go_to(self._wanted_id)
            self._wanted_id = ""
        self.people_view.header.subtitle.setText(self.describe(people) if people.lines else "")
        self.settle_focus()

    def _on_topic(self, topic_id: str) -> None:
        self.leave()
        self.context.choice.topic_id = topic_id
        self.reload()

    def _on_chosen(self, line: PersonLine | None) -> None:
        is_same = line and self.person and line.member_id == self.person.member_id
        if not is_same:
            self.leave()
            self._begin_at_the_top(line)
        self.person = line
        self.people_view.detail.show_content(is_there=line is not None)
        if is_same and line is not None:
            self.update_person(line)
        else:
            self.open_person(line)

    def _begin_at_the_top(self, line: PersonLine | None) -> None:
        """Somebody else is shown; who is only read again stays where they were."""
        now = (self.topic_id, line.member_id) if line else ("", "")
        if now != self._seen:
            self.people_view.detail.scroll_up()
        self._seen = now

    def _on_step(self) -> None:
        self.page_wanted.emit(self.people_view.step_page)


def share_done(done: int, people: People) -> str:
    """``12/45 đồng chí``, those for whom papers are made, and how many need none."""
    owing = sum(line.owes for line in people.lines)
    share = tr("{done}/{all} đồng chí", done=group_thousands(done), all=group_thousands(owing))
    freed = len(people.lines) - owing
    needless = tr("{n} không phải làm", n=group_thousands(freed)) if freed else ""
    return " · ".join(filter(None, (share, needless)))
