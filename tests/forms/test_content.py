"""What a form says: blocks made from a member's promises and the template's wording."""

from datetime import date

import pytest

from studycompanion.domain.paperwork import Variant
from studycompanion.forms.blocks import (
    FieldLine,
    Header,
    Heading,
    Paragraph,
    RuledLines,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.content import joined
from tests.forms.samples import SECTIONS, blocks, clarity, task


def _all(kind, made):
    return [block for block in made if isinstance(block, kind)]


def _one(kind, made):
    [block] = _all(kind, made)
    return block


def _after(heading: str, made):
    """The kinds of the blocks under a heading, up to the next one."""
    texts = [block.text if isinstance(block, Heading) else None for block in made]
    start = next(n for n, text in enumerate(texts) if text and heading in text) + 1
    end = next((n for n in range(start, len(made)) if texts[n]), len(made))
    return [type(block) for block in made[start:end]]


def test_header_names_superior_and_cell_in_capitals_and_place_and_date():
    assert _one(Header, blocks()) == Header(
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY",
        "CHI BỘ TỔ DÂN PHỐ SỐ 9",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Vĩnh Tuy, ngày 05 tháng 02 năm 2026",
    )


def test_a_blank_form_leaves_day_and_month_to_the_pen():
    made = blocks(variant=Variant.BLANK)
    assert _one(Header, made).dated == "Vĩnh Tuy, ngày ..... tháng ..... năm 2026"


def test_a_form_without_a_place_leaves_room_for_it():
    assert _one(Header, blocks(place=" ")).dated.startswith("............, ngày 05")


def test_subject_carries_the_year():
    title = Title("BẢN CAM KẾT", "Tu dưỡng, rèn luyện, phấn đấu năm 2027")
    assert _one(Title, blocks(year=2027)) == title


@pytest.mark.parametrize("variant", Variant)
def test_name_block_is_filled_in_both_variants(variant):
    fields = {line.label: line for line in _all(FieldLine, blocks(variant=variant))}
    assert fields["Họ và tên:"] == FieldLine("Họ và tên:", "Nguyễn Thị Ví Dụ", True)
    assert fields["Ngày sinh:"].value == "19/5/1958"
    assert fields["Chức vụ Đảng:"].value == "Chi ủy viên"
    assert fields["Sinh hoạt tại chi bộ:"].value == "Chi bộ Tổ dân phố số 9"


def test_no_post_is_said_in_a_filled_form_and_dotted_in_a_blank_one():
    filled, blank = (
        {line.label: line.value for line in _all(FieldLine, blocks(variant=variant, workplace=""))}
        for variant in Variant
    )
    assert filled["Chức vụ chính quyền:"] == "Không"
    assert filled["Đơn vị công tác:"] == ""
    assert blank["Chức vụ chính quyền:"] == ""


def test_preamble_names_documents_and_topics():
    preamble = next(block for block in blocks(topics=("A", "B")) if isinstance(block, Paragraph))
    assert "207-QĐ/TW, Quy định số 208-QĐ/TW và Quy định số 366-QĐ/TW" in preamble.text
    assert "học tập chuyên đề “A” và chuyên đề “B”, căn cứ" in preamble.text


def test_preamble_without_a_topic_names_the_year():
    preamble = next(block for block in blocks(topics=()) if isinstance(block, Paragraph))
    assert "học tập chuyên đề năm 2026, căn cứ" in preamble.text


@pytest.mark.parametrize(
    ("parts", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a và b"), (("a", "b", "c"), "a, b và c")],
)
def test_lists_are_joined_in_words(parts, said):
    assert joined(parts) == said


@pytest.mark.parametrize(("code", "count"), [("7", 7), ("4", 4)])
def test_sections_are_numbered(code, count):
    heads = [block.text for block in _all(Heading, blocks(code))]
    assert [head.split(".")[0] for head in heads] == [str(n) for n in range(1, count + 1)]
    assert heads[0] == "1. Về tư tưởng chính trị"


def test_each_line_of_a_member_s_text_is_a_paragraph():
    made = blocks(sections=SECTIONS | {"ethics": "Một.\r\n\n  Hai \t ba. \n"})
    assert Paragraph("Một.") in made
    assert Paragraph("Hai ba.") in made


@pytest.mark.parametrize("text", [None, "", " \n ", "\u200b"])
def test_an_empty_section_of_a_filled_form_gets_ruled_lines(text):
    sections = {key: value for key, value in SECTIONS.items() if key != "style"}
    made = blocks(sections=sections | ({} if text is None else {"style": text}))
    assert _after("lề lối", made) == [RuledLines]
    assert _after("đạo đức", made) == [Paragraph]


def test_a_blank_form_has_ruled_lines_in_every_section_and_none_of_the_text():
    made = blocks(variant=Variant.BLANK)
    assert len(_all(RuledLines, made)) == 6
    assert not any(SECTIONS["style"] in block.text for block in _all(Paragraph, made))


def test_text_in_the_plan_s_section_stands_above_the_table():
    made = blocks(sections=SECTIONS | {"plan": "Ba việc chính."})
    assert _after("Kế hoạch", made)[:2] == [Paragraph, Table]


def test_in_four_parts_the_table_stands_under_the_duties_with_an_introduction():
    made = blocks("4")
    assert _after("nhiệm vụ", made) == [Paragraph, Paragraph, Table]
    assert Paragraph("Các việc làm theo Bác trong năm 2026:", stays=True) in made


def test_table_heads_follow_the_clarity_set_with_the_task_first():
    table = _one(Table, blocks())
    assert [column.head for column in table.columns] == [
        ("TT",),
        ("Việc làm theo", "(rõ việc)"),
        ("Người thực hiện", "(rõ người)"),
        ("Cách làm", "(rõ quy trình)"),
        ("Trách nhiệm", "(rõ trách nhiệm)"),
        ("Kết quả, thời hạn", "(rõ hiệu quả)"),
    ]


def test_each_task_is_a_row_with_its_due_date_beside_the_result():
    rows = _one(Table, blocks()).rows
    assert rows[0][:2] == ("1", "Lập tổ giúp người cao tuổi làm thủ tục trực tuyến")
    assert rows[0][-1] == "60 lượt người được giúp, trước 30/9/2026"
    assert rows[1][:2] == ("2", "Dọn rác ngõ 9 mỗi tháng một lần")


@pytest.mark.parametrize(
    ("text", "due", "cell"),
    [
        ("", date(2026, 9, 30), "Trước 30/9/2026"),
        ("12 buổi.", date(2026, 9, 30), "12 buổi, trước 30/9/2026"),
        ("Xong ngày 05/09/2026", date(2026, 9, 5), "Xong ngày 05/09/2026"),
        ("Xong ngày 5/9/2026", date(2026, 9, 5), "Xong ngày 5/9/2026"),
        ("12 buổi", None, "12 buổi"),
    ],
)
def test_due_date_is_said_once(text, due, cell):
    assert _one(Table, blocks(items=(task(due=due, result=text),))).rows[0][-1] == cell


@pytest.mark.parametrize(
    ("code", "head"), [("6ro-a", "Thời gian"), ("6ro-b", "Kết quả"), ("6ro-c", "Thời gian")]
)
def test_due_date_stands_in_the_column_about_time(code, head):
    item = task(due=date(2026, 9, 30), result="", time="")
    table = _one(Table, blocks(clarity=clarity(code), items=(item,)))
    shown = {
        column.head[0]: cell for column, cell in zip(table.columns, table.rows[0], strict=True)
    }
    assert shown[head] == "Trước 30/9/2026"
    assert len(table.columns) == 7


def test_due_date_stands_last_when_no_column_is_about_time():
    from studycompanion.domain.plan import ClaritySet

    bare = ClaritySet("x", "x", clarity().points[:2])
    assert _one(Table, blocks(clarity=bare, items=(task(),))).rows[0][-1].endswith("30/9/2026")


@pytest.mark.parametrize("made", [blocks(items=()), blocks(variant=Variant.BLANK)])
def test_a_table_without_tasks_has_rows_to_write_in(made):
    table = _one(Table, made)
    assert table.rows == (("",) * 6,) * 3
    assert table.row_height >= 15


def test_the_closing_sentence_and_the_signatures_end_the_form():
    closing, signatures = blocks()[-2:]
    assert closing.stays
    assert "căn cứ để chi bộ kiểm điểm" in closing.text
    assert isinstance(signatures, Signatures)
    assert (signatures.left.capacity, signatures.left.post, signatures.left.full_name) == (
        "XÁC NHẬN CỦA CHI BỘ",
        "BÍ THƯ",
        "Trần Văn Mẫu",
    )
    assert (signatures.right.capacity, signatures.right.hint, signatures.right.full_name) == (
        "NGƯỜI CAM KẾT",
        "(Ký, ghi rõ họ tên)",
        "Nguyễn Thị Ví Dụ",
    )


def test_braces_in_a_member_s_words_are_only_words():
    made = blocks(topics=("{year} {0}",), place="{x}", sections=SECTIONS | {"style": "{name}"})
    assert Paragraph("{name}") in made
    assert _one(Header, made).dated.startswith("{x}, ngày")
    assert _one(Header, blocks(place="{x}", variant=Variant.BLANK)).dated.startswith("{x}, ngày")
