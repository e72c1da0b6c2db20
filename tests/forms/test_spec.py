"""Templates: the shipped ones, and what a broken one says."""

import pytest

from studycompanion import forms
from studycompanion.errors import UserError
from studycompanion.messages import say
from tests.forms.samples import template, template_body


def _broken(body: str) -> UserError:
    with pytest.raises(UserError) as caught:
        forms.parse_template(body)
    assert caught.value.code == "template_broken"
    return caught.value


def _line_of(body: str, text: str) -> int:
    return next(n for n, line in enumerate(body.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("7", ["politics", "ethics", "discipline", "style", "duties", "mending", "plan"]),
        ("4", ["politics", "ethics", "duties", "discipline"]),
    ],
)
def test_shipped_templates_have_their_sections(code, keys):
    made = template(code)
    assert (made.code, made.year) == (code, 2026)
    assert [section.key for section in made.sections] == keys
    assert sum(section.has_tasks for section in made.sections) == 1
    assert made.fields[0].key == "full_name"


def test_shipped_templates_cite_the_documents_of_2026():
    for code in "74":
        assert [d.split()[-1] for d in template(code).preamble.documents] == [
            "207-QĐ/TW",
            "208-QĐ/TW",
            "366-QĐ/TW",
        ]


def test_wrong_syntax_names_its_line():
    body = template_body().replace('title = "BẢN CAM KẾT"', "title = BẢN CAM KẾT")
    error = _broken(body)
    assert error.params["line"] == _line_of(body, "BẢN CAM KẾT")
    assert "TOML" in say(error)


def test_an_unfinished_text_names_the_last_line():
    assert _broken('a = """x\ny').params["line"] >= 2


@pytest.mark.parametrize(
    ("old", "new", "marker", "reason"),
    [
        ('party = "ĐẢNG CỘNG SẢN VIỆT NAM"', "", None, "party"),
        ("year = 2026", 'year = "2026"', "year =", "year"),
        ("year = 2026", "year = 0", "year =", "year"),
        ("year = 2026", "year = true", "year =", "year"),
        ("năm {year}", "năm {nam}", "subject", "subject"),
        ("năm {year}", "năm {year", "subject", "subject"),
        ("năm {year}", "năm {}", "subject", "subject"),
        ('key = "birth"', 'key = "born"', '"born"', "key"),
        ('label = "Ngày sinh"', "label = 5", "label = 5", "label"),
        ('label = "Họ và tên"', "", "[[fields]]", "label"),
        ("[table]", "[other]", None, "table"),
        ("[[fields]]", "[[other]]", None, "fields"),
        ("writing_rows = 3", "writing_rows = 0", "writing_rows", "writing_rows"),
        ('documents = ["Quy định số 207-QĐ/TW"', "documents = [7", "documents", "documents"),
        ("lines = 0\ntasks = true", "lines = -1", "lines = -1", "lines"),
        ('capacity = "NGƯỜI CAM KẾT"', "", "[member_signature]", "capacity"),
        ('title = "BẢN CAM KẾT"', 'title = " "', 'title = " "', "title"),
        ("tasks = true", 'tasks = "có"', 'tasks = "có"', "tasks"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old, new, marker, reason):
    body = template_body()
    assert old in body
    body = body.replace(old, new)
    error = _broken(body)
    assert reason in error.params["reason"]
    assert error.params["line"] == (_line_of(body, marker) if marker else 1)
    assert str(error.params["line"]) in say(error)


def test_fields_may_not_be_plain_values():
    body = template_body()
    start, end = body.index("[[fields]]"), body.index("[preamble]")
    assert "fields" in _broken("fields = [1]\n" + body[:start] + body[end:]).params["reason"]


def test_an_edited_template_is_printed():
    body = template_body().replace("Về tư tưởng chính trị", "Về niềm tin")
    assert forms.parse_template(body).sections[0].title == "Về niềm tin"
