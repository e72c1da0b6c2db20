"""The bytes of a form: what other tools find in them."""

import re
import subprocess
import sys
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from studycompanion.forms.faces import Face
from studycompanion.forms.glyphs import ALPHABET
from studycompanion.forms.programs import program
from tests.forms.reading import judge, page_texts, saved, squeezed, whole_text
from tests.forms.samples import SECTIONS, SENTENCE, WHEN, drawn, pages, pdf, task

RARE = "Ελληνικά Кириллица Ñ"
NAME = "Nguyễn Thị Ví Dụ"
_LETTERS = "".join(letter for letter in ALPHABET if letter.isalpha())
_WORDS = st.text(st.sampled_from(_LETTERS + "0123456789,.;:-()/%“”"), min_size=1, max_size=24)


def _programs(data: bytes) -> list[bytes]:
    """The font programs of a document as they lie in it."""
    fonts = PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"].values()
    files = (font.get_object()["/FontDescriptor"]["/FontFile2"] for font in fonts)
    return sorted(file.get_object()._data for file in files)


@pytest.mark.parametrize(
    "data",
    [
        pdf(),
        pdf(variant=Variant.BLANK),
        pdf("4"),
        pdf(topics=(RARE + " 😀",)),
        pdf(items=tuple(task(n) for n in range(40))),
    ],
    ids=["filled", "blank", "four parts", "rare letters", "forty tasks"],
)
def test_qpdf_finds_nothing_wrong(data, tmp_path):
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", saved(data, tmp_path))


@pytest.mark.parametrize("topic", ["Chuyên đề", RARE])
def test_every_font_is_embedded_and_subset(topic, tmp_path):
    listed = judge("pdffonts", saved(pdf(topics=(topic,)), tmp_path)).splitlines()[2:]
    assert len(listed) == (4 if topic == RARE else 3)
    for line in listed:
        assert re.match(r"[A-Z]{6}\+Tinos", line)
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_text_comes_out_with_every_mark(tmp_path):
    text = judge("pdftotext", saved(pdf(), tmp_path), "-")
    assert "Nguyễn Thị Ví Dụ" in text
    assert "đúng hạn" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text


def test_every_letter_of_the_alphabet_comes_out(tmp_path):
    letters = "".join(c for c in ALPHABET if c not in "\0 ")
    for data in (pdf(workplace=letters), pdf(cell=letters)):
        assert letters in whole_text(data)
    text = judge("pdftotext", "-raw", saved(pdf(workplace=letters), tmp_path), "-")
    assert squeezed(letters) in squeezed(text)


def test_the_same_form_gives_the_same_bytes():
    assert pdf() == pdf()
    assert pdf(topics=(RARE,)) == pdf(topics=(RARE,))


def test_the_same_form_gives_the_same_bytes_in_another_process():
    code = "from tests.forms.samples import pdf; import sys; sys.stdout.buffer.write(pdf())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_other_text_gives_another_document_number():
    one, other = (PdfReader(BytesIO(pdf(birth=birth))).trailer["/ID"] for birth in ("1", "2"))
    assert one != other


def test_all_documents_of_a_batch_embed_the_same_font_programs():
    one, other = pdf(), pdf(full_name="Trần Đại Nghĩa", sections={}, items=())
    assert len(_programs(one)) == 3
    assert _programs(one) == _programs(other)


def test_a_form_is_small():
    assert len(pdf()) < 50_000
    assert b"ASCII85" not in pdf()


def test_title_author_and_date_are_those_given():
    read = PdfReader(BytesIO(pdf()))
    assert read.metadata.title == "Bản cam kết – Nguyễn Thị Ví Dụ"
    assert read.metadata.author == "Chi bộ Tổ dân phố số 9"
    assert read.metadata.creator == "Học tập chuyên đề"
    assert read.metadata["/CreationDate"] == "D:20261120190000+07'00'"
    assert read.metadata.creation_date == WHEN
    assert read.trailer["/Root"]["/Lang"] == "vi-VN"


def test_a_date_without_a_zone_and_a_broken_title_do_no_harm():
    data = forms.draw(pages(), title="a\ud800b", author="", when=datetime(2026, 1, 2, 3, 4, 5))
    assert PdfReader(BytesIO(data)).metadata.title == "a?b"
    assert PdfReader(BytesIO(data)).metadata["/CreationDate"] == "D:20260102030405"


def test_letters_typed_apart_from_their_marks_are_joined():
    apart = "Nguyê\u0303n Thi\u0323 Ví Du\u0323"
    assert pdf(full_name=apart) == pdf()


def test_rare_letters_come_out_beside_common_ones():
    assert squeezed(f"“{RARE}”") in whole_text(pdf(topics=(RARE,)))


def test_a_character_that_no_face_has_leaves_a_visible_box():
    text = whole_text(pdf(topics=("Học 😀 tập 中 theo",), full_name="Ví 👩‍🦰️ Dụ"))
    assert "Học□tập□theo" in text
    assert "Ví□□Dụ" in text


def test_control_characters_leave_no_trace():
    assert "họctập" in whole_text(pdf(topics=("học\x00\x07\u200b\u00ad tập",)))


@pytest.mark.timeout(1800)
@given(st.lists(_WORDS, min_size=1, max_size=120), st.sampled_from(["section", "cell", "field"]))
def test_no_word_is_lost(typed, place):
    text = " ".join(typed)
    changes = {
        "section": {"sections": SECTIONS | {"ethics": text}},
        "cell": {"items": (task(process=text), task(2))},
        "field": {"workplace": text},
    }[place]
    data = pdf(**changes)
    found = whole_text(data)
    assert squeezed(text) in found if place != "cell" else _holds(found, text)


def _holds(found: str, text: str) -> bool:
    """Whether all letters are there; a cut row mixes the lines of its cells."""
    return squeezed(text) in found or all(found.count(c) >= text.count(c) for c in set(text))


@pytest.mark.timeout(1800)
@given(st.text(max_size=200))
def test_any_text_can_be_printed(text):
    data = pdf(full_name=text, sections=SECTIONS | {"style": text}, items=(task(task=text),))
    assert forms.page_count(data) >= 2


def test_five_thousand_words_flow_over_pages_without_loss():
    typed = " ".join(f"{SENTENCE} ({n})" for n in range(300))
    assert len(typed.split()) > 5000
    data = pdf(sections=SECTIONS | {"duties": typed})
    assert squeezed(typed) in whole_text(data)
    assert forms.page_count(data) > 8


def test_a_cell_of_3000_characters_flows_without_loss():
    words = [f"việc{n}" for n in range(440)]
    assert len(" ".join(words)) > 3000
    data = pdf(items=(task(process=" ".join(words)), task(2)))
    found = " ".join(page_texts(data))
    assert [word for word in words if word not in found.split()] == []


def test_a_name_of_60_letters_without_a_space_is_whole():
    name = "Nguyễnthịvídụ" * 5
    assert len(name) > 60
    assert whole_text(pdf(full_name=name)).count(name) == 2


@pytest.mark.parametrize("face", Face)
def test_font_programs_carry_no_screen_hints(face):
    made = program(face)
    assert b"fpgm" not in made[:300]
    assert len(made) < 20_000


def test_importing_the_room_costs_nothing():
    code = (
        "import sys, studycompanion.forms as f; "
        "from studycompanion.forms import content, layout, pdf, preview, spec; "
        "print([m for m in sys.modules if m.startswith(('reportlab', 'pypdfium2', 'PIL'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_drawing_the_pages_again_adds_nothing():
    laid_out = pages()
    assert drawn(laid_out) == drawn(laid_out)
