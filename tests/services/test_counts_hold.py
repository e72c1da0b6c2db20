"""Whatever happens in whatever order: no mark is lost, and every count equals a naive recount."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.attendance import ABSENT, ATTENDED, Mark
from studycompanion.errors import UserError
from studycompanion.services import (
    closing,
    history,
    make_up,
    members,
    participation,
    rollcall,
    standing,
    topics,
)
from studycompanion.services.participation import By, Where
from tests.services.conftest import enrol, exempt, person, session_of

NAMES = ("Lê An", "Vũ Bình", "Trần Cúc", "Hồ Em")
WHO = st.integers(0, len(NAMES) - 1)
MOVERS = st.integers(0, 1)
"""The others stay, so that neither cell is ever empty: a session calls the only cell by itself."""
MARKS = st.sampled_from(Mark)
DEEDS = st.one_of(
    st.tuples(st.just("mark"), WHO, MARKS),
    st.tuples(st.just("rest"), MARKS),
    st.tuples(st.just("close"), MARKS),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@pytest.fixture
def people(ward_desk):
    """People of two cells, one of them exempt."""
    cells = ("Chi bộ 1", "Chi bộ 2")
    named = [person(name, cell_name=cells[n % 2]) for n, name in enumerate(NAMES)]
    ids = enrol(ward_desk, *named)
    [free] = enrol(ward_desk, person("Đỗ Dần", cell_name="Chi bộ 1", status=exempt("x").status))
    return [*ids, free]


@pytest.fixture
def new_session(ward_desk, evening):
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    return lambda: session_of(ward_desk, topic, evening)


class Evening:
    """A roll, and beside it what must be on it: every state since its first, undone ones after."""

    def __init__(self, desk, session, ids):
        self.desk, self.session, self.ids = desk, session, ids
        self.states, self.at, self.is_closed = [self.marks()], 0, False

    def marks(self):
        lines = rollcall.read_roll(self.desk, self.session.id).lines
        return {line.member_id: line.mark for line in lines}

    def wanted(self, changes):
        return self.states[self.at] | changes

    def done(self, changes):
        if changes != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], changes]
            self.at += 1

    def do(self, deed, *facts):
        refused = ""
        try:
            getattr(self, deed)(*facts)
        except UserError as error:
            refused = error.code
        assert refused in ("", "session_closed" if self.is_closed else "session_is_open")
        assert self.marks() == self.states[self.at]

    def mark(self, who, mark):
        rollcall.mark(self.desk, self.session.id, self.ids[who], mark)
        self.done(self.wanted({self.ids[who]: mark}))

    def _rest(self, mark):
        left = [m for m, had in self.states[self.at].items() if had is Mark.UNMARKED]
        self.done(self.wanted(dict.fromkeys(left, mark)))

    def rest(self, mark):
        rollcall.mark_unmarked(self.desk, self.session.id, mark)
        self._rest(mark)

    def close(self, mark):
        closing.close_session(self.desk, self.session.id, rest=mark)
        self.is_closed = True
        self._rest(mark)

    def reopen(self):
        closing.reopen_session(self.desk, self.session.id, "lý do")
        self.is_closed = False

    def undo(self):
        if self.at:
            history.undo(self.desk)
            self.at -= 1

    def redo(self):
        if self.at < len(self.states) - 1:
            history.redo(self.desk)
            self.at += 1


@given(st.lists(DEEDS, max_size=12))
def test_closing_reopening_and_undo_in_any_order_lose_no_mark(
    ward_desk, people, new_session, deeds
):
    evening = Evening(ward_desk, new_session(), people)
    for deed in deeds:
        evening.do(*deed)
    totals = rollcall.totals(ward_desk, evening.session.id)
    assert totals.counts == Counter(evening.marks().values())
    assert totals.called == len(people)


@given(st.lists(MARKS, min_size=4, max_size=4), st.lists(MARKS, min_size=4, max_size=4), MOVERS)
def test_counts_equal_a_recount_after_make_ups_and_a_transfer(
    ward_desk, people, new_session, first, second, mover
):
    desk, session = ward_desk, new_session()
    for who, mark in zip(people, first, strict=False):
        rollcall.mark(desk, session.id, who, mark)
    closing.close_session(desk, session.id, rest=Mark.UNMARKED)
    came = dict(zip(people, first, strict=False))
    missed = [who for who in people[:4] if came[who] in ABSENT]
    if missed:
        later = make_up.add_make_up(desk, session.id, session.at + timedelta(days=1)).value
        for who, mark in zip(people, second, strict=False):
            if who in missed:
                rollcall.mark(desk, later.id, who, mark)
                came[who] = Mark.MADE_UP if mark in ATTENDED else came[who]
    where = Where(session_id=session.id)
    before = participation.counts(desk, By.CELL, where)
    _move(desk, people[mover])
    assert participation.counts(desk, By.CELL, where) == before
    totals = rollcall.totals(desk, session.id)
    assert totals.counts == Counter([*came.values(), Mark.EXEMPT])
    assert sum(cell.totals.called for cell in before) == totals.called == len(people)
    by_topic = Where(topic_id=session.topic_id)
    assert sum(c.totals.called for c in participation.counts(desk, By.CELL, by_topic)) % 5 == 0
    assert totals.attended + totals.of(Mark.MADE_UP) + totals.waiting == totals.expected


def _move(desk, member_id):
    """To the other cell, one day after the last move."""
    desk.clock.advance(days=1)
    here = next(m.cell_id for m in members.list_members(desk) if m.id == member_id)
    [there] = {cell.id for cell in members.list_cells(desk) if cell.members} - {here} or {here}
    standing.move_member(desk, member_id, there, on=desk.today)


TWO = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), st.integers(0, 1), WHO, MARKS),
        st.tuples(st.just("make_up"), st.integers(0, 1)),
        st.tuples(st.just("come"), st.integers(0, 1), WHO, MARKS),
        st.tuples(st.just("move"), MOVERS),
    ),
    max_size=14,
)


class Course:
    """Two sessions of one topic with their make-ups, and beside them what each line must say."""

    def __init__(self, desk, ids, firsts):
        self.desk, self.ids, self.firsts = desk, ids, firsts
        rolls = [rollcall.read_roll(desk, one.id).lines for one in firsts]
        self.marks = [{line.member_id: line.mark for line in lines} for lines in rolls]
        self.cells = {line.member_id: line.cell_id for line in rolls[0]}
        self.later = ([], [])

    def mark(self, which, who, mark):
        if not self.later[which]:
            rollcall.mark(self.desk, self.firsts[which].id, self.ids[who], mark)
            self.marks[which][self.ids[who]] = mark

    def make_up(self, which):
        first = self.firsts[which]
        if not self.later[which]:
            closing.close_session(self.desk, first.id, rest=Mark.UNMARKED)
        if missed := [who for who, mark in self.shown(which).items() if mark in ABSENT]:
            at = first.at + timedelta(days=1 + len(self.later[which]))
            made = make_up.add_make_up(self.desk, first.id, at).value
            self.later[which].append((made.id, dict.fromkeys(missed, Mark.UNMARKED)))
        else:
            self.later[which].append(("", {}))

    def come(self, which, who, mark):
        for session_id, came in self.later[which][-1:]:
            if self.ids[who] in came:
                rollcall.mark(self.desk, session_id, self.ids[who], mark)
                came[self.ids[who]] = mark

    def move(self, who):
        _move(self.desk, self.ids[who])

    def shown(self, which):
        """What each line of a first session counts as."""
        came = {w for _id, roll in self.later[which] for w, m in roll.items() if m in ATTENDED}
        return {
            who: Mark.MADE_UP if mark in ABSENT and who in came else mark
            for who, mark in self.marks[which].items()
        }

    def recount(self):
        """Cell of that evening -> how many of each mark, over both sessions."""
        found = {cell: Counter() for cell in self.cells.values()}
        for which in (0, 1):
            for who, mark in self.shown(which).items():
                found[self.cells[who]][mark] += 1
        return found


@given(TWO)
def test_two_sessions_make_ups_and_transfers_in_any_order_equal_a_recount(
    ward_desk, people, evening, deeds
):
    topic = topics.add_topic(ward_desk, "Chuyên đề", 2026).value
    firsts = [session_of(ward_desk, topic, evening + timedelta(hours=n)) for n in (0, 2)]
    course = Course(ward_desk, people, firsts)
    for deed, *facts in deeds:
        getattr(course, deed)(*facts)
    found = participation.counts(ward_desk, By.CELL, Where(topic_id=topic.id))
    assert {one.key: Counter(one.totals.counts) for one in found} == course.recount()
