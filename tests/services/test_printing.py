"""A print run: its papers, what was sent, and what came out of the printer."""

import pytest

from studycompanion import forms
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled
from studycompanion.services import history, plans, printing
from studycompanion.services.printing import Wanted
from tests.services.conftest import enrol, exempt, person
from tests.services.test_writing import CLEAR


def run(desk, topic, **wanted):
    return printing.prepare(desk, Wanted(topic_id=topic.id, **wanted), job=Silent())


def states(desk):
    with desk.read() as reader:
        return {form.id: form.state for form in reader.find(IssuedForm)}


def names(papers):
    return [paper.title for paper in papers]


@pytest.fixture
def people(desk):
    return enrol(desk, "Lê An", "Vũ Bình", exempt("Đỗ Dần"))


def test_a_run_says_its_pages_and_who_is_left_out_before_anything_is_issued(desk, topic, people):
    plans.add_item(desk, topic.id, people[1], {"task": "Việc chưa rõ"})
    seen = printing.measure(desk, Wanted(topic_id=topic.id))
    assert (len(seen.pages), seen.cells) == (1, 1)
    assert [s.full_name for s in seen.skipped] == ["Vũ Bình", "Đỗ Dần"]
    assert states(desk) == {}
    assert [paper.pages for paper in run(desk, topic)] == list(seen.pages)


def test_the_papers_are_those_that_are_kept(desk, topic, people):
    papers = run(desk, topic)
    assert names(papers) == ["Lê An", "Vũ Bình"]
    with desk.read() as reader:
        for paper in papers:
            form = reader.get(IssuedForm, paper.form_id)
            assert form.member_id == paper.member_id
            assert reader.blob(form.blob_id) == paper.pdf
            assert forms.page_count(paper.pdf) == paper.pages
    assert run(desk, topic) == papers


def test_each_cell_has_its_cover_before_its_forms(ward_desk):
    from studycompanion.services import topics

    enrol(ward_desk, person("Lê An", cell_name="Chi bộ 2"), person("Vũ Bình", cell_name="Chi bộ 1"))
    topic = topics.add_topic(ward_desk, "Kỷ cương", 2026).value
    papers = run(ward_desk, topic, has_covers=True)
    assert names(papers) == ["Chi bộ 1", "Vũ Bình", "Chi bộ 2", "Lê An"]
    assert [bool(paper.form_id) for paper in papers] == [False, True, False, True]


def test_sent_is_not_printed_until_somebody_says_so(desk, topic, people):
    one, two = (paper.form_id for paper in run(desk, topic))
    printing.mark_sent(desk, [one, two, ""])
    assert [name for _, name in printing.waiting(desk, topic.id)] == ["Lê An", "Vũ Bình"]
    printing.mark_came_out(desk, [one], [two])
    assert states(desk) == {one: FormState.PRINTED, two: FormState.NOT_PRINTED}
    assert printing.waiting(desk, topic.id) == []
    history.undo(desk)
    assert set(states(desk).values()) == {FormState.SENT_TO_PRINTER}


def test_a_signed_form_is_printed_again_and_stays_signed(desk, topic, people):
    one, _ = (paper.form_id for paper in run(desk, topic))
    printing.mark_sent(desk, [one])
    printing.mark_came_out(desk, [one])
    with desk.write("setup") as tx:
        tx.uow.change(tx.uow.get(IssuedForm, one), state=FormState.SIGNED_ON_PAPER)
    assert printing.mark_sent(desk, [one]).changes.ids == {}
    assert states(desk)[one] is FormState.SIGNED_ON_PAPER
    assert names(run(desk, topic)) == ["Lê An", "Vũ Bình"]
    assert names(run(desk, topic, is_unsigned=True)) == ["Vũ Bình"]


def test_chosen_people_only(desk, topic, people):
    assert names(run(desk, topic, members=frozenset(people[1:2]))) == ["Vũ Bình"]


def test_stopped_while_issuing_it_goes_on_with_the_same_papers(desk, topic, people):
    class Stops:
        def report(self, done, total, label):
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.prepare(desk, Wanted(topic_id=topic.id), job=Stops())
    stopped = states(desk)
    assert stopped
    assert [paper.form_id in stopped for paper in run(desk, topic)] == [True] * len(stopped)
    assert len(states(desk)) == 2


def test_kept_papers_are_printed_again_as_they_were_issued(desk, topic, people):
    papers = run(desk, topic)
    assert printing.kept(desk, [papers[1].form_id]) == papers[1:]


def test_a_run_is_saved_as_one_file_to_print_elsewhere(desk, topic, people, tmp_path):
    path = printing.save(desk, Wanted(topic_id=topic.id), tmp_path / "in.pdf", job=Silent())
    pages = [paper.pages for paper in run(desk, topic)]
    assert forms.page_count(path.read_bytes()) == pages[0] + pages[0] % 2 + pages[1]
    assert set(states(desk).values()) == {FormState.NOT_PRINTED}


def test_a_blank_run_leaves_room_to_write(desk, topic, people):
    plans.add_item(desk, topic.id, people[0], CLEAR)
    filled, blank = run(desk, topic)[0], run(desk, topic, is_blank=True)[0]
    assert filled.form_id != blank.form_id


def test_the_test_sheet_has_a_front_and_a_back(desk):
    assert forms.page_count(printing.test_sheet(desk)) == 2


def test_a_page_for_the_printer_is_that_of_the_paper(desk, topic, people):
    [paper] = run(desk, topic, members=frozenset(people[:1]))
    assert printing.page_for_printer(paper.pdf, 0, dpi=300).width == pytest.approx(2480, abs=2)
