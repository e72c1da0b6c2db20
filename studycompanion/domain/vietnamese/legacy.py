"""Text typed with the fonts of old: TCVN3 (.VnTime) and VNI, which show as Western letters.

TCVN3 is TCVN 5712:1993, VN3: small letters with dấu, and capitals only by a font of capitals. VNI
writes a letter and the mark behind it. Both are read as Latin-1, as spreadsheets keep them.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from studycompanion.domain.vietnamese.syllables import syllable_share
from studycompanion.domain.vietnamese.text import nfc


class Encoding(StrEnum):
    """How the letters of a column are kept."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = dict(zip("øûõùï", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_HAT = dict(zip("âàåãáä", ("", *_TONES.values()), strict=True))
_BOWL = dict(zip("êèúüéë", ("", *_TONES.values()), strict=True))
_VNI_SINGLE = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
_LATIN = re.compile("[\xa0-\xff]")
_CAPITALS = re.compile(r"[^\sa-z]*[A-Z][^\sa-z]*[A-Z][^\sa-z]*")
_ENOUGH_WORDS, _ENOUGH_SHARE, _CLEARLY_MORE = 2, 0.75, 0.35


def _vni_pairs() -> dict[str, str]:
    """Two typed letters -> the one that they show: 128 pairs, capitals included."""
    pairs = {base + mark: base + tone for base in "aeouy" for mark, tone in _TONES.items()}
    pairs |= {mark_of + m: _VNI_SINGLE[mark_of] + t for mark_of in "ôö" for m, t in _TONES.items()}
    pairs |= {base + mark: f"{base}\u0302{tone}" for base in "aeo" for mark, tone in _HAT.items()}
    pairs |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _BOWL.items()}
    small = {typed: nfc(shown) for typed, shown in pairs.items()}
    return small | {typed.upper(): shown.upper() for typed, shown in small.items()}


_VNI = _vni_pairs() | _VNI_SINGLE | {t.upper(): s.upper() for t, s in _VNI_SINGLE.items()}
_VNI |= {typed[0].upper() + typed[1]: _VNI[typed.upper()] for typed in _VNI if len(typed) == 2}
_VNI_TEXT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def decode(text: str, encoding: Encoding) -> str:
    """The text that a font of ``encoding`` would show; text that is Unicode already stays."""
    if encoding is Encoding.UNICODE or not _LATIN.search(text) or max(text) > "\xff":
        return text
    if encoding is Encoding.VNI:
        return _VNI_TEXT.sub(lambda match: _VNI[match.group()], text)
    return _tcvn3(text)


def _tcvn3(text: str) -> str:
    """Words typed in capitals have small letters for those with dấu; all of them are capitals."""
    is_all_capital = _CAPITALS.search(text) and not re.search("[a-z]", text)
    if is_all_capital:
        return _plain_tcvn3(text).upper()
    return "".join(
        _plain_tcvn3(word).upper() if _CAPITALS.fullmatch(word) else _plain_tcvn3(word)
        for word in re.split(r"(\s+)", text)
    )


def _plain_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in text)


def likely_encoding(texts: Sequence[str]) -> Encoding:
    """How the texts of one column are kept: that in which clearly more words are Vietnamese."""
    western = [text for text in texts if _LATIN.search(text) and max(text) <= "\xff"]
    shares = {encoding: _share(western, encoding) for encoding in Encoding}
    best = max(shares, key=lambda encoding: shares[encoding])
    is_clear = shares[best] >= max(_ENOUGH_SHARE, shares[Encoding.UNICODE] + _CLEARLY_MORE)
    return best if is_clear else Encoding.UNICODE


def _share(texts: Sequence[str], encoding: Encoding) -> float:
    """The share of words that are syllables once decoded, counted over the words as typed."""
    _, count = syllable_share(texts)
    good, _ = syllable_share(decode(text, encoding) for text in texts)
    return good / count if count >= _ENOUGH_WORDS else 0.0
