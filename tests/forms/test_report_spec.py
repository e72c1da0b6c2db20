"""The report's template: the shipped one, and what a broken one says."""

import pytest

from studycompanion import forms
from studycompanion.errors import UserError
from studycompanion.messages import say
from tests.forms.report_samples import report_body, report_template


def _line_of(body: str, text: str) -> int:
    return next(n for n, line in enumerate(body.splitlines(), 1) if text in line)


def test_the_shipped_template_names_its_version():
    made = report_template()
    assert (made.code, made.year) == ("1", 2026)
    assert [rate.key for rate in made.participation.rates] == ["rate_attended", "rate_complete"]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("year = 2026", "year = 0", "year = 0", "year"),
        ('recipients_label = "Nơi nhận:"', "", "# Báo cáo", "recipients_label"),
        ('key = "called"', 'key = "clled"', 'key = "clled"', "key"),
        ('head = "Triệu tập"', "head = 5", "head = 5", "head"),
        ('head = "Đã ký"', "", "[[papers.columns]]", "head"),
        ('key = "rate_complete"\nf', 'key = "called"\nf', 'key = "called"', "key"),
        ('key = "unmarked"', 'key = "rate_attended"', 'key = "rate_attended"', "key"),
        ("Còn {count} lượt chưa điểm", "Còn {n} lượt chưa điểm", 'text = "Còn {n}', "text"),
        ("{part}/{base}, {rate}", "{part}/{whole}", "figures", "figures"),
        ("“{clarity}”", "“{set}”", "notes = [", "notes"),
        ("{superior} (để", "{ward} (để", 'recipients = ["{ward}', "recipients"),
        ('capacity = "T/M ĐẢNG ỦY"', "", "[ward.signature]", "capacity"),
        ("[cell.signature]", "[cell.signed]", "[cell]", "signature"),
        ('total = "Cộng"', "", "[participation]", "total"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old, new, line, reason):
    body = report_body()
    assert old in body
    body = body.replace(old, new, 1)
    with pytest.raises(UserError, match="template_broken") as caught:
        forms.parse_report_template(body)
    assert reason in caught.value.params["reason"]
    number = caught.value.params["line"]
    assert body.splitlines()[number - 1].startswith(line)
    assert str(number) in say(caught.value)


def test_the_line_of_a_repeated_table_is_its_own():
    body = report_body()
    with pytest.raises(UserError) as caught:
        forms.parse_report_template(body.replace('key = "unmarked"', 'key = "x"'))
    assert caught.value.params["line"] == _line_of(body, 'key = "unmarked"')


def test_rates_and_remarks_may_be_left_out_but_not_be_plain_values():
    body = report_body()
    start, end = body.index("[[participation.rates]]"), body.index("[papers]")
    bare = forms.parse_report_template(body[:start] + body[end:])
    assert (bare.participation.rates, bare.participation.remarks) == ((), ())
    broken = body[:start] + body[end:].replace("[papers]", "[papers]\nrates = [1]", 1)
    with pytest.raises(UserError, match="template_broken"):
        forms.parse_report_template(broken)


def test_a_table_without_columns_is_refused():
    body = report_body().replace("[[papers.columns]]", "[[papers.other]]")
    with pytest.raises(UserError) as caught:
        forms.parse_report_template(body)
    assert caught.value.params["line"] == _line_of(body, "[papers]")
