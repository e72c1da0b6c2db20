"""Workbooks of any number of made-up people, and what looking for one of them costs per key."""

import random
from pathlib import Path

import xlsxwriter

from studycompanion.services.desk import Desk
from studycompanion.ui.application import build_window, dressed
from studycompanion.ui.preferences import Comforts
from tests.bench.roll_keys import _finding, _p95, _rest

HEADS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ Đảng", "Ngày vào Đảng",
    "Ngày chính thức", "Chức vụ Đảng", "Đơn vị công tác", "Chi bộ", "Điện thoại",
)  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Đỗ")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Hữu", "Ngọc", "Xuân", "Thu", "Kim")
_GIVEN = (
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hòa", "Hùng", "Hương", "Khánh",
    "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Đạt",
)  # fmt: skip
_OF_A_CELL = 60


def write(path: Path, people: int) -> Path:
    """A workbook of so many people in cells of 60, the same for the same number."""
    draw = random.Random(people)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("DS")
    sheet.write_row(0, 0, HEADS)
    for number in range(1, people + 1):
        sheet.write_row(number, 0, _person(draw, number))
    book.close()
    return path


def _person(draw: random.Random, number: int) -> list[object]:
    parts = (_FAMILY, _MIDDLE, _MIDDLE, _GIVEN)
    born = (draw.randint(1, 28), draw.randint(1, 12), draw.randint(1940, 2000))
    return [
        number,
        " ".join(draw.choice(part) for part in parts),
        "{:02d}/{:02d}/{}".format(*born),
        draw.choice(("Nam", "Nữ")),
        str(10_000_000 + number),
        "03/02/2019",
        "03/02/2020",
        draw.choice(("Đảng viên",) * 9 + ("Chi ủy viên",)),
        f"Công ty {draw.choice(_GIVEN)}",
        f"Chi bộ {1 + number // _OF_A_CELL}",
        f"09{10_000_000 + number}",
    ]


def find_ms(desk: Desk) -> float:
    """Milliseconds at 95 of 100 of a key in the find box of the members' page, repaint included."""
    dressed([], Comforts(scheme="light"))
    window = build_window(desk, page="members")
    window.show()
    _rest(window)
    times = _finding(window.pages["members"].view.finder.box, window)
    window.context.tasks.close()
    window.hide()
    return _p95(times)
