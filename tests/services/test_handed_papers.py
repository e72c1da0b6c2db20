"""Reviews that come in on paper, one or a stack in one step."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from studycompanion.domain.access import Means
from studycompanion.domain.review import SelfReview, Stage, StageStep
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import handed_papers, history, review_stages, review_tracing, reviews
from studycompanion.services.handed_papers import PaperIn, Said
from tests.services.conftest import enrol, exempt

NAMES = ("Lê An", "Trần Bình", "Đỗ Ước")


@pytest.fixture
def ids(desk, topic):
    return enrol(desk, *NAMES)


def picture(kind="PNG", pages=1):
    out = BytesIO()
    more = {"save_all": True, "append_images": [Image.new("L", (40, 60), 255)] * (pages - 1)}
    Image.new("L", (40, 60), 200).save(out, kind, **(more if pages > 1 else {}))
    return out.getvalue()


def stored(desk):
    with desk.read() as reader:
        return {review.member_id: review for review in reader.find(SelfReview)}


def test_a_stack_is_received_in_one_step_and_taken_back_in_one(desk, topic, ids):
    day = desk.today - timedelta(days=2)
    papers = [PaperIn(ids[0], 3), PaperIn(ids[1], 5)]
    assert handed_papers.receive(desk, topic.id, papers, on=day, place=" Tủ  số 2 ").value == 2
    found = stored(desk)
    assert {r.paper_pages for r in found.values()} == {3, 5}
    assert {(r.stage, r.paper_on, r.paper_place) for r in found.values()} == {
        (Stage.PAPER, day, "Tủ số 2")
    }
    with desk.read() as reader:
        assert len(reader.find(StageStep, stage=Stage.PAPER)) == 2
    assert history.next_steps(desk).undo == "Nhận 2 bản giấy"
    history.undo(desk)
    assert stored(desk) == {}
    history.redo(desk)
    assert len(stored(desk)) == 2


def test_who_typed_something_keeps_it(desk, topic, ids):
    reviews.write_section(desk, topic.id, ids[0], "politics", "Đọc sách", revision=0)
    handed_papers.receive(desk, topic.id, [PaperIn(ids[0])], on=desk.today)
    card = reviews.open_review(desk, topic.id, ids[0])
    assert (card.stage, card.sections[0].text) == (Stage.PAPER, "Đọc sách")
    assert history.next_steps(desk).undo == "Nhận bản giấy của Lê An"


@pytest.mark.parametrize(
    ("code", "pages", "days"),
    [("paper_pages", 0, 0), ("paper_pages", 1000, 0), ("paper_in_future", 1, 1)],
)
def test_what_cannot_be_is_refused_whole(desk, topic, ids, code, pages, days):
    papers = [PaperIn(ids[0]), PaperIn(ids[1], pages)]
    with pytest.raises(UserError, match=code):
        handed_papers.receive(desk, topic.id, papers, on=desk.today + timedelta(days=days))
    assert stored(desk) == {}


def test_nobody_chosen_is_said(desk, topic):
    with pytest.raises(UserError, match="papers_none"):
        handed_papers.receive(desk, topic.id, [], on=desk.today)


def test_one_review_handed_in_already_stops_the_whole_stack(desk, topic, ids):
    reviews.write_section(desk, topic.id, ids[1], "politics", "Một", revision=0)
    review_stages.move_review(desk, topic.id, ids[1], Stage.HANDED_IN)
    with pytest.raises(UserError, match="review_locked"):
        handed_papers.receive(desk, topic.id, [PaperIn(i) for i in ids], on=desk.today)
    assert stored(desk).keys() == {ids[1]}


def test_the_stack_names_who_may_still_hand_in_and_what_was_said_last(desk, topic, ids):
    enrol(desk, *NAMES, exempt("Vũ Miễn"))
    seen = handed_papers.stack(desk, topic.id)
    assert ([p.full_name for p in seen.people], seen.usual) == (list(NAMES), Said(desk.today))
    reviews.write_section(desk, topic.id, ids[1], "politics", "Một", revision=0)
    day = date(2026, 11, 2)
    handed_papers.receive(desk, topic.id, [PaperIn(ids[0], 4)], on=day, place="Tủ số 2")
    seen = handed_papers.stack(desk, topic.id)
    assert [p.full_name for p in seen.people] == list(NAMES[1:])
    assert seen.usual == Said(desk.today, 4, "Tủ số 2")
    assert handed_papers.proposed(desk, topic.id, ids[0]) == Said(day, 4, "Tủ số 2")
    assert handed_papers.proposed(desk, topic.id, ids[1]) == seen.usual


@pytest.mark.parametrize(("kind", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("TIFF", ".tif")])
def test_a_scan_is_kept_as_it_came_and_given_back(desk, topic, ids, tmp_path, kind, ending):
    path = tmp_path / "quét"
    path.write_bytes(picture(kind))
    handed_papers.receive(desk, topic.id, [PaperIn(ids[0], 1, path)], on=desk.today)
    review = stored(desk)[ids[0]]
    assert handed_papers.scan_ending(desk, review.id) == ending
    saved = handed_papers.save_scan(desk, review.id, tmp_path / f"ra{ending}")
    assert saved.read_bytes() == path.read_bytes()
    [left] = review_tracing.journal(desk, member_id=ids[0])
    assert (left.means, left.file_name) == (Means.PDF, f"ra{ending}")
    handed_papers.receive(desk, topic.id, [PaperIn(ids[0], 2)], on=desk.today)
    assert stored(desk)[ids[0]].scan_id == review.scan_id


def test_the_pages_of_a_scan_are_counted(tmp_path):
    path = tmp_path / "quét.tif"
    path.write_bytes(picture("TIFF", pages=3))
    assert handed_papers.count_pages(path) == 3


def test_a_file_that_is_no_scan_stops_the_stack_and_is_said(desk, topic, ids, tmp_path):
    path = tmp_path / "thơ.txt"
    path.write_text("Không phải bản quét")
    papers = [PaperIn(ids[0]), PaperIn(ids[1], 1, path)]
    with pytest.raises(UserError, match="scan_unreadable"):
        handed_papers.receive(desk, topic.id, papers, on=desk.today)
    with pytest.raises(EnvironmentProblem, match="file_refused"):
        handed_papers.count_pages(tmp_path / "không có.pdf")
    assert stored(desk) == {}


def test_a_review_without_a_scan_gives_none_back(desk, topic, ids, tmp_path):
    handed_papers.receive(desk, topic.id, [PaperIn(ids[0])], on=date(2020, 1, 1))
    with pytest.raises(UserError, match="not_there"):
        handed_papers.save_scan(desk, stored(desk)[ids[0]].id, tmp_path / "x.pdf")
