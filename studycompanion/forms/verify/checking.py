"""What the signatures of a PDF are worth: every one of them, and what became of the file since."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from studycompanion.domain.signing import FileChecked, Problem, SignatureFound
from studycompanion.forms.verify.changes import came_after, removed_fields
from studycompanion.forms.verify.hostile import HOSTILE
from studycompanion.forms.verify.integrity import Sealed, sealed
from studycompanion.forms.verify.trust import Trust
from studycompanion.forms.verify.words import words_of

LARGEST = 60_000_000
"""Bytes of a file that is still looked at."""
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*\d")


def check(pdf: bytes, name: str, trust: Trust) -> FileChecked:
    """Every signature of a file; what is wrong is told by a ``Problem``, never raised.

    A file may still break the process that reads it, hence ``apart``.
    """
    if b"%PDF-" not in pdf[:1024] or len(pdf) > LARGEST:
        return FileChecked(name=name, problem=Problem.UNREADABLE)
    try:
        reader = _opened(pdf)
        if reader is None:
            return FileChecked(name=name, problem=Problem.LOCKED)
        return _checked(reader, pdf, name, trust)
    except HOSTILE:
        return FileChecked(name=name, problem=Problem.UNREADABLE)


def _opened(pdf: bytes) -> Any:
    """A reader of the file; None where it takes a password."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if reader.encrypted and reader.decrypt("").status is AuthStatus.FAILED:
        return None
    _ = reader.root["/Pages"]["/Count"]
    return reader


def _checked(reader: Any, pdf: bytes, name: str, trust: Trust) -> FileChecked:
    fields = list(_filled(reader))
    seals = [sealed(reader, pdf, reference, field) for field, reference in fields]
    seals.sort(key=lambda one: one.end)
    found = tuple(_found(reader, pdf, one, trust) for one in seals if not one.is_stamp)
    problem = None
    is_missing = len(_SIGNED.findall(pdf)) > len(seals) or bool(removed_fields(reader))
    if is_missing:
        problem = Problem.SIGNATURE_REMOVED
    elif not found:
        problem = Problem.NOT_SIGNED
    return FileChecked(name=name, signatures=found, problem=problem)


def _filled(reader: Any) -> Iterator[tuple[str, Any]]:
    for name, _, reference in enumerate_sig_fields(reader, filled_status=True):
        yield str(name), reference


def _found(reader: Any, pdf: bytes, seal: Sealed, trust: Trust) -> SignatureFound:
    said = words_of(seal, trust)
    after = came_after(reader, seal.embedded, seal.end, pdf) if seal.embedded else None
    problem = seal.problem or after or said.problem
    return SignatureFound(
        field=seal.field,
        signer=said.signer,
        post=said.post,
        organisation=said.organisation,
        intact=seal.problem is None,
        covers_all=seal.problem is None and after is None,
        trusted=said.is_trusted,
        time=said.time,
        time_source=said.time_source,
        problem=problem,
        certificate=said.certificate,
        issuer=said.issuer,
        not_after=said.not_after,
        has_expired_since=said.has_expired_since,
    )
