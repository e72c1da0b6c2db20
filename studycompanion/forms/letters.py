"""Letters of a document: the fixed alphabet, and the rare ones that one document meets."""

import hashlib
from dataclasses import dataclass

from studycompanion.forms.glyphs import ALPHABET

_SPACE, _END = 32, 256


@dataclass(frozen=True, slots=True)
class Letters:
    """Up to 256 letters that a font of the PDF writes, one byte each.

    ``mark`` begins the name of its fonts; byte 0 is no letter, byte 32 the space.
    """

    mark: str
    alphabet: str

    @property
    def tag(self) -> str:
        """The six capitals that mark a subset of a face in a PDF, the same for the same letters."""
        digest = hashlib.sha256(self.alphabet.encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


COMMON = Letters("V", ALPHABET)


class RareLetters:
    """Gives letters outside the fixed alphabet their bytes as a document meets them."""

    def __init__(self) -> None:
        self._sets = [_no_letters()]
        self._places: dict[str, tuple[int, int]] = {}

    def split(self, text: str) -> list[tuple[str, bytes]]:
        """The text in pieces: the mark of the letters that a piece needs, and its bytes."""
        pieces: list[tuple[int, bytearray]] = []
        for letter in text:
            number, byte = self._place(letter, pieces[-1][0] if pieces else 0)
            if not pieces or pieces[-1][0] != number:
                pieces.append((number, bytearray()))
            pieces[-1][1].append(byte)
        return [(f"R{number}", bytes(data)) for number, data in pieces]

    def of(self, mark: str) -> Letters:
        """The letters under a mark, as many as were met so far."""
        return Letters(mark, "".join(self._sets[int(mark[1:])]))

    def _place(self, letter: str, now: int) -> tuple[int, int]:
        if letter == " ":
            return now, _SPACE
        if letter not in self._places:
            self._places[letter] = self._new(letter)
        return self._places[letter]

    def _new(self, letter: str) -> tuple[int, int]:
        if len(self._sets[-1]) == _END:
            self._sets.append(_no_letters())
        self._sets[-1].append(letter)
        return len(self._sets) - 1, len(self._sets[-1]) - 1


def _no_letters() -> list[str]:
    """The bytes up to the space, which stand for nothing, so that word spacing finds it."""
    return ["\0", *" " * _SPACE]
