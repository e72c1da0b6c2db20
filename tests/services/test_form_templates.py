"""Forms of one's own: copied, edited, made the default, exported and imported."""

import pytest

from studycompanion.domain.paperwork import FormKind, FormTemplate
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import backups, form_templates, history, opening, reviews, rules
from studycompanion.services.template_check import sample_pages
from studycompanion.storage.backup import Cause
from tests.forms.reading import whole_text
from tests.services.conftest import ACTOR, SETUP, enrol


@pytest.fixture
def other(tmp_path, clock):
    """The open file of another cell."""
    made = opening.create(tmp_path / "other", SETUP, actor=ACTOR, clock=clock).desk
    yield made
    made.store.close()


def shipped(desk, form=FormKind.COMMITMENT, code="7"):
    lines = form_templates.list_templates(desk)
    return next(x.template for x in lines if x.template.form is form and x.template.code == code)


def copied(desk, year=2026, name="Mẫu của chi bộ"):
    return form_templates.copy_template(desk, shipped(desk).id, name=name, year=year).value


def in_force(desk, topic):
    with desk.read() as reader:
        return reviews.template_for(reader, topic)


def counted(desk):
    with desk.read() as reader:
        return len(reader.find(FormTemplate))


def test_every_shipped_form_is_listed_once_and_can_be_laid_out(desk):
    lines = form_templates.list_templates(desk)
    assert {x.template.form for x in lines} == set(FormKind)
    assert not any(x.is_own for x in lines)
    assert {x.template.code for x in lines if x.template.form is FormKind.COMMITMENT} == {"7", "4"}
    force = {x.template.code for x in lines if x.is_in_force}
    assert {"7", "2A", "2B", "2C", "study"} <= force
    assert not {"4", "02A", "02B"} & force
    for line in lines:
        assert sample_pages(line.template.form, line.template.body, now=desk.clock())


def test_a_copy_keeps_every_word_and_is_not_in_force_until_chosen(desk, topic):
    old, made = shipped(desk), copied(desk, name='  Mẫu "của"   chi bộ ')
    assert (made.name, made.year, made.edition) == ('Mẫu "của" chi bộ', 2026, 1)
    assert made.body.splitlines()[6:] == old.body.splitlines()[6:]
    assert in_force(desk, topic).id == old.id
    form_templates.make_default(desk, made.id)
    assert in_force(desk, topic).id == made.id
    newer = form_templates.save_body(desk, made.id, made.body.replace("BẢN CAM KẾT", "CAM KẾT"))
    assert newer.value.edition == 2
    assert in_force(desk, topic).id == newer.value.id
    form_templates.make_default(desk, old.id)
    assert in_force(desk, topic).id == old.id


def test_a_default_of_next_year_leaves_this_year_alone_and_undo_takes_it_back(desk, topic):
    later = copied(desk, year=2027)
    form_templates.make_default(desk, later.id)
    assert in_force(desk, topic).code == "7"
    now = copied(desk)
    form_templates.make_default(desk, now.id)
    assert in_force(desk, topic).id == now.id
    history.undo(desk)
    assert in_force(desk, topic).code == "7"


def test_a_review_keeps_the_form_that_it_was_written_on(desk, topic):
    [member] = enrol(desk, "Nguyễn Thị Ví Dụ")
    reviews.write_section(desk, topic.id, member, "ethics", "Giản dị", revision=0)
    form_templates.make_default(desk, copied(desk).id)
    kept = reviews.open_review(desk, topic.id, member).review.template_id
    assert kept == shipped(desk).id


def test_the_other_forms_follow_their_default_too(desk):
    for form, code in ((FormKind.REVIEW, "2A"), (FormKind.REPORT, "report")):
        lines = form_templates.list_templates(desk)
        old = next(
            x.template
            for x in lines
            if x.template.form is form and (x.template.code == code or form is FormKind.REPORT)
        )
        made = form_templates.copy_template(desk, old.id, name="Của ta", year=2026).value
        form_templates.make_default(desk, made.id)
        force = {x.template.id for x in form_templates.list_templates(desk) if x.is_in_force}
        assert made.id in force
        assert old.id not in force


def test_a_review_form_of_years_ago_takes_the_place_and_gives_it_back(desk):
    def force():
        return {x.template.code for x in form_templates.list_templates(desk) if x.is_in_force}

    form_templates.make_default(desk, shipped(desk, FormKind.REVIEW, "02A").id)
    assert "02A" in force()
    assert not {"2B", "2C"} & force()
    form_templates.make_default(desk, shipped(desk, FormKind.REVIEW, "2B").id)
    assert {"2B", "2C"} <= force()
    assert "02A" not in force()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('title = "BẢN CAM KẾT"', "title = 7", 9), ("[preamble]", "[preamble", 45)],
)
def test_a_broken_text_is_refused_with_its_line_and_nothing_is_kept(desk, old, new, line):
    made, before = copied(desk), counted(desk)
    with pytest.raises(UserError) as refused:
        form_templates.save_body(desk, made.id, made.body.replace(old, new))
    assert refused.value.code == "template_broken"
    assert refused.value.params["line"] == line
    assert counted(desk) == before


def test_what_ships_is_not_edited_itself_and_a_copy_needs_a_name(desk):
    old = shipped(desk)
    with pytest.raises(UserError, match="template_shipped"):
        form_templates.save_body(desk, old.id, old.body + "\n")
    with pytest.raises(UserError, match="template_unnamed"):
        form_templates.copy_template(desk, old.id, name=" ", year=2026)


def test_saving_keeps_the_code_and_the_same_text_changes_nothing(desk):
    made = copied(desk)
    assert form_templates.save_body(desk, made.id, made.body).value.id == made.id
    body = made.body.replace(f'"{made.code}"', '"7"', 1)
    assert form_templates.save_body(desk, made.id, body).value.id == made.id


def test_a_form_goes_to_a_file_and_into_another_data_file_once(desk, other, tmp_path):
    made = copied(desk)
    path = form_templates.export_template(desk, made.id, tmp_path / "mau.toml")
    assert path.read_text("utf-8").startswith('form = "commitment"\n')
    assert form_templates.import_template(desk, path).changes.ids == {}
    before = counted(other)
    first = form_templates.import_template(other, path)
    again = form_templates.import_template(other, path)
    assert first.value.id == again.value.id == made.id
    assert again.changes.ids == {}
    assert counted(other) == before + 1


def test_an_edited_shipped_form_comes_in_as_ones_own(desk, topic, tmp_path):
    old = shipped(desk)
    path = form_templates.export_template(desk, old.id, tmp_path / "mau.toml")
    assert form_templates.import_template(desk, path).value.id == old.id
    path.write_text(path.read_text("utf-8").replace("BẢN CAM KẾT", "CAM KẾT"), "utf-8")
    made = form_templates.import_template(desk, path).value
    assert rules.is_own(made)
    assert form_templates.import_template(desk, path).changes.ids == {}
    assert in_force(desk, topic).id == old.id


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "template_foreign"),
        (b'code = "7"\n', "template_foreign"),
        (b'form = "letter"\n', "template_foreign"),
        (b'form = "commitment"\ncode = ', "template_broken"),
        (b" " * 300_000, "template_foreign"),
        (None, "template_unread"),
    ],
)
def test_a_foreign_or_broken_file_is_refused(desk, tmp_path, data, code):
    path, before = tmp_path / "mau.toml", counted(desk)
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CodedError) as refused:
        form_templates.import_template(desk, path)
    assert refused.value.code == code
    assert refused.value.params.get("line", 2) == 2
    assert counted(desk) == before


def test_the_data_is_backed_up_before(desk):
    enrol(desk, "Nguyễn Thị Ví Dụ")
    made = copied(desk)
    form_templates.make_default(desk, made.id)
    assert backups.newest(desk).cause is Cause.TEMPLATE


def test_the_preview_shows_the_edited_words(desk):
    body = copied(desk).body.replace("BẢN CAM KẾT", "LỜI HỨA")
    pdf = form_templates.preview(desk, FormKind.COMMITMENT, body)
    assert "LỜIHỨA" in whole_text(pdf)


def test_letters_that_no_font_has_are_named_with_their_field(desk):
    made, before = copied(desk), counted(desk)
    body = made.body.replace("BẢN CAM KẾT", "BẢN 漢 CAM KẾT 漢字 □")
    for refuse in (
        lambda: form_templates.save_body(desk, made.id, body),
        lambda: form_templates.preview(desk, made.form, body),
    ):
        with pytest.raises(UserError) as refused:
            refuse()
        assert say(refused.value) == (
            "Ô “Tiêu đề” có chữ mà máy không in được: 漢 字. Hãy thay bằng chữ khác."
        )
    assert counted(desk) == before
