"""The certificates that the user trusts: added from files, each with who added it and when."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.domain.signing import TrustedCertificate
from studycompanion.errors import UserError
from studycompanion.forms.signing.keys import read_certificate
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reading import read_file

LARGEST = 100_000
"""Bytes of a certificate's file."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A certificate from a file, before it is trusted; ``fingerprint`` is to be compared by eye."""

    body: bytes
    name: str
    issuer: str
    not_after: datetime
    fingerprint: str
    is_known: bool


def offered(desk: Desk, path: Path) -> Offered:
    """What a certificate's file says; raises ``UserError("certificate_file")``."""
    told = read_certificate(read_file(path, largest=LARGEST, code="certificate_file"))
    with desk.read() as reader:
        is_known = reader.find_one(TrustedCertificate, told.id) is not None
    return Offered(told.body, told.name, told.issuer, told.not_after, spaced(told.id), is_known)


def spaced(fingerprint: str) -> str:
    """A SHA-256 in capitals and groups of four, as people compare it."""
    capitals = fingerprint.upper()
    return " ".join(capitals[n : n + 4] for n in range(0, len(capitals), 4))


def trust(desk: Desk, body: bytes) -> Done[TrustedCertificate]:
    """Put a certificate on the list; one that is there already stays as it is."""
    told = read_certificate(body)
    with desk.read() as reader:
        known = reader.find_one(TrustedCertificate, told.id)
    if known is not None:
        raise UserError("already_trusted", name=known.name)
    made = TrustedCertificate(
        id=told.id,
        name=told.name,
        issuer=told.issuer,
        not_after=told.not_after,
        body=b64encode(told.body).decode(),
        added_at=desk.clock(),
        added_by=desk.actor.name,
    )
    with desk.write("trust_add") as tx:
        tx.uow.add(made)
    return Done(made, tx.changes)


def distrust(desk: Desk, certificate_id: str) -> Done[str]:
    """Take a certificate off the list; returns its name. A part of its SHA-256 names it too."""
    with desk.write("trust_remove") as tx:
        wanted = certificate_id.replace(" ", "").casefold()
        found = [one for one in tx.uow.find(TrustedCertificate) if one.id.startswith(wanted)]
        if len(found) != 1 or not wanted:
            raise UserError("not_there")
        tx.uow.remove(found[0])
    return Done(found[0].name, tx.changes)


def trusted(desk: Desk) -> tuple[TrustedCertificate, ...]:
    """The list, by name."""
    with desk.read() as reader:
        found = reader.find(TrustedCertificate)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def bodies(desk: Desk) -> tuple[bytes, ...]:
    """The trusted certificates as DER."""
    return tuple(b64decode(one.body) for one in trusted(desk))
