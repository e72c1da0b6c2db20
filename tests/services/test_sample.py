"""The sample with two years of life; built once, for no test here changes it."""

import tempfile
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import Member
from studycompanion.domain.plan import (
    ActionItem,
    ActionPlan,
    Evidence,
    ItemStatus,
    Outcome,
    ProgressNote,
)
from studycompanion.domain.review import ReviewText, SelfReview, Stage, StageStep
from studycompanion.domain.study import SessionKind, SessionState, StudySession, Topic
from studycompanion.errors import UserError
from studycompanion.services import (
    agenda,
    demo,
    history,
    members,
    opening,
    plans,
    reviews,
    rollcall,
    safekeeping,
)
from studycompanion.services.agenda import Kind
from studycompanion.storage import journal
from tests.services.conftest import ACTOR, SETUP

NOW = datetime(2026, 11, 20, 19, 0, tzinfo=timezone(timedelta(hours=7)))
NEW_YEAR = datetime(2027, 1, 1, 7, 0, tzinfo=timezone(timedelta(hours=7)))


def _made(folder, now):
    return demo.sample(folder, actor=ACTOR, clock=lambda: now)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    desk = _made(tmp_path_factory.mktemp("mẫu"), NOW)
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def sample_of_new_year(tmp_path_factory):
    desk = _made(tmp_path_factory.mktemp("mẫu"), NEW_YEAR)
    yield desk
    desk.store.close()


def every(desk, kind, **equals):
    with desk.read() as reader:
        return reader.find(kind, **equals)


@pytest.fixture
def last(sample):
    [topic] = every(sample, Topic, year=2025)
    return topic


@pytest.fixture
def this(sample):
    [topic] = every(sample, Topic, year=2026)
    return topic


def items_of(desk, topic):
    plan_ids = {plan.id for plan in every(desk, ActionPlan, topic_id=topic.id)}
    return [item for item in every(desk, ActionItem) if item.plan_id in plan_ids]


def sessions_of(desk, topic):
    return sorted(every(desk, StudySession, topic_id=topic.id), key=lambda s: s.at)


def owing(desk):
    return [line.id for line in members.list_members(desk) if line.status.owes_papers]


def test_a_sample_is_a_sound_cell_of_sixty_marked_as_made_up(sample):
    assert demo.is_sample(sample)
    assert safekeeping.check(sample) == ()
    assert len({line.full_name for line in members.list_members(sample)}) == 60
    [secretary] = [m for m in members.list_members(sample) if m.post == "Bí thư chi bộ"]
    assert secretary.full_name == opening.setup_of(sample).secretary


def test_a_cell_of_real_people_is_no_sample(desk):
    assert not demo.is_sample(desk)


def test_those_excused_last_year_made_it_up_in_a_second_session(sample, last):
    first, second = sessions_of(sample, last)
    assert {first.state, second.state} == {SessionState.CLOSED}
    assert (second.kind, second.makes_up_id) == (SessionKind.MAKE_UP, first.id)
    lines = rollcall.read_roll(sample, first.id).lines
    made_up = [line for line in lines if line.counted is Mark.MADE_UP]
    assert {(n.mark, n.made_up_in_id) for n in made_up} == {(Mark.EXCUSED, second.id)}
    came = every(sample, Attendance, session_id=second.id)
    assert {line.member_id for line in came} == {line.member_id for line in made_up}
    assert {line.mark for line in came} == {Mark.PRESENT}
    totals = rollcall.totals(sample, first.id)
    assert (totals.of(Mark.MADE_UP), totals.of(Mark.UNEXCUSED), totals.of(Mark.UNMARKED)) == (
        3,
        1,
        0,
    )


def test_every_review_of_last_year_is_confirmed_or_lies_on_paper(sample, last):
    found = every(sample, SelfReview, topic_id=last.id)
    assert {review.member_id for review in found} == set(owing(sample))
    stages = Counter(review.stage for review in found)
    assert stages == {Stage.CONFIRMED: 38, Stage.PAPER: 19}
    for review in found:
        reached = [s.stage for s in every(sample, StageStep, subject_id=review.id)]
        on_paper = review.stage is Stage.PAPER
        assert reached == ([Stage.PAPER] if on_paper else [Stage.HANDED_IN, Stage.CONFIRMED])
        assert bool(review.paper_pages and review.paper_place and review.paper_on) == on_paper


def test_the_tasks_of_last_year_were_clear_and_most_are_done_with_evidence(sample, last):
    items = items_of(sample, last)
    assert plans.missing(sample, last.id) == ()
    shown = {evidence.item_id for evidence in every(sample, Evidence)}
    for item in items:
        is_done = item.status is ItemStatus.DONE
        assert (item.id in shown) == is_done == (item.percent == 100)
        assert (item.outcome is Outcome.MET) == is_done
    assert Counter(item.outcome for item in items)[Outcome.NOT_MET] == 1
    assert 0.7 < len(shown) / len(items) < 0.9


def test_every_task_of_last_year_has_dated_notes(sample, last):
    notes = Counter(note.item_id for note in every(sample, ProgressNote))
    for item in items_of(sample, last):
        assert notes[item.id] == (2 if item.status is ItemStatus.DONE else 1)
    assert {note.at.date() for note in every(sample, ProgressNote)} == {
        date(2025, 9, 15),
        date(2025, 11, 20),
    }


def test_most_of_last_years_forms_are_signed_on_paper(sample, last):
    forms = every(sample, IssuedForm)
    assert {form.topic_id for form in forms} == {last.id}
    assert {form.member_id for form in forms} == set(owing(sample))
    states = Counter(form.state for form in forms)
    assert states == {FormState.SIGNED_ON_PAPER: 54, FormState.PRINTED: 3}
    for form in forms:
        is_signed = form.state.is_signed
        assert form.dated == date(2025, 6, 15)
        assert (form.signed_on, bool(form.signed_by)) == (
            (date(2025, 6, 26), True) if is_signed else (None, False)
        )


def test_this_year_one_session_is_marked_and_one_comes_in_ten_days(sample, this):
    held, coming = sessions_of(sample, this)
    assert held.at == datetime(2026, 10, 31, 19, 0)
    assert rollcall.totals(sample, held.id).of(Mark.UNMARKED) == 0
    assert coming.at == datetime(2026, 11, 30, 19, 0)
    totals = rollcall.totals(sample, coming.id)
    assert (totals.called, totals.of(Mark.UNMARKED)) == (60, 57)
    assert coming.agenda
    assert coming.chair == opening.setup_of(sample).secretary


def test_this_year_something_waits_of_every_kind(sample, this):
    waiting = {line.kind: line for line in agenda.agenda(sample) if line.topic_id == this.id}
    assert waiting.keys() == {
        Kind.REVIEWS_MISSING,
        Kind.PLANS_MISSING,
        Kind.ITEMS_UNCLEAR,
        Kind.FORMS_MISSING,
    }
    assert waiting[Kind.REVIEWS_MISSING].count == 5
    assert waiting[Kind.PLANS_MISSING].is_late(sample.today)
    assert waiting[Kind.REVIEWS_MISSING].due == date(2026, 12, 30)
    assert Kind.SESSION_COMING in {line.kind for line in agenda.agenda(sample)}


def test_one_task_of_this_year_is_unclear(sample, this):
    [line] = plans.missing(sample, this.id)
    assert [point.name for point in line.missing] == ["rõ quy trình"]


def test_this_year_some_reviews_are_on_paper_and_some_typed(sample, this):
    stages = Counter(line.review_stage for line in reviews.overview(sample, this.id))
    assert stages[Stage.PAPER] == 10
    assert stages[Stage.WRITING] == 42


def test_the_story_of_the_sample_cannot_be_undone(sample):
    assert history.next_steps(sample) == history.NextSteps(None, None)


@pytest.mark.parametrize("name", ["sample", "sample_of_new_year"])
def test_each_step_happened_after_the_one_before(name, request):
    desk = request.getfixturevalue(name)
    with desk.read() as reader:
        connection = reader.connection
        steps = [
            journal.header(connection, s.id)
            for s in journal.recent_steps(connection, desk.store.origin)
        ]
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert steps[-1].at < desk.clock()


def _told(desk):
    """What a sample says, without its keys and its days."""
    with desk.read() as reader:
        names = {member.id: member.full_name for member in reader.find(Member)}
        owners = {r.id: names[r.member_id] for r in reader.find(SelfReview)}
        owners |= {p.id: names[p.member_id] for p in reader.find(ActionPlan)}
        marks = [(names[a.member_id], a.mark, a.reason) for a in reader.find(Attendance)]
        texts = [(owners[t.review_id], t.part, t.text) for t in reader.find(ReviewText)]
        items = [
            (owners[i.plan_id], i.position, sorted(i.points.items()), i.status, i.outcome)
            for i in reader.find(ActionItem)
        ]
    return sorted(marks), sorted(texts), sorted(items, key=repr)


def test_the_sample_tells_the_same_story_whenever_it_is_made(sample, sample_of_new_year):
    assert _told(sample) == _told(sample_of_new_year)


def test_on_new_years_day_the_sample_still_has_a_session_behind_and_one_before_it(
    sample_of_new_year,
):
    [topic] = every(sample_of_new_year, Topic, year=2027)
    held, coming = sessions_of(sample_of_new_year, topic)
    assert (held.at.date(), coming.at.date()) == (date(2026, 12, 12), date(2027, 1, 11))


def test_a_sample_never_takes_the_place_of_data(data_folder, clock):
    opening.close(opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk)
    with pytest.raises(UserError, match="data_exists"):
        demo.sample(data_folder, actor=ACTOR, clock=clock)
    kept = opening.open_desk(data_folder, actor=ACTOR, clock=clock)
    assert opening.setup_of(kept) == SETUP
    kept.store.close()


def test_a_sample_that_could_not_be_finished_is_not_there(
    data_folder, clock, monkeypatch, tmp_path
):
    def stop(*_words):
        raise KeyboardInterrupt

    making = tmp_path / "making"
    making.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(making))
    monkeypatch.setattr("studycompanion.services.demo.years.last_year.fill", stop)
    with pytest.raises(KeyboardInterrupt):
        demo.sample(data_folder, actor=ACTOR, clock=clock)
    assert list(data_folder.iterdir()) == []
    assert list(Path(making).iterdir()) == []
