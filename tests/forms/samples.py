"""Made-up members and their forms; a test states only what matters to it."""

from datetime import date, datetime, timedelta, timezone
from functools import cache

from studycompanion import forms
from studycompanion.domain.paperwork import CommitmentContent, Variant
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.rules import clarity_set
from studycompanion.forms.spec import Template
from studycompanion.paths import resource

WHEN = datetime(2026, 11, 20, 19, 0, tzinfo=timezone(timedelta(hours=7)))
SENTENCE = "Dự đầy đủ các buổi sinh hoạt và buổi học chuyên đề trong năm, phát biểu ý kiến."
SECTIONS = {
    "politics": "Đọc tài liệu trước mỗi buổi học và phát biểu ít nhất một ý kiến.",
    "ethics": "Giữ nếp sống giản dị, gần gũi với bà con; không để người thân lợi dụng chức vụ.",
    "discipline": "Chấp hành sự phân công của chi bộ; báo cáo trước khi vắng mặt.",
    "style": "Làm việc có kế hoạch, có ghi chép; trả lời kiến nghị trong vòng ba ngày.",
    "duties": "Hoàn thành các việc làm theo nêu trong bảng dưới đây, đúng hạn.",
    "mending": "Khắc phục việc ghi biên bản chậm: hoàn thành biên bản ngay sau buổi họp.",
}
POINTS = {
    "task": "Lập tổ giúp người cao tuổi làm thủ tục trực tuyến",
    "person": "Nguyễn Thị Ví Dụ; giúp việc: hai đoàn viên",
    "process": "Trực tại nhà văn hóa sáng thứ Bảy; ghi sổ từng lượt",
    "responsibility": "Chịu trách nhiệm trước chi ủy",
    "result": "60 lượt người được giúp",
}


def template_body(code: str = "7") -> str:
    """The shipped template's text."""
    return resource("forms", "commitment", f"2026-{code}.toml").read_text("utf-8")


@cache
def template(code: str = "7") -> Template:
    return forms.parse_template(template_body(code))


@cache
def clarity(code: str = "5ro") -> ClaritySet:
    return clarity_set(resource("rules", f"clarity-{code}-2026.toml").read_text("utf-8"))


def task(position: int = 1, *, due: date | None = date(2026, 9, 30), **points: str) -> ActionItem:
    return ActionItem(
        id=f"item{position}", plan_id="plan", position=position, points=POINTS | points, due=due
    )


def content(**changes: object) -> CommitmentContent:
    """What Nguyễn Thị Ví Dụ promises, with the named parts changed."""
    usual: dict[str, object] = {
        "superior": "Đảng bộ phường Vĩnh Tuy",
        "cell": "Chi bộ Tổ dân phố số 9",
        "place": "Vĩnh Tuy",
        "dated": date(2026, 2, 5),
        "year": 2026,
        "topics": ("Tinh thần trách nhiệm theo phong cách Hồ Chí Minh",),
        "full_name": "Nguyễn Thị Ví Dụ",
        "birth": "19/5/1958",
        "workplace": "Nghỉ hưu",
        "party_post": "Chi ủy viên",
        "gov_post": "",
        "mass_post": "Chi hội trưởng Chi hội Người cao tuổi",
        "sections": SECTIONS,
        "clarity": clarity(),
        "items": (task(1), task(2, task="Dọn rác ngõ 9 mỗi tháng một lần", result="12 buổi")),
        "secretary": "Trần Văn Mẫu",
    }
    return CommitmentContent(**(usual | changes))


def blocks(code: str = "7", *, variant: Variant = Variant.FILLED, **changes: object):
    return forms.commitment_blocks(template(code), content(**changes), variant=variant)


def pages(code: str = "7", *, variant: Variant = Variant.FILLED, **changes: object):
    return forms.lay_out(blocks(code, variant=variant, **changes))


def pdf(code: str = "7", *, variant: Variant = Variant.FILLED, **changes: object) -> bytes:
    return drawn(pages(code, variant=variant, **changes))


def drawn(laid_out, title: str = "Bản cam kết – Nguyễn Thị Ví Dụ") -> bytes:
    return forms.draw(laid_out, title=title, author="Chi bộ Tổ dân phố số 9", when=WHEN)
