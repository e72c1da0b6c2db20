"""Digital signatures as values: who signs in which field, and what was found when one was checked.

``Problem`` holds every fault that a signature can have, the gravest first; ``level_of`` is the one
place that says how grave each is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studycompanion.domain.record import Record


class SignerRole(StrEnum):
    """Who signs a commitment form: the member first, the secretary last."""

    MEMBER = "member"
    SECRETARY = "secretary"


class Means(StrEnum):
    """How a signature came into a form."""

    KEY_FILE = "key_file"
    TOKEN = "token"
    ELSEWHERE = "elsewhere"
    DRAWING = "drawing"
    """Handwriting laid in as a picture, which is no digital signature."""


class Problem(StrEnum):
    """What is wrong with a signature, or with the file that holds it; the gravest first."""

    UNREADABLE = "unreadable"
    TOO_HARD = "too_hard"
    LOCKED = "locked"
    ALTERED = "altered"
    CERTIFICATE_SWAPPED = "certificate_swapped"
    CONTAINER_ALTERED = "container_altered"
    SIGNATURE_REMOVED = "signature_removed"
    PAGE_ADDED = "page_added"
    PAGE_REMOVED = "page_removed"
    CONTENT_REPLACED = "content_replaced"
    OVERLAID = "overlaid"
    HIDDEN = "hidden"
    CHANGED_AFTER = "changed_after"
    PARTIAL = "partial"
    BROKEN = "broken"
    WEAK = "weak"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    UNTRUSTED = "untrusted"
    NOT_SIGNED = "not_signed"


class Level(StrEnum):
    """The answer in three words: good, look again, do not use."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


_DOUBTFUL = frozenset(
    {
        Problem.NOT_YET_VALID,
        Problem.NOT_FOR_SIGNING,
        Problem.UNTRUSTED,
        Problem.NOT_SIGNED,
        Problem.LOCKED,
        Problem.TOO_HARD,
    }
)
_ORDER = {problem: place for place, problem in enumerate(Problem)}


class TimeSource(StrEnum):
    """Where the time of a signature comes from."""

    CLOCK = "clock"
    STAMP = "stamp"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFound:
    """One signature of a file.

    ``intact``: what it covers is as it was signed. ``covers_all``: nothing came after it but
    further signatures. ``certificate`` is the SHA-256 of the signer's; ``time`` is aware or None.
    """

    field: str
    signer: str = ""
    post: str = ""
    organisation: str = ""
    intact: bool = False
    covers_all: bool = False
    trusted: bool = False
    time: datetime | None = None
    time_source: TimeSource = TimeSource.NONE
    problem: Problem | None = None
    certificate: str = ""
    issuer: str = ""
    not_after: datetime | None = None
    has_expired_since: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecked:
    """All signatures of a file, in the order in which they were made, and a fault of the whole."""

    name: str
    signatures: tuple[SignatureFound, ...] = ()
    problem: Problem | None = None

    @property
    def worst(self) -> Problem | None:
        """The gravest fault of the file and its signatures; None where there is none."""
        faults = [self.problem, *(one.problem for one in self.signatures)]
        return min(filter(None, faults), key=_ORDER.__getitem__, default=None)

    @property
    def level(self) -> Level:
        """How far the file can be relied on."""
        return level_of(self.worst)


def level_of(problem: Problem | None) -> Level:
    """How grave a fault is."""
    if problem is None:
        return Level.GOOD
    return Level.DOUBTFUL if problem in _DOUBTFUL else Level.BAD


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedCertificate(Record):
    """A certificate that the user trusts; ``id`` is its SHA-256, ``body`` its DER in Base64."""

    name: str
    issuer: str
    not_after: datetime
    body: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSignature(Record):
    """Who signed an issued form, in which field, when and by what means.

    ``certificate`` is the SHA-256 of the signer's certificate, "" for a drawing.
    """

    form_id: str
    role: SignerRole
    means: Means
    signer: str
    certificate: str
    signed_at: datetime
