"""Text typed with the fonts of old is known by its words, and shown as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.vietnamese.legacy import Encoding, decode, likely_encoding
from studycompanion.domain.vietnamese.syllables import is_syllable, syllable_share

TCVN3 = ["NguyÔn V¨n An", "TrÇn ThÞ Hµ", "L\xaa Vò D\xadng", "Ph¹m Qu\xfen"]
VNI = ["Nguyeãn Vaên An", "Traàn Thò Haø", "Leâ Vuõ Döông", "Phaïm Quyønh"]
GOOD = "Nguyễn Thường giếng gì Quỳnh khuya nghiệp Huỳnh Thuý hoà Đoàn Khuê ước OANH quốc ơn"
UNICODE = ["Nguyễn Văn An", "Trần Thị Hà", "Lê Vũ Dưng", "Phạm Quý"]


@pytest.mark.parametrize("word", GOOD.split())
def test_a_word_of_the_language_is_a_syllable(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["NguyÔn", "bac", "lặn̉", "Jörg", "ThÞ", "Haø", "Bhăm", "ngế́", "bàc"]
)
def test_what_no_rhyme_or_tone_allows_is_none(word):
    assert not is_syllable(word)


def test_only_words_beyond_ascii_are_counted():
    assert syllable_share(["Lê Van An (TrÇn)", "Hà-Nội 12"]) == (3, 4)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("NguyÔn V¨n An", "Nguyễn Văn An"),
        ("TRÇN THÞ Hµ", "TRẦN THỊ HÀ"),
        ("NGUYÔN THÞ §µO", "NGUYỄN THỊ ĐÀO"),
        ("NGUYÔN THÞ ¸I", "NGUYỄN THỊ ÁI"),
        ("L\xaa Vò Hµ", "Lê Vũ Hà"),
        ("D\xadng", "Dưng"),
        ("Lê Thị Hoa Ỷ", "Lê Thị Hoa Ỷ"),
        ("Le Van An", "Le Van An"),
        ("", ""),
    ],
)
def test_tcvn3_is_shown_as_its_font_shows_it(typed, shown):
    assert decode(typed, Encoding.TCVN3) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Nguyeãn Vaên Thöôøng", "Nguyễn Văn Thường"),
        ("TRAÀN THÒ ÑAØO PHÖÔÏNG", "TRẦN THỊ ĐÀO PHƯỢNG"),
        ("Aùi Ñaëng Kyø Myõ", "Ái Đặng Kỳ Mỹ"),
        ("Oâng Ílaø sæ Lî", "Ông Ílà sỉ Lỵ"),
    ],
)
def test_vni_is_shown_as_its_font_shows_it(typed, shown):
    assert decode(typed, Encoding.VNI) == shown


def test_unicode_stays():
    assert [decode(name, Encoding.UNICODE) for name in (*TCVN3, *UNICODE)] == [*TCVN3, *UNICODE]


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (TCVN3, Encoding.TCVN3),
        ([*TCVN3, *UNICODE], Encoding.TCVN3),
        (VNI, Encoding.VNI),
        (UNICODE, Encoding.UNICODE),
        (["Lê Hà", "Tô Bá Hùng", "Đỗ Quý", "Võ Thì"], Encoding.UNICODE),
        (["Jörg Müller", "François", "Zoë"], Encoding.UNICODE),
        (["TrÇn"], Encoding.UNICODE),
        (["Le An", "1958", ""], Encoding.UNICODE),
        ([], Encoding.UNICODE),
    ],
)
def test_a_column_is_known_by_its_words(texts, encoding):
    assert likely_encoding(texts) is encoding


@given(st.text(st.characters(max_codepoint=0x1EF9), max_size=20), st.sampled_from(Encoding))
def test_decoding_takes_any_text(text, encoding):
    assert decode(decode(text, encoding), Encoding.UNICODE) == decode(text, encoding)
    assert likely_encoding([text, text, text]) in Encoding
