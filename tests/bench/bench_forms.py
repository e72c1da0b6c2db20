"""Single commitment forms per CPU-second, ours against ReportLab's platypus used as its guide says.

Both draw the same varied two-page forms in the same faces, one document each, in paired rounds
of one warm process; the ratio is what may be compared between machines.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

from studycompanion import forms
from studycompanion.domain.paperwork import CommitmentContent, Variant
from studycompanion.domain.plan import ActionItem
from studycompanion.domain.rules import clarity_set
from studycompanion.forms.blocks import Block
from studycompanion.paths import resource
from tests.bench.pairs import compare, seconds
from tests.bench.platypus_forms import Platypus

ROUNDS = 7
FORMS_PER_ROUND = 30
WHEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEMPLATE = forms.parse_template(resource("forms", "commitment", "2026-7.toml").read_text("utf-8"))
CLARITY = clarity_set(resource("rules", "clarity-5ro-2026.toml").read_text("utf-8"))
SECTIONS = {
    "politics": "Dự đầy đủ các buổi sinh hoạt, đọc tài liệu trước {n} ngày và phát biểu ý kiến.",
    "ethics": "Giữ nếp sống giản dị, gần gũi với {n} hộ trong tổ; không để người thân lợi dụng.",
    "discipline": "Chấp hành sự phân công; báo cáo trước {n} ngày khi vắng mặt; giữ đoàn kết.",
    "style": "Làm việc có kế hoạch, có ghi chép; trả lời {n} kiến nghị của bà con mỗi quý.",
    "duties": "Hoàn thành {n} việc làm theo nêu trong bảng dưới đây, đúng hạn và kiểm đếm được.",
    "mending": "Khắc phục việc ghi biên bản chậm: hoàn thành {n} biên bản ngay sau buổi họp.",
}
POINTS = {
    "task": "Lập tổ giúp {n} người cao tuổi làm thủ tục trực tuyến",
    "person": "Nguyễn Thị Ví Dụ; giúp việc: {n} đoàn viên",
    "process": "Trực tại nhà văn hóa sáng thứ Bảy; ghi sổ {n} lượt",
    "responsibility": "Chịu trách nhiệm trước chi ủy về {n} lượt",
    "result": "{n} lượt người được giúp",
}


def figures() -> dict[str, float]:
    """Forms per CPU-second both ways, naive time over ours, and the size of one of ours in KB."""
    naive, ours, ratio = compare(_timed(Platypus().draw), _timed(_ours), rounds=ROUNDS)
    return {
        "forms_per_cpu_s": FORMS_PER_ROUND / ours,
        "naive_per_cpu_s": FORMS_PER_ROUND / naive,
        "ratio": ratio,
        "kb_per_form": len(_ours(_blocks(0), "Nguyễn Thị Ví Dụ")) / 1024,
    }


def _timed(draw: Callable[[tuple[Block, ...], str], bytes]) -> Callable[[], float]:
    """CPU seconds to make a round of forms, from contents to bytes; no member comes twice."""
    numbers = count(1)

    def work() -> None:
        for number, _ in zip(numbers, range(FORMS_PER_ROUND), strict=False):
            draw(_blocks(number), f"Bản cam kết {number}")

    return lambda: seconds(work, time.process_time)


def _blocks(number: int) -> tuple[Block, ...]:
    return forms.commitment_blocks(TEMPLATE, _content(number), variant=Variant.FILLED)


def _content(number: int) -> CommitmentContent:
    return CommitmentContent(
        superior="Đảng bộ phường Vĩnh Tuy",
        cell=f"Chi bộ Tổ dân phố số {number % 39 + 1}",
        place="Vĩnh Tuy",
        dated=date(2026, 2, 5),
        year=2026,
        topics=("Tinh thần trách nhiệm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",),
        full_name=f"Nguyễn Thị Ví Dụ {number}",
        birth=f"{number % 28 + 1}/5/{1930 + number % 60}",
        workplace=f"Nghỉ hưu, tổ {number}",
        party_post="Chi ủy viên",
        gov_post="",
        mass_post=f"Chi hội trưởng Chi hội {number}",
        sections={key: text.format(n=number) for key, text in SECTIONS.items()},
        clarity=CLARITY,
        items=tuple(_item(number, position) for position in (1, 2)),
        secretary="Trần Văn Mẫu",
    )


def _item(number: int, position: int) -> ActionItem:
    points = {key: text.format(n=number + position) for key, text in POINTS.items()}
    return ActionItem(
        id=str(position), plan_id="", position=position, points=points, due=date(2026, 9, 30)
    )


def _ours(blocks: tuple[Block, ...], full_name: str) -> bytes:
    return forms.draw(forms.lay_out(blocks), title=full_name, author="Chi bộ", when=WHEN)
