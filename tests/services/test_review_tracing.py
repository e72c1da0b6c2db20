"""Who saw a review and what left is written down once, and never in the way of undo."""

from datetime import timedelta

import pytest

from studycompanion.domain.access import Means
from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled
from studycompanion.services import (
    history,
    history_list,
    merging,
    paper_files,
    review_tracing,
    reviews,
    topics,
)
from studycompanion.services.papers import Wanted
from tests.services.conftest import enrol


@pytest.fixture
def people(desk, topic):
    """One who wrote, one who did not."""
    an, binh = enrol(desk, "Lê An", "Vũ Bình")
    card = reviews.open_review(desk, topic.id, an)
    reviews.write_section(desk, topic.id, an, card.sections[0].key, "Chăm học", revision=0)
    return an, binh


def told(desk, **wanted):
    return [(one.member_name, one.means) for one in review_tracing.journal(desk, **wanted)]


def test_a_review_on_the_screen_is_noted_once_a_day_in_a_sitting(desk, topic, people):
    an, _ = people
    assert review_tracing.note_shown(desk, topic.id, an)
    assert not review_tracing.note_shown(desk, topic.id, an)
    [line] = review_tracing.journal(desk)
    assert (line.member_name, line.topic, line.means, line.by) == (
        "Lê An",
        topic.title,
        Means.SHOWN,
        "Trần Văn Mẫu",
    )
    before = desk.clock
    desk.clock = lambda: before() + timedelta(days=1)
    assert review_tracing.note_shown(desk, topic.id, an)
    assert len(told(desk)) == 2


def test_another_sitting_notes_it_again(desk, topic, people):
    review_tracing.note_shown(desk, topic.id, people[0])
    desk.shown.clear()
    assert review_tracing.note_shown(desk, topic.id, people[0])


def test_a_review_that_nobody_wrote_shows_nothing_of_anybody(desk, topic, people):
    assert not review_tracing.note_shown(desk, topic.id, people[1])
    assert told(desk) == []


def test_a_copy_that_is_read_only_takes_no_notes(desk, topic, people, monkeypatch):
    monkeypatch.setattr(desk.store, "why_read_only", "read_only_backup")
    assert not review_tracing.note_shown(desk, topic.id, people[0])
    assert review_tracing.note_left(desk, Means.PDF, topic_id=topic.id) == 0


def test_the_history_tells_it_and_undo_passes_over_it(desk, topic, people):
    an, _ = people
    review_tracing.note_shown(desk, topic.id, an)
    assert history_list.entries(desk)[0].step == "Mở xem bản tự soi của Lê An"
    assert history.next_steps(desk).undo == "Viết tự soi, tự sửa của Lê An"
    history.undo(desk)
    assert told(desk) == [("Lê An", Means.SHOWN)]


def test_only_written_reviews_leave_and_their_number_is_told(desk, topic, people):
    other = topics.add_topic(desk, "Khác", 2025).value
    assert review_tracing.note_left(desk, Means.PDF, topic_id=other.id) == 0
    assert review_tracing.note_left(desk, Means.PDF, topic_id=topic.id, member_ids=people) == 1
    assert history_list.entries(desk)[0].step == "Xuất bản tự soi của Lê An"
    card = reviews.open_review(desk, topic.id, people[1])
    reviews.write_section(desk, topic.id, people[1], card.sections[0].key, "Tốt", revision=0)
    assert review_tracing.note_all_left(desk, Means.OPEN_FORMAT) == 2
    assert history_list.entries(desk)[0].step == "Xuất bản tự soi của 2 đồng chí"
    review_tracing.note_shown(desk, topic.id, people[1])
    assert len(told(desk)) == 4
    assert len(told(desk, with_shown=False)) == 3
    assert len(told(desk, limit=1)) == 1
    assert sorted(told(desk, member_id=people[1])) == [
        ("Vũ Bình", Means.OPEN_FORMAT),
        ("Vũ Bình", Means.SHOWN),
    ]


def test_looking_at_the_pages_before_they_are_saved_is_seeing(desk, topic, people):
    wanted = Wanted(form=FormKind.REVIEW, topic_id=topic.id)
    paper_files.papers_pdf(desk, wanted, most=2)
    paper_files.papers_pdf(desk, wanted, most=2)
    assert told(desk) == [("Lê An", Means.SHOWN)]


def test_what_was_written_before_a_stop_has_left(desk, topic, people, tmp_path):
    class Stops:
        def report(self, done, total, label):
            raise Cancelled

    wanted = Wanted(form=FormKind.REVIEW, topic_id=topic.id)
    with pytest.raises(Cancelled):
        paper_files.export_each(desk, wanted, tmp_path / "ra", job=Stops())
    assert told(desk) == [("Lê An", Means.PDF)]
    paper_files.export_each(desk, wanted, tmp_path / "ra", job=Silent())
    assert len(told(desk)) == 2


def test_the_lines_follow_a_person_whose_records_become_one(desk, topic, people):
    an, _ = people
    review_tracing.note_shown(desk, topic.id, an)
    [other] = enrol(desk, "Lê An Hai")
    merging.merge_people(desk, an, other)
    assert told(desk, member_id=other) == [("Lê An Hai", Means.SHOWN)]
