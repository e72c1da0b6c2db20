"""The code of an issued form: what its footer says and its QR carries, digits only.

Digits survive a keyboard's input method and degraded scans better than letters. The code names the
data file (eight digits of its id), how often that file was restored, and the number of the form; so
no two forms ever share one, also after a restore and when cells merge. A page adds the version, its
place among the pages, and two digits that let a misread code be noticed. A review has no number:
its code is made of its topic and member, under another first digit.
"""

import hashlib
from dataclasses import dataclass

FORM, REVIEW = "7", "8"
"""The first digit: what kind of paper a code is on."""
_FILE, _EPOCH, _NUMBER, _VERSION, _PAGE = 8, 2, 7, 3, 2
CODE_DIGITS = _FILE + _EPOCH + _NUMBER
_CHECK_BY = 97
PAYLOAD_DIGITS = len(FORM) + CODE_DIGITS + _VERSION + 2 * _PAGE + 2


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the QR of one page says: the form's code, its version, page ``page`` of ``pages``.

    ``kind`` is ``FORM`` or ``REVIEW``.
    """

    code: str
    version: int
    page: int
    pages: int
    kind: str = FORM

    @property
    def payload(self) -> str:
        """The digits of the QR."""
        said = (
            f"{self.kind}{self.code}{self.version % 10**_VERSION:0{_VERSION}}"
            f"{self.page:0{_PAGE}}{self.pages:0{_PAGE}}"
        )
        return said + _check(said)


def prefix_of(file_id: str, epoch: int) -> str:
    """What all codes of a data file begin with until its next restore."""
    tag = int(hashlib.sha256(file_id.encode()).hexdigest(), 16) % 10**_FILE
    return f"{tag:0{_FILE}}{epoch % 10**_EPOCH:0{_EPOCH}}"


def form_code(file_id: str, epoch: int, number: int) -> str:
    """The code of form ``number`` of a data file restored ``epoch`` times, 17 digits."""
    return f"{prefix_of(file_id, epoch)}{number % 10**_NUMBER:0{_NUMBER}}"


def review_code(topic_id: str, member_id: str) -> str:
    """The code of a member's review of a topic, as many digits as that of a form."""
    said = hashlib.sha256(f"{topic_id} {member_id}".encode()).hexdigest()
    return f"{int(said, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def number_of(code: str) -> str:
    """The number as papers print it: ``123``, and ``123/2`` after two restores; "" for no code."""
    if not code:
        return ""
    epoch, number = int(code[_FILE : _FILE + _EPOCH]), int(code[_FILE + _EPOCH :])
    return f"{number}/{epoch}" if epoch else str(number)


def number_after(highest: str) -> int:
    """The number after that of the highest code so far; 1 where there is none."""
    return int(highest[-_NUMBER:]) + 1 if highest else 1


def read_payload(digits: str) -> PageCode | None:
    """What a QR says; None where it is none of ours or was misread."""
    if len(digits) != PAYLOAD_DIGITS or not digits.isdecimal() or not digits.isascii():
        return None
    said, check = digits[:-2], digits[-2:]
    if said[0] not in (FORM, REVIEW) or _check(said) != check:
        return None
    code, rest = said[1 : 1 + CODE_DIGITS], said[1 + CODE_DIGITS :]
    version, page, pages = int(rest[:3]), int(rest[3:5]), int(rest[5:])
    return PageCode(code, version, page, pages, said[0]) if 1 <= page <= pages else None


def _check(said: str) -> str:
    return f"{int(said) % _CHECK_BY:02}"


def short_fingerprint(fingerprint: str) -> str:
    """Eight letters of a fingerprint, to be compared by eye: ``A1B2-C3D4``."""
    letters = fingerprint[:8].upper()
    return f"{letters[:4]}-{letters[4:]}"
