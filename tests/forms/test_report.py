"""The report by cell: its blocks, its pages, and what other tools find in its bytes."""

import re

import pytest

from studycompanion import forms
from studycompanion.domain.attendance import Totals
from studycompanion.forms.blocks import (
    Header,
    Heading,
    Paragraph,
    Recipients,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.geometry import BOTTOM, LEFT, RIGHT, TOP
from tests.forms.reading import judge, page_texts, rules, saved, squeezed, words
from tests.forms.report_samples import (
    TOPIC,
    cell,
    cell_report,
    cells,
    marks,
    report,
    report_body,
    report_pages,
    report_pdf,
    report_template,
)

EVERY_MARK = "Ấp Ằng Ẳ Ẵ Ặ Ễ Ệ Ộ Ỡ Ợ Ữ Ự Ỵ ỷ ỹ ẫ ẩ ậ ẻ ẽ ị ọ ổ ỗ ờ ở ụ ủ ứ ừ ử đ Đ"


def _blocks(content):
    return forms.report_blocks(report_template(), content)


def _all(kind, content):
    return [block for block in _blocks(content) if isinstance(block, kind)]


def _said(content):
    return "\n".join(block.text for block in _all(Paragraph, content))


def _heads(table):
    return [" ".join(column.head) for column in table.columns]


def test_a_cell_reports_to_its_superior_with_number_and_post():
    content = cell_report(cell())
    [header] = _all(Header, content)
    assert header == Header(
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY",
        "CHI BỘ TỔ DÂN PHỐ SỐ 9",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Vĩnh Tuy, ngày 05 tháng 02 năm 2026",
        "Số .....-BC/CB",
    )
    [signed] = _all(Signatures, content)
    assert signed.left == Recipients(
        "Nơi nhận:", ("Đảng bộ phường Vĩnh Tuy (để báo cáo)", "Lưu Chi bộ")
    )
    assert (signed.right.capacity, signed.right.post) == ("T/M CHI BỘ", "BÍ THƯ")
    assert signed.right.full_name == "Trần Văn Mẫu"


def test_a_ward_signs_in_the_words_of_the_template():
    content = report(cell())
    assert _all(Header, content)[0].superior == ""
    assert _all(Signatures, content)[0].right.capacity == "T/M ĐẢNG ỦY"
    body = report_body().replace('superior = ""', 'superior = "Đảng bộ thành phố Hà Nội"')
    [header] = (
        block
        for block in forms.report_blocks(forms.parse_report_template(body), content)
        if isinstance(block, Header)
    )
    assert header.superior == "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI"


def test_title_and_first_sentence_name_topic_issuer_and_day():
    content = cell_report(cell())
    assert _all(Title, content) == [Title("BÁO CÁO", f"Kết quả học tập chuyên đề “{TOPIC}”")]
    opening = _all(Paragraph, content)[0].text
    assert opening.startswith("Chi bộ Tổ dân phố số 9 báo cáo")
    assert "05/02/2026" in opening


def test_both_tables_have_the_columns_that_the_ward_asks_for():
    first, second = _all(Table, report(*cells(2)))
    assert _heads(first) == [
        *("TT", "Chi bộ", "Triệu tập", "Dự học", "Vắng có lý do", "Vắng không có lý do"),
        *("Học bù", "Được miễn", "Tỷ lệ dự học", "Tỷ lệ hoàn thành"),
    ]
    assert _heads(second) == [
        *("Chi bộ", "Phải làm", "Có bản tự soi", "Có kế hoạch", "Việc chưa rõ"),
        *("Bản cam kết đã lập", "Đã ký"),
    ]


def test_a_cell_s_row_and_the_total_are_counted_and_rated():
    totals = marks(present=1500, late=10, online=2, excused=6, unexcused=4, made_up=5, exempt=8)
    one = cell(cell="Chi bộ 1", totals=totals, owing=1200, unclear_items=0, signed=7)
    two = cell(cell="Chi bộ 2", totals=marks(unexcused=1), owing=3, unclear_items=2, signed=1)
    first, second = _all(Table, report(one, two))
    assert first.rows[0] == (
        *("1", "Chi bộ 1", "1.535", "1.512", "6", "4", "5", "8"),
        *("98,50%", "99,35%"),
    )
    assert first.rows[1][-2:] == ("0,00%", "0,00%")
    assert first.total[:4] == ("", "Cộng", "1.536", "1.512")
    assert second.rows[0][:2] == ("Chi bộ 1", "1.200")
    assert (second.total[0], second.total[4], second.total[6]) == ("Cộng", "2", "8")


def test_each_rate_is_printed_with_its_formula_and_its_base_in_words():
    said = _said(report(cell(totals=marks(present=35599, unexcused=301, made_up=0))))
    assert "số lượt dự học chia cho số lượt triệu tập. Tính chung: 35.599/35.900, 99,16%." in said
    exempted = _said(report(cell(totals=marks(present=2900, made_up=9, excused=135, exempt=56))))
    assert "đã trừ số lượt được miễn. Tính chung: 2.909/3.044, 95,57%." in exempted


def test_a_rate_without_a_base_is_said_so():
    content = report(cell(totals=Totals({})))
    assert "Chưa có lượt triệu tập nào" in _said(content)
    assert "Chưa có lượt nào phải học" in _said(content)
    assert _all(Table, content)[0].rows[0][-2:] == ("—", "—")


def test_what_is_still_open_is_remarked_and_what_is_not_is_left_out():
    waiting = _said(report(cell(totals=marks(present=3, unmarked=1200, exempt=1, guests=2))))
    assert "Còn 1.200 lượt chưa học" in waiting
    assert "Còn 1.200 lượt chưa điểm danh." in waiting
    assert "2 lượt khách" in waiting
    done = _said(report(cell(totals=marks(present=3))))
    assert "Còn" not in done
    assert "Ngoài ra có" not in done


def test_the_clarity_set_of_the_topic_is_named():
    assert "“6 rõ”" in _said(report(cell(), clarity="6 rõ"))


def test_a_report_without_cells_says_so_and_has_no_table():
    content = report()
    assert "Chưa có chi bộ nào" in _said(content)
    assert not _all(Table, content)
    assert not _all(Heading, content)
    [page] = report_pages(content)
    assert "BÍ THƯ" in [text.text for text in page.texts()]


def test_braces_in_names_are_only_words():
    content = report(cell(cell="{x}"), topic="{year} {0}", issuer="{a}", secretary="{b}")
    assert _all(Title, content)[0].subject == "Kết quả học tập chuyên đề “{year} {0}”"
    assert _all(Table, content)[0].rows[0][1] == "{x}"


def test_columns_can_be_left_out_and_renamed_in_the_template():
    body = report_body().replace('head = "Triệu tập"', 'head = "Được mời"')
    start = body.index('[[participation.columns]]\nkey = "number"')
    end = body.index('[[participation.columns]]\nkey = "cell"')
    template = forms.parse_report_template(body[:start] + body[end:])
    table = next(
        b for b in forms.report_blocks(template, report(*cells(3))) if isinstance(b, Table)
    )
    assert _heads(table)[:2] == ["Chi bộ", "Được mời"]
    assert table.total[0] == "Cộng"


@pytest.mark.parametrize("count", [1, 7, 39])
def test_every_cell_is_printed_once_in_each_table(count):
    lines = tuple(cell(n, cell=f"Chi bộ số {n:03}") for n in range(1, count + 1))
    shown = [t.text for page in report_pages(report(*lines)) for t in page.texts()]
    for line in lines:
        assert shown.count(line.cell) == 2


def test_39_cells_flow_over_pages_under_repeated_heads_with_the_total_at_the_end():
    laid_out = report_pages(report(*cells(39)))
    assert len(laid_out) > 3
    pages = [[text.text for text in page.texts()] for page in laid_out]
    for texts in pages:
        if any(re.fullmatch(r"\d+,\d\d%", text) for text in texts):
            assert "TT" in texts
    assert sum("Cộng" in texts for texts in pages) == 2
    assert "Trần Văn Mẫu" in pages[-1]
    assert any("Trên đây là báo cáo" in text for text in pages[-1])


@pytest.mark.parametrize("count", range(10, 24))
def test_the_total_never_stands_alone_under_a_head(count):
    for page in report_pages(report(*cells(count))):
        texts = [text.text for text in page.texts()]
        if "Cộng" in texts and "TT" in texts:
            above = texts[: texts.index("Cộng")]
            assert any(re.fullmatch(r"\d+,\d\d%", text) for text in above)


@pytest.mark.parametrize(
    "totals",
    [marks(present=40), marks(present=235_000, unexcused=1), marks(unexcused=1)],
    ids=["usual", "as many as no ward has", "none came"],
)
def test_no_figure_and_no_word_of_a_head_is_cut(totals):
    content = report(cell(totals=totals), cell(2))
    shown = [text.text for page in report_pages(content) for text in page.texts()]
    together = " ".join(shown).split()
    for table in _all(Table, content):
        for row in (*table.rows, table.total):
            assert set(row[2:]) <= set(shown)
        for column in table.columns:
            assert set(column.head[0].split()) <= set(together)


def test_a_usual_cell_s_name_takes_one_line_even_in_a_ward_of_thousands():
    totals = marks(present=2350)
    lines = [cell(n, cell=f"Chi bộ Tổ dân phố số {n}", totals=totals) for n in range(30, 39)]
    shown = [text.text for page in report_pages(report(*lines)) for text in page.texts()]
    assert all(shown.count(line.cell) == 2 for line in lines)


def test_figures_of_a_column_end_on_one_line(tmp_path):
    found = words(report_pdf(report(cell(1), cell(2, totals=marks(present=9)))), tmp_path)
    ends = {round(word.right, 1) for word in found if word.text in ("80,77%", "100,00%")}
    assert len(ends) == 2, "one for each rate"


def test_the_page_s_margins_are_kept(tmp_path):
    for word in words(report_pdf(report(*cells(39))), tmp_path):
        assert word.left >= LEFT - 0.5
        assert word.right <= RIGHT + 0.5
        is_number = word.page > 1 and word.bottom < TOP
        assert is_number or TOP - 1 <= word.top < word.bottom <= BOTTOM + 1


def test_recipients_stand_left_of_the_signature_under_an_underlined_label(tmp_path):
    data = report_pdf(cell_report(cell()))
    found = words(data, tmp_path)
    label = next(word for word in found if word.text == "Nơi")
    signer = next(word for word in found if word.text == "T/M")
    assert label.page == signer.page
    assert label.top == pytest.approx(signer.top, abs=0.2)
    assert label.right < signer.left
    under = [r for r in rules(data, label.page - 1) if label.top < r[1] < label.bottom]
    assert [r[0] for r in under] == [pytest.approx(LEFT, abs=0.1)]


def test_each_recipient_ends_with_a_semicolon_and_the_last_with_a_full_stop():
    shown = [t.text for page in report_pages(report(cell())) for t in page.texts()]
    items = [text for text in shown if text.startswith("- ")]
    assert [item[-1] for item in items] == [";", ";", "."]


def test_number_and_asterisk_stand_under_the_issuing_body(tmp_path):
    found = words(report_pdf(cell_report(cell())), tmp_path)
    by_text = {word.text: word for word in reversed(found)}
    issuer, star, number = by_text["PHỐ"], by_text["*"], by_text[".....-BC/CB"]
    assert issuer.bottom <= star.bottom < number.bottom
    assert number.bottom < by_text["BÁO"].top


@pytest.mark.parametrize("count", [0, 1, 39])
def test_the_paper_is_sound_and_reads_back_with_every_mark(count, tmp_path):
    name = f"Chi bộ {EVERY_MARK}"
    lines = (cell(cell=name), *cells(count - 1)) if count else ()
    path = saved(report_pdf(report(*lines, secretary="Đỗ Thị Ngọc Ánh")), tmp_path)
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", path)
    text = judge("pdftotext", "-layout", path, "-")
    for expected in ("BÁO CÁO", "T/M ĐẢNG ỦY", "Đỗ Thị Ngọc Ánh", "Nơi nhận:"):
        assert expected in text
    raw = squeezed(judge("pdftotext", "-raw", path, "-"))
    assert raw.count(squeezed(EVERY_MARK)) == (2 if count else 0)
    for line in judge("pdffonts", path).splitlines()[2:]:
        assert re.match(r"[A-Z]{6}\+Tinos", line)


def test_pages_are_numbered_from_the_second_on():
    first, second, *_ = page_texts(report_pdf(report(*cells(39))))
    assert not first.startswith("1\n")
    assert second.startswith("2")


def test_the_sheet_holds_both_tables_side_by_side_as_values():
    lines = (cell(1, cell="Chi bộ 1", totals=marks(present=3, unexcused=1)), cell(2))
    sheet = forms.report_sheet(report_template(), report(*lines))
    assert sheet.heads[:3] == ("TT", "Chi bộ", "Triệu tập")
    assert sheet.heads[-1] == "Đã ký"
    assert sheet.heads.count("Chi bộ") == 1
    row = dict(zip(sheet.heads, sheet.rows[0], strict=True))
    assert (row["TT"], row["Triệu tập"], row["Đã ký"]) == (1, 4, 31)
    assert row["Tỷ lệ dự học"] * 4 == 3
    assert sheet.total[:2] == ("", "Cộng")
    assert sheet.title.endswith(f"“{TOPIC}”")
    assert any("chia cho số lượt triệu tập" in note for note in sheet.notes)
