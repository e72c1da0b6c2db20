"""A Word form as an office saves it is read whole, and what is no such form is refused."""

import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.word_form_in import Note, apart, child, form_apart
from studycompanion.exchange.word_form_in.answer import FilledForm, Table, pack, unpack
from studycompanion.exchange.word_form_in.document import read_form
from studycompanion.exchange.word_form_in.guard import checked_parts
from studycompanion.exchange.word_form_out import (
    Box,
    Facts,
    Lines,
    Pick,
    Wide,
    printed_lines,
    table_names,
    write_form,
)
from studycompanion.exchange.word_out import Grid, Para, Run
from studycompanion.messages import say
from studycompanion.paths import own_environment
from tests.services.word_forms import cells_of, fill, repacked, table_of, type_into

CODE = "A1B2-C3D4-E5F6"
PARTS = (
    Grid((73, 92), (((Para((Run("ĐẢNG BỘ"),)),), (Para((Run("ĐẢNG CỘNG SẢN"),)),)),)),
    Facts((("Họ và tên", "Lê An"), ("Ngày sinh", "1958"))),
    Para((Run("1. Ưu điểm"),)),
    Box("character", "Ưu điểm", "Chăm chỉ\n- đều đặn", 4),
    Box("duties", "Nhiệm vụ"),
    Pick("rank", "Xếp loại", ("Tốt", "Khá"), "Khá"),
    Pick("rating", "Mức", ("Tốt", "Khá")),
    Lines("mended", "Khắc phục", ("Hạn chế", "Kết quả"), (3, 1), (("Nói dài", "Đã"), ("", "")),
          ("Đã", "Chưa")),
    Wide(),
    Lines("items", "Việc", ("TT", "Việc"), (1, 9), (("1", "Dọn đường"), ("2", "")),
          is_counted=True),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    made = write_form(
        PARTS,
        title="Phiếu",
        author="Chi bộ 9",
        when=datetime(2026, 11, 20, tzinfo=UTC),
        code=CODE,
        foot=f"Mã phiếu {CODE}",
    )
    file = tmp_path / "Phiếu Lê An.docx"
    file.write_bytes(made)
    return file


def here(path):
    return read_form(checked_parts(path.read_bytes()))


def said(form, key):
    [table] = [table for table in form.tables if table.key == key]
    return table.rows


def w(xml):
    return parse_xml(re.sub(r"[/>]", lambda end: f" {nsdecls('w')}{end[0]}", xml, count=1))


def refused(path):
    with pytest.raises(UserError) as told:
        form_apart(path)
    assert path.name in say(told.value)
    return told.value.code


EXPECTED = FilledForm(
    CODE,
    (
        Table("", (("ĐẢNG BỘ", "ĐẢNG CỘNG SẢN"),)),
        Table("name", (("Họ và tên", "Lê An"), ("Ngày sinh", "1958"))),
        Table("character", (("Chăm chỉ\n- đều đặn",),)),
        Table("duties", (("",),)),
        Table("rank", (("Khá",),)),
        Table("rating", (("",),)),
        Table("mended", (("Hạn chế", "Kết quả"), ("Nói dài", "Đã"), ("", ""))),
        Table("items", (("TT", "Việc"), ("1", "Dọn đường"), ("2", ""))),
    ),
    ("ĐẢNG BỘ", "ĐẢNG CỘNG SẢN", "1. Ưu điểm"),
)


def test_the_process_reads_what_was_written(path):
    assert form_apart(path) == here(path) == EXPECTED
    assert list(printed_lines(PARTS)) == list(EXPECTED.lines)
    assert table_names(PARTS) == tuple(table.key for table in EXPECTED.tables)
    assert unpack(pack(EXPECTED)) == EXPECTED


def test_pages_lie_on_their_long_side_from_the_plan_on(path):
    first, second = Document(str(path)).sections
    assert (round(first.page_width.mm), round(second.page_width.mm)) == (210, 297)
    assert CODE in first.footer.paragraphs[0].text
    assert second.footer.is_linked_to_previous
    assert not second.different_first_page_header_footer


def test_every_control_is_kept_from_being_deleted_and_its_table_is_as_wide_as_its_cells(path):
    document = Document(str(path))
    locks = [lock.get(qn("w:val")) for lock in document.element.body.iter("{*}lock")]
    assert locks == ["sdtLocked"] * 6
    for key in ("items", "mended"):
        table = table_of(document, key)
        grid = [int(c.get(qn("w:w"))) for c in table.iter("{*}gridCol")]
        cells = [cell.tcPr.width.twips for cell in cells_of(document, key)[0]]
        assert all(abs(a - b) < 3 for a, b in zip(grid, cells, strict=True))


def test_text_in_split_runs_with_marks_of_the_spelling_check_is_whole(path):
    fill(path, lambda d: type_into(cells_of(d, "duties")[0][0], "Hoàn thành tốt", "", "mọi việc"))
    assert said(here(path), "duties") == (("Hoàn thành tốt\n\nmọi việc",),)


def test_bullets_and_numbers_of_word_become_signs(path):
    def change(document):
        [[cell]] = cells_of(document, "duties")
        for style, text in (
            ("List Bullet", "một"),
            ("List Number", "hai"),
            ("List Number", "ba"),
            ("List Bullet", "  "),
        ):
            paragraph = document.add_paragraph(text, style=style)
            cell.append(paragraph._p)
        nested = w(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>trong</w:t></w:r></w:p>"
        )
        off = w(
            '<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
            "<w:r><w:t>thường</w:t></w:r></w:p>"
        )
        cell.append(nested)
        cell.append(off)

    fill(path, change)
    assert said(here(path), "duties") == (("- một\n1. hai\n2. ba\n  \n  - trong\nthường",),)


NUMBERS = """<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">
<w:numFmt w:val="lowerLetter"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="x"/></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def test_letters_count_and_deeper_numbers_begin_anew(path, tmp_path):
    def line(level, text):
        return w(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        )

    def change(document):
        [[cell]] = cells_of(document, "duties")
        for level, text in ((0, "a"), (1, "x"), (1, "y"), (0, "b"), (1, "z")):
            cell.append(line(level, text))

    fill(path, change)
    numbering = NUMBERS.replace("<w:numbering", f"<w:numbering {nsdecls('w')}").encode()
    made = repacked(
        path, lambda n, d: numbering if n == "word/numbering.xml" else d, tmp_path / "b.docx"
    )
    assert said(here(made), "duties") == (("a) a\n  1. x\n  2. y\nb) b\n  1. z",),)


INLINE = """<w:p><w:smartTag><w:r><w:t>Phường </w:t></w:r></w:smartTag><w:hyperlink><w:r>
<w:t>Vĩnh Tuy</w:t></w:r></w:hyperlink><w:ins><w:r>
<w:t xml:space="preserve"> thêm</w:t></w:r></w:ins>
<w:del><w:r><w:delText>bớt</w:delText><w:t>bớt</w:t></w:r></w:del><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom>
<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:cr/></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>
<w:commentRangeStart w:id="1"/><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"""


def test_what_word_wraps_around_text_does_not_hide_it_and_changes_are_taken_as_accepted(path):
    def change(document):
        cells_of(document, "duties")[0][0].append(w(INLINE))

    fill(path, change)
    form = here(path)
    assert said(form, "duties") == (("Phường Vĩnh Tuy thêm a\nb-c",),)
    assert form.notes == (Note.COMMENTS, Note.FOOTNOTES, Note.TRACKED)


def test_fonts_of_old_are_read_as_they_show(path):
    def change(document):
        for font, text in (("ascii", "§¶ng viªn"), ("ascii", "Ñaûng vieân")):
            name = ".VnTime" if text.startswith("§") else "VNI-Times"
            cells_of(document, "duties")[0][0].append(
                w(
                    f'<w:p><w:r><w:rPr><w:rFonts w:{font}="{name}"/></w:rPr>'
                    f"<w:t>{text}</w:t></w:r></w:p>"
                )
            )

    fill(path, change)
    assert said(here(path), "duties") == (("Đảng viên\nĐảng viên",),)


FRAMES = """<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r>
<w:t>Chữ trong khung</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>
<w:txbxContent><w:p><w:r><w:t>Chữ</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r><w:r><w:pict/></w:r><w:drawing/></w:p>"""


def test_frames_are_lines_beside_the_form_and_pictures_are_told(path):
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    def change(document):
        made = parse_xml(FRAMES.replace("<w:p>", f"<w:p {nsdecls('w')} {space}>", 1))
        cells_of(document, "duties")[0][0].append(made)

    fill(path, change)
    form = here(path)
    assert form.lines[-1] == "Chữ trong khung"
    assert form.notes == (Note.PICTURES,)
    assert said(form, "duties") == (("",),)


def test_a_table_pasted_into_a_box_is_read_line_by_line(path):
    def change(document):
        table = document.add_table(2, 2)
        for number, cell in enumerate(c for row in table.rows for c in row.cells):
            cell.text = f"ô {number}"
        cells_of(document, "duties")[0][0].append(table._tbl)

    fill(path, change)
    assert said(here(path), "duties") == (("ô 0 | ô 1\nô 2 | ô 3",),)


def test_a_row_taken_out_while_changes_are_tracked_is_gone(path):
    def change(document):
        row = next(iter(table_of(document, "items").iter("{*}tr")))
        last = list(table_of(document, "items").iter("{*}tr"))[-1]
        last.get_or_add_trPr().append(w('<w:del w:id="9"/>'))
        assert row is not last

    fill(path, change)
    assert len(said(here(path), "items")) == 2


def test_a_box_that_was_emptied_in_word_is_empty_in_any_language(path):
    def change(document):
        [[cell]] = cells_of(document, "character")
        type_into(cell, "Click or tap here", split=False)
        control = next(cell.iterancestors("{*}sdt"))
        control.find("{*}sdtPr").append(w("<w:showingPlcHdr/>"))
        run = next(cell.iter("{*}r"))
        run.insert(0, w('<w:rPr><w:rStyle w:val="Platzhaltertext"/></w:rPr>'))

    fill(path, change)
    assert said(here(path), "character") == (("",),)


def test_text_typed_over_the_faint_words_by_another_program_counts(path):
    """It leaves the sign that nothing was typed yet."""

    def change(document):
        [[cell]] = cells_of(document, "duties")
        next(cell.iter("{*}t")).text = "Gõ vào đây Tốt"

    fill(path, change)
    assert said(here(path), "duties") == (("Tốt",),)


def _without(names):
    def change(document):
        for name in names:
            for element in list(document.element.body.iter(f"{{*}}{name}")):
                element.getparent().remove(element)

    return change


def test_a_program_that_drops_the_names_of_tables_leaves_those_of_the_controls(path):
    fill(path, _without(["tblCaption"]))
    keys = [table.key for table in here(path).tables]
    assert keys == ["", "", "character", "duties", "rank", "rating", "mended", ""]


def test_the_code_is_found_at_the_foot_where_the_property_is_gone(path, tmp_path):
    def drop(name, data):
        return data.replace(CODE.encode(), b"") if name == "docProps/custom.xml" else data

    made = repacked(path, drop, tmp_path / "b.docx")
    assert here(made).code == CODE

    def footless(name, data):
        data = drop(name, data)
        return data.replace(CODE.encode(), b"") if data and "footer" in name else data

    bare = repacked(path, footless, tmp_path / "c.docx")
    assert here(bare).code == ""
    fill(bare, lambda d: d.add_paragraph(f"Mã phiếu: {CODE}"))
    assert here(bare).code == CODE


STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def test_word_saves_in_another_namespace_too(path, tmp_path):
    plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = repacked(path, lambda n, d: d.replace(plain, STRICT), tmp_path / "b.docx")
    assert here(made).tables == EXPECTED.tables


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
DOCUMENT = "word/document.xml"


def _zip(**parts):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", 8) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "word_unreadable"),
        (b"xin chao", "word_unreadable"),
        (b"%PDF-1.7", "word_other_kind"),
        (b"\x89PNG\r\n", "word_other_kind"),
        (OLE, "word_old_kind"),
        (rb"{\rtf1 abc}", "word_old_kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "word_password"),
        (b"PK\x03\x04 hong", "word_unreadable"),
        (_zip(mimetype="application/vnd.oasis.opendocument.text"), "word_other_kind"),
        (_zip(a_xml="<a/>"), "word_unreadable"),
        (_zip(word__document_xml="<a"), "word_unreadable"),
        (_zip(word__document_xml="<a/>"), "word_other_kind"),
        (_zip(word__document_xml="<!DOCTYPE a><a/>"), "word_unreadable"),
        (_zip(word__document_xml="<a>" * 300 + "</a>" * 300), "word_other_kind"),
    ],
)
def test_what_is_no_form_is_refused(data, code):
    assert child.answer(data) == b"-" + code.encode()


def test_a_document_nested_beyond_reason_is_damaged(path, tmp_path):
    def deep(name, data):
        return data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 300 + b"</w:sdt>" * 300) \
            if name == DOCUMENT else data  # fmt: skip

    made = repacked(path, deep, tmp_path / "b.docx")
    assert child.answer(made.read_bytes()) == b"-word_unreadable"


def test_a_document_with_a_program_is_not_opened(path, tmp_path):
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("word/vbaProject.bin", b"x")
    assert refused(path) == "word_macros"


def test_a_file_that_unpacks_to_more_than_memory_is_refused_at_once(path, tmp_path):
    bomb = repacked(
        path, lambda n, d: d + b" " * 101_000_000 if n == DOCUMENT else d, tmp_path / "bom.docx"
    )
    assert bomb.stat().st_size < 1_000_000
    assert refused(bomb) == "word_too_large"


def test_thousands_of_parts_are_refused(path):
    with zipfile.ZipFile(path, "a") as made:
        for number in range(2_001):
            made.writestr(f"x{number}", b"")
    assert refused(path) == "word_too_large"


def test_half_a_file_is_damaged(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert refused(path) == "word_unreadable"


def test_one_flipped_byte_is_read_or_refused_and_never_a_crash(path):
    data = path.read_bytes()
    for at in range(100, len(data), 1_501):
        spoilt = bytearray(data)
        spoilt[at] ^= 0xFF
        answer = child.answer(bytes(spoilt))
        assert answer.startswith(b"+") or answer == b"-word_unreadable"


def test_a_file_that_is_gone_too_large_or_held_is_told(tmp_path, monkeypatch, path):
    assert refused(tmp_path / "không có.docx") == "word_missing"
    monkeypatch.setattr(apart, "LARGEST_FILE", 10)
    assert refused(path) == "word_too_large"
    monkeypatch.undo()

    def held(_self):
        raise PermissionError

    monkeypatch.setattr(type(path), "read_bytes", held)
    with pytest.raises(EnvironmentProblem, match="word_refused"):
        form_apart(path)


def python(code):
    return lambda *words: [sys.executable, "-c", code]


def test_a_process_that_hangs_or_dies_leaves_one_sentence(path, monkeypatch):
    monkeypatch.setattr(apart, "own_command", python("import time; time.sleep(60)"))
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    assert refused(path) == "word_too_slow"
    monkeypatch.setattr(apart, "SECONDS", 15)
    monkeypatch.setattr(apart, "own_command", python("import os; os.abort()"))
    assert refused(path) == "word_too_large"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_memory_is_bounded(path, monkeypatch):
    greedy = f"""
from studycompanion.exchange.word_form_in import child
child._limit()
child.read_form = lambda parts: bytearray({child.MEMORY})
child._limit = lambda: None
raise SystemExit(child.main())
"""
    monkeypatch.setattr(apart, "own_command", python(greedy))
    assert refused(path) == "word_too_large"


def test_the_process_knows_no_window_and_no_data():
    code = "from studycompanion.exchange.word_form_in import child; import sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=own_environment(), check=True, capture_output=True
    ).stdout.decode()
    assert not {"PySide6", "sqlalchemy", "docx", "lxml"} & set(loaded.split())
