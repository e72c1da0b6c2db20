"""Made-up figures of cells and the reports of them; a test states only what matters to it."""

from datetime import date
from functools import cache

from studycompanion import forms
from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.paperwork import CellFigures, ReportContent
from studycompanion.forms.report_spec import ReportTemplate
from studycompanion.paths import resource
from tests.forms.samples import drawn

TOPIC = "Tinh thần trách nhiệm theo phong cách Hồ Chí Minh"
NAMES = ("Chi bộ Tổ dân phố số {}", "Chi bộ Trường Tiểu học Vĩnh Tuy số {}", "Chi bộ Quân sự {}")


def report_body() -> str:
    """The shipped template's text."""
    return resource("forms", "report", "2026.toml").read_text("utf-8")


@cache
def report_template() -> ReportTemplate:
    return forms.parse_report_template(report_body())


def marks(*, guests: int = 0, **counts: int) -> Totals:
    """Totals from counts by the marks' codes."""
    return Totals({Mark(name): count for name, count in counts.items()}, guests)


def cell(number: int = 1, **facts: object) -> CellFigures:
    """A cell of about sixty people."""
    usual: dict[str, object] = {
        "cell": NAMES[number % 3].format(number),
        "totals": marks(
            present=40 + number,
            late=number % 3,
            excused=4,
            unexcused=number % 2,
            exempt=3,
            made_up=2,
        ),
        "owing": 50 + number,
        "with_review": 48 + number,
        "with_plan": 47 + number,
        "items": 120,
        "unclear_items": number % 4,
        "with_form": 45 + number,
        "signed": 30 + number,
    }
    return CellFigures(**(usual | facts))


def cells(count: int) -> tuple[CellFigures, ...]:
    """That many cells."""
    return tuple(cell(number) for number in range(1, count + 1))


def report(*lines: CellFigures, **changes: object) -> ReportContent:
    """The report of a ward with these cells, with the named parts changed."""
    usual: dict[str, object] = {
        "superior": "",
        "issuer": "Đảng bộ phường Vĩnh Tuy",
        "is_ward": True,
        "place": "Vĩnh Tuy",
        "dated": date(2026, 2, 5),
        "topic": TOPIC,
        "year": 2026,
        "clarity": "5 rõ",
        "secretary": "Trần Văn Mẫu",
        "cells": lines,
    }
    return ReportContent(**(usual | changes))


def cell_report(*lines: CellFigures, **changes: object) -> ReportContent:
    """The report of one cell to its superior."""
    own = {
        "superior": "Đảng bộ phường Vĩnh Tuy",
        "issuer": "Chi bộ Tổ dân phố số 9",
        "is_ward": False,
    }
    return report(*lines, **(own | changes))


def report_pages(content: ReportContent):
    return forms.lay_out(forms.report_blocks(report_template(), content))


def report_pdf(content: ReportContent) -> bytes:
    return drawn(report_pages(content), title="Báo cáo kết quả học tập chuyên đề")
