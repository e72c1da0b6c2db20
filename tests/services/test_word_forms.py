"""A review and plan go out as a Word form and come back, each field as its member left it."""

from datetime import date
from unicodedata import normalize

import pytest
from docx import Document

from studycompanion.domain.access import Means
from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Stage
from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled, EnvironmentProblem, UserError
from studycompanion.exchange.word_form_in.document import read_form
from studycompanion.exchange.word_form_in.guard import checked_parts
from studycompanion.messages import say
from studycompanion.services import (
    drafts,
    history,
    plan_stages,
    plans,
    review_drafts,
    review_stages,
    review_tracing,
    reviews,
    topics,
    word_form_reading,
    word_forms,
)
from studycompanion.services.word_form_compare import FieldState
from studycompanion.services.word_form_reading import read_forms
from studycompanion.services.word_form_taking import take_forms
from studycompanion.services.word_forms import FormsWanted, export_word_forms
from tests.services.conftest import enrol, person
from tests.services.word_forms import cells_of, fill, type_into, typed


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Read files within this process; that the other one reads the same is tested beside it."""

    def form_here(path, job):
        job.report(0, 1, path.name)
        return read_form(checked_parts(path.read_bytes()))

    monkeypatch.setattr(word_form_reading, "form_apart", form_here)


@pytest.fixture
def people(desk, topic):
    ids = enrol(desk, person("Lê An"), person("Nguyễn Thị Bình", workplace="Trường Vĩnh Tuy"))
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    return ids


def write(desk, topic, member_id, part, text):
    card = reviews.open_review(desk, topic.id, member_id)
    section = next(s for s in card.sections if s.key == part)
    reviews.write_section(desk, topic.id, member_id, part, text, revision=section.revision)


def export(desk, topic, folder, *ids, **facts):
    wanted = FormsWanted(topic.id, member_ids=ids or None, **facts)
    return export_word_forms(desk, wanted, folder, job=Silent())


def read(desk, *paths, topic_id=""):
    return read_forms(desk, paths, topic_id=topic_id, job=Silent())


def states(one):
    return {change.key: change.state for change in one.changes}


def take_all(desk, *reads):
    return take_forms(desk, reads, {r.path: {c.key for c in r.changes} for r in reads})


def texts(desk, topic, member_id):
    card = reviews.open_review(desk, topic.id, member_id)
    return {s.key: s.text for s in card.sections if s.text}


TEXT = "Chăm lo công việc  chung.\n- Đến nhà từng hộ\n\n\tVẫn còn nóng vội"


def test_a_form_that_nobody_touched_changes_nothing(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "shortcomings", TEXT)
    write(desk, topic, an, "mended", "Nói  dài :: done\nĐi muộn")
    write(desk, topic, an, "rank", "good")
    write(desk, topic, an, "points.common", "28")
    plans.add_item(desk, topic.id, an, {"task": "Dọn\nđường"}, due=date(2026, 12, 5))
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, path)
    assert (one.problem, one.changes, one.notes) == (None, (), ())
    assert one.member_name == "Lê An"
    fill(path, lambda document: None)
    assert read(desk, path)[0].changes == ()


def test_what_a_member_types_comes_back_as_typed_in_one_step(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "shortcomings", "Còn nể nang")
    [path] = export(desk, topic, tmp_path, an)
    typed(path, shortcomings=["Còn nể nang", "và nóng vội"], character=normalize("NFD", "Tốt đẹp"))
    [one] = read(desk, path)
    assert states(one) == {
        "character": FieldState.FILLED,
        "shortcomings": FieldState.CHANGED,
    }
    assert one.proposed == {"character", "shortcomings"}
    [changed] = [c for c in one.changes if c.key == "shortcomings"]
    assert (changed.old, changed.new) == ("Còn nể nang", "Còn nể nang\nvà nóng vội")
    assert take_all(desk, one).value == 1
    assert texts(desk, topic, an) == {
        "character": "Tốt đẹp",
        "shortcomings": "Còn nể nang\nvà nóng vội",
    }
    assert history.next_steps(desk).undo == "Nhập từ Word phiếu của Lê An"
    history.undo(desk)
    assert texts(desk, topic, an) == {"shortcomings": "Còn nể nang"}


def test_points_answers_and_earlier_shortcomings_come_back(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "mended", "Nói dài")
    [path] = export(desk, topic, tmp_path, an)

    def change(document):
        type_into(cells_of(document, "rank")[0][0], "hoàn thành TỐT nhiệm vụ")
        type_into(cells_of(document, "points.common")[0][0], "28")
        rows = cells_of(document, "mended")
        type_into(rows[1][1], "Đã khắc phục")
        type_into(rows[2][0], "Đi  muộn")

    fill(path, change)
    [one] = read(desk, path)
    shown = {c.key: c.new for c in one.changes}
    assert shown == {
        "mended": "Nói dài – Đã khắc phục\nĐi muộn",
        "points.common": "28",
        "rank": "Hoàn thành tốt nhiệm vụ",
    }
    take_all(desk, one)
    assert texts(desk, topic, an) == {
        "mended": "Nói dài :: done\nĐi muộn",
        "points.common": "28",
        "rank": "good",
    }


def test_an_answer_that_the_form_does_not_offer_is_shown_and_left(desk, topic, people, tmp_path):
    [path] = export(desk, topic, tmp_path, people[0])
    typed_in = fill(path, lambda d: type_into(cells_of(d, "rank")[0][0], "Tuyệt vời"))
    [one] = read(desk, typed_in)
    assert states(one) == {"rank": FieldState.UNREADABLE}
    with pytest.raises(UserError, match="word_form_nothing"):
        take_forms(desk, [one], {})
    take_all(desk, one)
    assert texts(desk, topic, people[0]) == {}


def plan_rows(document):
    return cells_of(document, "items")


def test_tasks_are_changed_point_by_point_and_new_ones_added(desk, topic, people, tmp_path):
    an, _ = people
    made = plans.add_item(
        desk, topic.id, an, {"task": "Dọn đường", "person": "Lê An"}, due=date(2026, 12, 5)
    ).value
    [path] = export(desk, topic, tmp_path, an)

    def change(document):
        rows = plan_rows(document)
        heads = ["".join(t.text or "" for t in c.iter() if t.tag.endswith("}t")) for c in rows[0]]
        assert len(heads) == 7
        type_into(rows[1][1], "Dọn đường, trồng hoa")
        type_into(rows[1][6], "20.12.2026")
        type_into(rows[2][1], "Đến nhà ba hộ")
        type_into(rows[2][6], "1/3/2027")

    fill(path, change)
    [one] = read(desk, path)
    assert [(c.label, c.old, c.new) for c in one.changes] == [
        ("Việc 1, rõ việc", "Dọn đường", "Dọn đường, trồng hoa"),
        ("Việc 1, thời hạn", "05/12/2026", "20/12/2026"),
        ("Việc mới", "", "rõ việc: Đến nhà ba hộ\nthời hạn: 1/3/2027"),
    ]
    take_all(desk, one)
    items = [line.item for line in plans.open_plan(desk, topic.id, an).items]
    assert [(i.points, i.due) for i in items] == [
        ({"task": "Dọn đường, trồng hoa", "person": "Lê An"}, date(2026, 12, 20)),
        ({"task": "Đến nhà ba hộ"}, date(2027, 3, 1)),
    ]
    assert items[0].id == made.id
    [again] = read(desk, path)
    assert again.changes == ()
    assert "đã được Trần Văn Mẫu nhận ngày" in again.notes[-1]


def test_a_day_that_cannot_be_read_keeps_its_task_out(desk, topic, people, tmp_path):
    an, _ = people
    plans.add_item(desk, topic.id, an, {"task": "Dọn đường"})
    [path] = export(desk, topic, tmp_path, an)

    def change(document):
        type_into(plan_rows(document)[1][6], "cuối năm")
        type_into(plan_rows(document)[2][1], "Việc khác")
        type_into(plan_rows(document)[2][6], "31/02/2026")

    [one] = read(desk, fill(path, change))
    assert set(states(one).values()) == {FieldState.UNREADABLE}


def test_what_was_changed_here_meanwhile_is_a_conflict_and_not_chosen(
    desk, topic, people, tmp_path
):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    [path] = export(desk, topic, tmp_path, an)
    write(desk, topic, an, "character", "Bí thư sửa")
    write(desk, topic, an, "duties", "Giống nhau")
    typed(path, character="Đồng chí sửa", duties="Giống nhau", direction="")
    [one] = read(desk, path)
    assert [(c.key, c.state, c.old, c.new) for c in one.changes] == [
        ("character", FieldState.CONFLICT, "Bí thư sửa", "Đồng chí sửa")
    ]
    assert one.proposed == frozenset()
    take_all(desk, one)
    assert texts(desk, topic, an)["character"] == "Đồng chí sửa"


def test_a_field_that_the_member_left_alone_never_goes_back(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    [path] = export(desk, topic, tmp_path, an)
    write(desk, topic, an, "character", "Bí thư sửa")
    assert read(desk, path)[0].changes == ()


def test_a_text_that_is_half_typed_here_is_a_conflict(desk, topic, people, tmp_path):
    an, _ = people
    [path] = export(desk, topic, tmp_path, an)
    key = drafts.review_key(topic.id, an, "character")
    drafts.keep_draft(desk, key, "đang gõ", 0)
    [one] = read(desk, typed(path, character="Từ Word"))
    assert states(one) == {"character": FieldState.CONFLICT}
    take_all(desk, one)
    assert key not in drafts.drafts(desk)


def test_emptying_a_field_is_asked_about(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, typed(path, character=""))
    assert states(one) == {"character": FieldState.EMPTIED}
    assert one.proposed == frozenset()


def test_what_is_handed_in_cannot_be_changed_by_a_form(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    plans.add_item(
        desk,
        topic.id,
        an,
        dict.fromkeys(("task", "person", "process", "responsibility", "result"), "rõ"),
        due=date(2026, 12, 1),
    )
    [path] = export(desk, topic, tmp_path, an)
    review_stages.move_review(desk, topic.id, an, Stage.HANDED_IN)
    typed(path, character="Sửa sau khi nộp")
    fill(path, lambda d: type_into(plan_rows(d)[2][1], "Việc thêm"))
    [one] = read(desk, path)
    assert list(states(one).values()) == [FieldState.CLOSED, FieldState.FILLED]
    plan_stages.move_plan(desk, topic.id, an, Stage.HANDED_IN)
    [one] = read(desk, path)
    assert set(states(one).values()) == {FieldState.CLOSED}
    with pytest.raises(UserError, match="word_nobody"):
        export(desk, topic, tmp_path / "nữa", an)


def test_a_record_that_moves_on_after_the_preview_is_not_overwritten(desk, topic, people, tmp_path):
    an, _ = people
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, typed(path, character="Từ Word"))
    write(desk, topic, an, "character", "Vừa gõ")
    with pytest.raises(UserError, match="moved_on"):
        take_all(desk, one)
    assert texts(desk, topic, an) == {"character": "Vừa gõ"}


def test_several_files_are_one_step_and_only_chosen_fields_are_kept(desk, topic, people, tmp_path):
    an, binh = people
    paths = export(desk, topic, tmp_path)
    assert [p.name for p in paths] == [
        "Phiếu tự soi - Lê An.docx",
        "Phiếu tự soi - Nguyễn Thị Bình.docx",
    ]
    for path in paths:
        typed(path, character="Tốt", duties="Chăm")
    reads = read(desk, *paths)
    take_forms(desk, reads, {paths[0]: {"character"}, paths[1]: {"duties"}})
    assert texts(desk, topic, an) == {"character": "Tốt"}
    assert texts(desk, topic, binh) == {"duties": "Chăm"}
    assert history.next_steps(desk).undo == "Nhập từ Word phiếu của 2 đồng chí"
    history.undo(desk)
    assert texts(desk, topic, an) == texts(desk, topic, binh) == {}


def test_reviews_are_noted_as_handed_in_with_the_same_step(desk, topic, people, tmp_path):
    an, binh = people
    write(desk, topic, binh, "duties", "Đã viết")
    review_stages.move_review(desk, topic.id, binh, Stage.HANDED_IN)
    paths = export(desk, topic, tmp_path)
    for path in paths:
        typed(path, character="Tốt")
        fill(path, lambda d: type_into(plan_rows(d)[1][1], "Dọn đường"))
    reads = read(desk, *paths)
    chosen = {one.path: {c.key for c in one.changes if c.state.can_be_taken} for one in reads}
    take_forms(desk, reads, chosen, hand_in=True)
    stages = [reviews.open_review(desk, topic.id, who).stage for who in people]
    assert stages == [Stage.HANDED_IN, Stage.HANDED_IN]
    history.undo(desk)
    assert reviews.open_review(desk, topic.id, an).stage is Stage.WRITING
    assert reviews.open_review(desk, topic.id, binh).stage is Stage.HANDED_IN


def test_a_plan_alone_hands_in_no_review(desk, topic, tmp_path):
    [an] = enrol(desk, person("Lê An"))
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, fill(path, lambda d: type_into(plan_rows(d)[1][1], "Dọn đường")))
    take_forms(desk, [one], {one.path: one.proposed}, hand_in=True)
    assert reviews.open_review(desk, topic.id, an).review is None


def test_boxes_whose_names_a_program_dropped_are_known_by_their_order(
    desk, topic, people, tmp_path
):
    [path] = export(desk, topic, tmp_path, people[0])
    typed(path, character="Tốt")

    def drop(document):
        for name in ("tblCaption", "tag"):
            for element in list(document.element.body.iter(f"{{*}}{name}")):
                element.getparent().remove(element)

    [one] = read(desk, fill(path, drop))
    assert states(one) == {"character": FieldState.FILLED}


def test_who_has_no_review_gets_the_form_of_their_post_and_a_review_when_it_is_taken_in(
    desk, topic, tmp_path
):
    [an] = enrol(desk, person("Lê An"))
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, typed(path, character="Tốt"))
    fill(path, lambda d: type_into(plan_rows(d)[1][1], "Dọn đường"))
    [one] = read(desk, path)
    take_all(desk, one)
    card = reviews.open_review(desk, topic.id, an)
    assert (card.form[:29], texts(desk, topic, an)) == (
        "Bản kiểm điểm cá nhân, mẫu 2C",
        {"character": "Tốt"},
    )
    assert len(plans.open_plan(desk, topic.id, an).items) == 1


def test_a_form_can_be_chosen_for_who_has_no_review(desk, topic, tmp_path):
    [an] = enrol(desk, person("Lê An"))
    [path] = export(desk, topic, tmp_path, an, code="study")
    assert cells_of(Document(str(path)), "learned")
    with pytest.raises(UserError) as refused:
        export(desk, topic, tmp_path, an, code="9Z")
    assert "2C" in say(refused.value)


def test_a_review_on_the_sections_of_a_commitment_goes_out_too(desk, topic, tmp_path):
    [an] = enrol(desk, person("Lê An"))
    key = reviews.open_review(desk, topic.id, an).sections[0].key
    write(desk, topic, an, key, "Học tập thường xuyên")
    [path] = export(desk, topic, tmp_path, an)
    [one] = read(desk, typed(path, **{key: "Học tập đều đặn"}))
    assert states(one) == {key: FieldState.CHANGED}


def test_a_file_that_is_there_is_never_overwritten(desk, topic, people, tmp_path):
    [first] = export(desk, topic, tmp_path, people[0])
    [second] = export(desk, topic, tmp_path, people[0])
    assert (first.name, second.name) == (
        "Phiếu tự soi - Lê An.docx",
        "Phiếu tự soi - Lê An (2).docx",
    )
    assert read(desk, first)[0].problem is None


def test_two_forms_of_one_person_are_told(desk, topic, people, tmp_path):
    paths = [export(desk, topic, tmp_path, people[0])[0] for _ in range(2)]
    first, second = read(desk, *paths)
    assert first.problem is None
    assert "như tệp Phiếu tự soi - Lê An.docx" in say(second.problem)


def test_forms_of_another_topic_of_a_stranger_and_of_a_copier_are_refused_by_name(
    desk, topic, people, tmp_path
):
    [path] = export(desk, topic, tmp_path, people[0])
    other = topics.add_topic(desk, "Chuyên đề khác", 2025).value
    assert "năm 2026" in say(read(desk, path, topic_id=other.id)[0].problem)
    fill(path, lambda d: type_into(cells_of(d, "name")[0][1], "Trần Văn Cường"))
    assert "tên ghi trong phiếu là Trần Văn Cường" in say(read(desk, path)[0].problem)
    plain = tmp_path / "thư.docx"
    Document().save(str(plain))
    assert read(desk, plain)[0].problem.code == "word_form_foreign"


def test_a_form_that_the_data_does_not_know_is_refused(desk, topic, people, tmp_path):
    [path] = export(desk, topic, tmp_path, people[0])
    with desk.write("fixture") as tx:
        from studycompanion.domain.word_form import WordForm

        [form] = tx.uow.find(WordForm)
        tx.uow.remove(form)
    problem = read(desk, path)[0].problem
    assert problem.code == "word_form_unknown"
    assert form.code in say(problem)


def test_text_outside_of_the_boxes_is_named_and_stays_out(desk, topic, people, tmp_path):
    [path] = export(desk, topic, tmp_path, people[0])

    def change(document):
        for n in range(5):
            document.add_paragraph(f"Tôi viết thêm ở đây {n} " + "rất dài " * 20)

    [one] = read(desk, fill(path, change))
    assert one.changes == ()
    assert [note[:42] for note in one.notes[:1]] == ["Chữ nằm ngoài các ô không được nhận: “Tôi "]
    assert len(one.notes) == 4
    assert "2 dòng" in one.notes[-1]


def test_a_box_that_was_deleted_is_named_and_its_part_stays(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    [path] = export(desk, topic, tmp_path, an)

    def change(document):
        [[cell]] = cells_of(document, "character")
        table = next(cell.iterancestors("{*}tbl"))
        table.getparent().remove(table)

    [one] = read(desk, fill(path, change))
    assert one.changes == ()
    assert "1. Về phẩm chất chính trị" in one.notes[0]


def test_the_cell_sees_who_a_form_was_made_for_and_that_it_left(desk, topic, people, tmp_path):
    an, _ = people
    write(desk, topic, an, "character", "Bản đầu")
    export(desk, topic, tmp_path)
    lines = review_tracing.journal(desk)
    assert [(one.member_name, one.means, one.by) for one in lines] == [
        ("Lê An", Means.WORD_FORM, "Trần Văn Mẫu")
    ]
    assert lines[0].file_name == "Phiếu tự soi - Lê An.docx"
    assert history.next_steps(desk).undo == "Viết tự soi, tự sửa của Lê An"


def test_stopping_keeps_what_is_written_and_remembers_only_that(desk, topic, tmp_path):
    enrol(desk, *(f"Lê Văn {chr(65 + n)}" for n in range(23)))

    class Stops:
        def report(self, done, total, label):
            if done == 21:
                raise Cancelled

    wanted = FormsWanted(topic.id)
    with pytest.raises(Cancelled):
        export_word_forms(desk, wanted, tmp_path, job=Stops())
    files = sorted(tmp_path.rglob("*.docx"))
    assert len(files) == 20
    assert all(one.problem is None for one in read(desk, *files[:2]))


def test_a_disk_that_refuses_leaves_no_form_that_nobody_remembers(
    desk, topic, people, tmp_path, monkeypatch
):
    written = []

    def full(path, data, **_):
        if written:
            raise EnvironmentProblem("disk_full")
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr(word_forms, "replace_file", full)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        export(desk, topic, tmp_path)
    assert len(written) == 1
    assert list(tmp_path.rglob("*.docx")) == []
    assert word_forms.given_out(desk, topic.id).given == frozenset()


def test_stopping_while_files_are_read_stops_all(desk, topic, people, tmp_path):
    paths = export(desk, topic, tmp_path)

    class Stops:
        def report(self, done, total, label):
            if label == paths[1].name:
                raise Cancelled

    with pytest.raises(Cancelled):
        read_forms(desk, paths, job=Stops())
