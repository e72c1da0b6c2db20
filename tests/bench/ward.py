"""A made-up ward in a real data file, everyone with a review and a plan of two tasks.

``python -m tests.bench.ward DATA OUT`` writes all its forms and one file to print of each cell, and
says as JSON what it took: seconds of the clock and of the CPU, and the most memory in MB.
"""

import json
import sys
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from studycompanion.domain.ids import new_id
from studycompanion.domain.plan import ActionItem, ActionPlan
from studycompanion.domain.record import Actor, Record
from studycompanion.domain.review import ReviewText, SelfReview, Side
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.study import Topic
from studycompanion.domain.work import Silent
from studycompanion.services import members, opening, paperwork, rosters, topics
from studycompanion.services.desk import Desk
from studycompanion.services.reviews import template_for
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.storage.queries.people import MemberLine

ACTOR = Actor("pc", "Mẫu")
NOW = datetime(2026, 11, 20, 19, tzinfo=timezone(timedelta(hours=7)))
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


def written_ward(folder: Path, people: int, cells: int) -> Desk:
    """A new data file with so many people, each with texts of their own for one topic."""
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu")
    desk = opening.create(folder, setup, actor=ACTOR, clock=lambda: NOW).desk
    lines = tuple(RosterLine(_person(n, cells), Action.NEW) for n in range(people))
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    topic = topics.add_topic(desk, "Tinh thần trách nhiệm theo phong cách Bác", 2026).value
    with desk.write("review_draft") as tx:
        template = template_for(tx.uow, topic).id
        for number, member in enumerate(members.list_members(desk)):
            for record in _papers(member, topic, template, number):
                tx.uow.add(record)
    return desk


def _person(number: int, cells: int) -> RosterPerson:
    return RosterPerson(
        sheet="DS",
        row=number + 1,
        full_name=f"Nguyễn Thị Ví Dụ {number}",
        workplace=f"Nghỉ hưu, tổ {number}",
        cell_name=f"Chi bộ Tổ dân phố số {number % cells + 1}",
    )


def _papers(member: MemberLine, topic: Topic, template: str, number: int) -> list[Record]:
    owner: dict[str, Any] = {
        "member_id": member.id,
        "cell_id": member.cell_id,
        "topic_id": topic.id,
    }
    review = SelfReview(id=new_id(), year=2026, template_id=template, **owner)
    plan = ActionPlan(id=new_id(), clarity_id=topic.clarity_id, **owner)
    texts = (
        ReviewText(
            id=new_id(), review_id=review.id, part=key, side=Side.OWN, text=text.format(n=number)
        )
        for key, text in SECTIONS.items()
    )
    items = (
        ActionItem(
            id=new_id(),
            plan_id=plan.id,
            position=position,
            points={key: text.format(n=number + position) for key, text in POINTS.items()},
            due=date(2026, 12, 30),
        )
        for position in (1, 2)
    )
    return [review, *texts, plan, *items]


def export(desk: Desk, out: Path) -> int:
    """Write all forms and the files to print; returns how many forms there are."""
    [line] = topics.list_topics(desk)
    return len(paperwork.export_commitments(desk, line.id, out, job=Silent(), merged=True).files)


def most_memory() -> float:
    """The most MB that this process held at once, as the system counts it."""
    [peak] = [
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    ]
    return int(peak.split()[1]) / 1024


def _main(data: str, out: str) -> None:
    desk = opening.open_desk(Path(data), actor=ACTOR, clock=lambda: NOW)
    wall, cpu = time.perf_counter(), time.process_time()
    count = export(desk, Path(out))
    took = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}
    opening.close(desk, always_back_up=False)
    sys.stdout.write(json.dumps({"forms": count, **took, "peak_mb": most_memory()}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
