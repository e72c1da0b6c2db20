"""Single commitment forms per CPU-second, ours against ReportLab's platypus used as its guide says.

Both draw the same varied two-page forms in the same faces, one document each, in paired rounds
of one warm process; the ratio is what may be compared between machines. Beside it what a whole ward
in a real data file costs, drawn, numbered, kept and written, in a process of its own; what a form
costs among few and among many; and how soon one is seen.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from studycompanion import forms
from studycompanion.domain.paperwork import CommitmentContent, Variant
from studycompanion.domain.plan import ActionItem
from studycompanion.domain.rules import clarity_set
from studycompanion.forms.blocks import Block
from studycompanion.paths import resource
from studycompanion.services import members, opening, paperwork, topics
from studycompanion.services.desk import Desk
from tests.bench import ward
from tests.bench.bench_mark import on_a_disk
from tests.bench.pairs import compare, seconds
from tests.bench.platypus_forms import Platypus

ROUNDS = 7
FORMS_PER_ROUND = 30
WHEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEMPLATE = forms.parse_template(resource("forms", "commitment", "2026-7.toml").read_text("utf-8"))
CLARITY = clarity_set(resource("rules", "clarity-5ro-2026.toml").read_text("utf-8"))
AMONG = (50, 500, 2_350, 10_000)
"""Of how many forms the cost of one is told."""
PEOPLE, CELLS = 2_350, 39
PREVIEWS = 40
PREVIEW_SCALE = 1.25
"""Pixels to the point, as the window shows pages on a screen of 1366x768."""


def figures() -> dict[str, float]:
    """Forms per CPU-second both ways, naive time over ours, and the size of one of ours in KB.

    Then CPU milliseconds a form among so many; seconds, and most memory in MB, of a ward's forms
    with the files to print; KB on the disk and in the data file for each; ms of a preview.
    """
    naive, ours, ratio = compare(_timed(Platypus().draw), _timed(_ours), rounds=ROUNDS)
    return {
        "forms_per_cpu_s": FORMS_PER_ROUND / ours,
        "naive_per_cpu_s": FORMS_PER_ROUND / naive,
        "ratio": ratio,
        "kb_per_form": len(_ours(_blocks(0), "Nguyễn Thị Ví Dụ")) / 1024,
        **{f"cpu_ms_among_{count}": _among(count) for count in AMONG},
        **_of_a_ward(),
    }


def _among(count: int) -> float:
    """CPU milliseconds to draw a form where so many are drawn one after the other."""

    def work() -> None:
        for number in range(count):
            _ours(_blocks(number), f"Bản cam kết {number}")

    return seconds(work, time.process_time) / count * 1000


def _of_a_ward() -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=on_a_disk()) as name:
        data, out = Path(name) / "ward", Path(name) / "out"
        desk = ward.written_ward(data, PEOPLE, CELLS)
        seen = {
            "preview_ms": _preview_ms(desk, time.perf_counter),
            "preview_cpu_ms": _preview_ms(desk, time.process_time),
        }
        opening.close(desk, always_back_up=False)
        before = _file_kb(data)
        command = [sys.executable, "-m", ward.__name__, str(data), str(out)]
        run = subprocess.run(command, capture_output=True, check=True, text=True)
        took = json.loads(run.stdout)
        sizes = [path.stat().st_size / 1024 for path in out.glob("*/*.pdf")]
        return {
            "ward_wall_s": took["wall_s"],
            "ward_cpu_s": took["cpu_s"],
            "ward_peak_mb": took["peak_mb"],
            "ward_kb_per_form": statistics.mean(sizes),
            "kept_kb_per_form": (_file_kb(data) - before) / took["forms"],
            **seen,
        }


def _file_kb(folder: Path) -> float:
    """The size of a closed data file."""
    return (folder / "data.db").stat().st_size / 1024


def _preview_ms(desk: Desk, clock: Callable[[], float]) -> float:
    """Milliseconds until the pages of one of the ward's forms are pictures for the screen."""
    [topic] = topics.list_topics(desk)
    ids = [line.id for line in members.list_members(desk)[: PREVIEWS + 1]]

    def shown(member_id: str) -> float:
        def work() -> None:
            made = paperwork.preview_commitment(desk, topic.id, member_id)
            for index in range(made.pages):
                paperwork.preview_page(made.pdf, index, scale=PREVIEW_SCALE)

        return seconds(work, clock)

    return statistics.median([shown(one) for one in ids][1:]) * 1000


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
        sections={key: text.format(n=number) for key, text in ward.SECTIONS.items()},
        clarity=CLARITY,
        items=tuple(_item(number, position) for position in (1, 2)),
        secretary="Trần Văn Mẫu",
    )


def _item(number: int, position: int) -> ActionItem:
    points = {key: text.format(n=number + position) for key, text in ward.POINTS.items()}
    return ActionItem(
        id=str(position), plan_id="", position=position, points=points, due=date(2026, 9, 30)
    )


def _ours(blocks: tuple[Block, ...], full_name: str) -> bytes:
    return forms.draw(forms.lay_out(blocks), title=full_name, author="Chi bộ", when=WHEN)
