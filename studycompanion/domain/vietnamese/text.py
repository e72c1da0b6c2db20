"""Forms of a text: the one that is stored, the one that is searched, and names in mixed case."""

import re
import unicodedata

APOSTROPHES = "'’‘ʼʹ′`´"
"""Whatever keyboards and Office put between H and Hen."""

_LOOK_ALIKE = re.compile("[ÐðƉɖ]")
_MEANT = dict(zip("ÐðƉɖ", "ĐđĐđ", strict=True))
_PLAIN = str.maketrans(dict.fromkeys("ĐđÐðƉɖ", "d") | dict.fromkeys(APOSTROPHES))
_CLINGING = ("Mn", "Mc", "Me", "Cf")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_PICTURE = "\ufffc"
"""What stands in a text where a picture was."""
_WORD = re.compile(rf"[^\s\-.{APOSTROPHES}]+")


def nfc(text: str) -> str:
    """The composed form, in which every text of the program is kept."""
    return unicodedata.normalize("NFC", text)


def pasted(text: str) -> str:
    """What comes from Word or a web page as plain lines: no tabs, odd spaces or unseen letters."""
    lines = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    seen = "".join(c for c in lines if c == "\n" or (_is_visible(c) and c != _PICTURE))
    return nfc(_LOOK_ALIKE.sub(lambda char: _MEANT[char.group()], seen))


def tidy(text: str) -> str:
    """One clean line: NFC, no invisible characters, single spaces, the real letter đ.

    Icelandic and African letters that look like Đ come from keyboards set to another language.
    """
    spaced = " ".join(text.split())
    if not spaced.isprintable():
        spaced = " ".join("".join(filter(_is_visible, spaced)).split())
    return nfc(_LOOK_ALIKE.sub(lambda char: _MEANT[char.group()], spaced))


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf")


def fold(text: str) -> str:
    """The search key: lower case without dấu, đ as d, words and numbers parted by single spaces.

    Apostrophes vanish and other punctuation parts words, so "H'Hen" is found by hhen and h'hen.
    Tone marks vanish too, so that thuý = thúy, uỷ = ủy and hoà = hòa.
    """
    return " ".join(text.translate(_FOLDED).split())


class _Folded(dict[int, str]):
    """What each character becomes, by its code point; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = chr(code).translate(_PLAIN)
        lowered = unicodedata.normalize("NFKD", plain).casefold()
        made = "".join(map(_fold_char, unicodedata.normalize("NFKD", lowered)))
        return self.setdefault(code, made)


_FOLDED = _Folded()


def _fold_char(char: str) -> str:
    if char.isalnum():
        return char
    return "" if unicodedata.category(char) in _CLINGING else " "


def title_name(name: str) -> str:
    """A tidied name; one written all in capitals or all in small letters gets mixed case."""
    name = tidy(name)
    if not (name.isupper() or name.islower()):
        return name
    return _WORD.sub(lambda word: word.group().capitalize(), name)
