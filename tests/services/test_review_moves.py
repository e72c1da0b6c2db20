"""Whatever is done with a review, in whatever order, its stages, words and trail stay true."""

from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.review import MOVES, Side, Stage
from studycompanion.errors import UserError
from studycompanion.services import (
    handed_papers,
    history,
    review_changing,
    review_entry,
    review_stages,
    reviews,
    safekeeping,
    topics,
)
from tests.services.conftest import enrol

OWN, CELL = ("shortcomings", "duties", "rank", "learned"), ("cell_remark", "cell_rank", "cell")
FORMS = ("study", "2A", "2B", "2C", "02A", "9Z")
ACTS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(OWN + CELL), st.sampled_from(["", "một", "good"])),
    st.tuples(st.just("go_on"), st.integers(0, 1), st.none()),
    st.tuples(st.just("go_on"), st.integers(0, 1), st.none()),
    st.tuples(st.just("move"), st.sampled_from(Stage), st.sampled_from(["", "lý do"])),
    st.tuples(st.just("paper"), st.integers(0, 2), st.none()),
    st.tuples(st.just("form"), st.sampled_from(FORMS), st.none()),
    st.tuples(st.just("entry"), st.sampled_from(["", "Lê An"]), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


class Case:
    """A review and what can be done with it."""

    def __init__(self, desk, topic, who):
        self.desk, self.topic, self.who = desk, topic.id, who
        self.done = self.undone = 0

    def card(self):
        return reviews.open_review(self.desk, self.topic, self.who)

    def act(self, kind, first, second):
        """Do it; False where it was refused or did nothing."""
        self.desk.clock.advance(minutes=1)
        before = self.card()
        try:
            getattr(self, kind)(first, second)
        except UserError:
            assert self.card() == before
            return False
        return self.card() != before

    def write(self, key, text):
        found = {s.key: s.revision for s in self.card().sections}
        revision = found.get(key, 0)
        reviews.write_section(self.desk, self.topic, self.who, key, text, revision=revision)

    def move(self, to, reason):
        review_stages.move_review(self.desk, self.topic, self.who, to, reason=reason)

    def go_on(self, place, _nothing):
        moves = MOVES[self.card().stage]
        if moves:
            self.move(moves[min(place, len(moves) - 1)], "")

    def paper(self, pages, _nothing):
        paper = handed_papers.PaperIn(self.who, pages)
        handed_papers.receive(self.desk, self.topic, [paper], on=self.desk.today, place="Tủ")

    def form(self, code, _nothing):
        review_changing.change_form(self.desk, self.topic, self.who, code)

    def entry(self, who, _nothing):
        review_entry.note_entry(self.desk, self.topic, self.who, who)

    def undo(self, _first, _second):
        if self.done:
            history.undo(self.desk)
            self.done, self.undone = self.done - 1, self.undone + 1

    def redo(self, _first, _second):
        if self.undone:
            history.redo(self.desk)
            self.done, self.undone = self.done + 1, self.undone - 1


def words(card, side):
    """What is written on a side, on this form or kept from another."""
    return sorted(
        (s.key, s.text) for s in (*card.sections, *card.others) if s.side is side if s.text
    )


def check_trail(card):
    """The trail leads from writing to the stage in allowed moves, each back with its reason."""
    now = Stage.WRITING
    for step in card.steps:
        is_back = step.stage is Stage.WRITING and not now.is_writable
        assert is_back or step.stage in MOVES[now]
        assert bool(step.reason) or not is_back
        now = step.stage
    assert card.stage is now


@given(acts=st.lists(ACTS, max_size=14))
def test_no_order_of_acts_breaks_the_stages_of_a_review(desk, acts):
    [who] = [line.id for line in _people(desk)]
    case = Case(desk, topics.add_topic(desk, "Chuyên đề", 2026).value, who)
    for kind, first, second in (("form", "2A", None), ("write", "duties", "đã làm")):
        case.done += case.act(kind, first, second)
    for kind, first, second in acts:
        before = case.card()
        is_changed = case.act(kind, first, second)
        after = case.card()
        check_trail(after)
        if kind in ("undo", "redo"):
            continue
        if not before.stage.is_writable:
            assert words(after, Side.OWN) == words(before, Side.OWN)
            assert after.form == before.form
        if before.stage is Stage.LOCKED:
            assert words(after, Side.CELL) == words(before, Side.CELL)
        if is_changed:
            case.done, case.undone = case.done + 1, 0
    assert safekeeping.check(desk) == ()


def _people(desk):
    from studycompanion.services.members import list_members

    if not list_members(desk):
        enrol(desk, "Lê An")
    return list_members(desk)
