"""The fixed alphabet: every character of an ordinary Vietnamese paper, one byte each.

Because the bytes are the same in every document, so are the font programs, which are therefore
made and compressed only once. Byte 32 is the space, so that PDF word spacing works.
"""

import codecs
import unicodedata

from studycompanion.domain.vietnamese import nfc

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_PUNCTUATION = "–—‘’“”„…•·«»§°±×÷½²³₫€№≤≥□"
MISSING = "□"
"""Stands for a character that no face of the program has."""


def _vietnamese() -> str:
    lower = [unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES] + ["đ"]
    accented = [letter for letter in lower if not letter.isascii()]
    return "".join(accented + [letter.upper() for letter in accented])


def _decoding() -> str:
    ascii_part = "".join(map(chr, range(32, 127)))
    others = _PUNCTUATION + _vietnamese()
    return "\0" + others[:31] + ascii_part + others[31:]


ALPHABET = _decoding()
"""The character of each byte; byte 0 stands for no character, as in every TrueType font."""

_ENCODING = codecs.charmap_build(ALPHABET)


def encoded(text: str) -> bytes:
    """The bytes of a text in the fixed alphabet; UnicodeEncodeError if it has other characters."""
    return codecs.charmap_encode(text, "strict", _ENCODING)[0]


def is_common(text: str) -> bool:
    """Whether the fixed alphabet can write the text."""
    try:
        return 0 not in encoded(text)
    except UnicodeEncodeError:
        return False


def printable(text: str, has: frozenset[str]) -> str:
    """The text in NFC with spaces for white space and □ for what is not in ``has``.

    Invisible format and control characters (joiners, variation selectors) are left out.
    """
    return "".join(_shown(letter, has) for letter in nfc(text))


SYMBOLS = {
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076", "•"),
    **dict.fromkeys("✓✔", "√"),
    **dict.fromkeys("⇒➔", "→"),
    **dict.fromkeys("\uf0a8☐", MISSING),
    "\uf02d": "–",
}
"""Marks that Word puts into texts and the faces lack, and what is printed for each.

Those of its symbol fonts have numbers of their own; the empty box is meant as one.
"""


def _shown(letter: str, has: frozenset[str]) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cc", "Cf") or "\ufe00" <= letter <= "\ufe0f":
        return ""
    return letter if letter in has else SYMBOLS.get(letter, MISSING)
