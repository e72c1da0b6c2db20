"""The parts that every paper has: the two blocks at its head, and those who sign it."""

from studycompanion.domain.vietnamese import tidy
from studycompanion.forms.blocks import Header, Signature
from studycompanion.forms.spec import SignatureWords

_NO_PLACE = "." * 12


def place_or_room(place: str) -> str:
    """The place of a paper; dots to write it on where it is not known."""
    return tidy(place) or _NO_PLACE


def header(party: str, *, superior: str, issuer: str, dated: str, number: str = "") -> Header:
    """The head of a paper, the names of both bodies in capitals."""
    return Header(tidy(superior).upper(), tidy(issuer).upper(), party, dated, number)


def signature(
    words: SignatureWords, full_name: str, *, post: str = "", signer: str = ""
) -> Signature:
    """One who signs, in a template's words; ``post`` is theirs where they hold another one."""
    return Signature(words.capacity, tidy(post) or words.post, words.hint, tidy(full_name), signer)
