"""Whether one signature still fits the bytes that it covers, its own container included.

The container lies in a gap of what is signed; its padding and whatever of it is not signed are
therefore looked at byte by byte, which libraries leave out.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from asn1crypto import parser
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.errors import DisallowedAlgorithmError
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from studycompanion.domain.signing import Problem
from studycompanion.forms.signing.container import container
from studycompanion.forms.signing.rooms import OWNER
from studycompanion.forms.verify.hostile import HOSTILE

_HEX = re.compile(rb"<(?:[0-9A-F]*|[0-9a-f]*)>")
_WEAK = frozenset({"md2", "md5", "sha1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A signature with its parsed parts where they could be read, and what is wrong with it.

    ``end`` is where the bytes end that it covers.
    """

    field: str
    embedded: Any = None
    problem: Problem | None = None
    end: int = 0
    is_stamp: bool = False


def sealed(reader: Any, pdf: bytes, reference: Any, field: str) -> Sealed:
    """Read and check the signature of a filled field."""
    try:
        embedded = EmbeddedPdfSignature(reader, reference, field)
        gap = _gap(embedded, pdf)
    except HOSTILE:
        return Sealed(field=field, problem=Problem.BROKEN)
    if gap is None:
        return Sealed(field=field, embedded=embedded, problem=Problem.PARTIAL)
    return Sealed(
        field=field,
        embedded=embedded,
        problem=_problem(embedded, pdf, gap),
        end=gap[2],
        is_stamp=str(embedded.sig_object_type) == "/DocTimeStamp",
    )


def _gap(embedded: Any, pdf: bytes) -> tuple[int, int, int] | None:
    """Where the container lies (start, end) and where the signed bytes end.

    None where they do not begin at the file's start, or leave out anything but the container.
    """
    numbers = [int(number) for number in embedded.byte_range]
    if len(numbers) != 4:
        return None
    zero, start, after, rest = numbers
    if zero or not 0 < start < after < after + rest <= len(pdf):
        return None
    if pdf[start : start + 1] != b"<" or pdf[after - 1 : after] != b">":
        return None
    return start, after, after + rest


def _problem(embedded: Any, pdf: bytes, gap: tuple[int, int, int]) -> Problem | None:
    hexed = pdf[gap[0] : gap[1]]
    if not _HEX.fullmatch(hexed) or len(hexed) % 2:
        return Problem.CONTAINER_ALTERED
    try:
        raw = bytes.fromhex(hexed[1:-1].decode())
        return _of_container(embedded, raw)
    except DisallowedAlgorithmError:
        return Problem.WEAK
    except HOSTILE:
        return Problem.CONTAINER_ALTERED


def _of_container(embedded: Any, raw: bytes) -> Problem | None:
    body = raw[: parser.peek(raw)]
    if raw.strip(b"\0") and raw[len(body) :].strip(b"\0"):
        return Problem.CONTAINER_ALTERED
    if embedded.pkcs7_content.rstrip(b"\0") != raw.rstrip(b"\0"):
        return Problem.CONTAINER_ALTERED
    signer, digest = embedded.signer_info, embedded.compute_digest()
    try:
        certificate = embedded.signer_cert
    except HOSTILE:
        # There is none that fits what was signed, or it is another one.
        return _if_altered(signer, digest) or Problem.CERTIFICATE_SWAPPED
    intact, valid = validate_sig_integrity(signer, certificate, "data", digest)
    if not intact:
        return Problem.ALTERED
    if not valid or not _is_whole(embedded, body):
        return Problem.CONTAINER_ALTERED
    is_weak = signer["digest_algorithm"]["algorithm"].native in _WEAK
    return Problem.WEAK if is_weak else None


def _if_altered(signer: Any, digest: bytes) -> Problem | None:
    """Whether the file itself was changed, which is graver than another certificate."""
    try:
        told = find_unique_cms_attribute(signer["signed_attrs"], "message_digest").native
    except HOSTILE:
        return None
    return None if told == digest else Problem.ALTERED


def _is_whole(embedded: Any, body: bytes) -> bool:
    """Whether a container that this program made is what it would make again of its parts."""
    maker = embedded.sig_object.get("/Prop_Build", {}).get("/App", {}).get("/Name")
    if maker != f"/{OWNER}":
        return True
    signer = embedded.signer_info
    held = [one.chosen.dump() for one in embedded.signed_data["certificates"]]
    first = embedded.signer_cert.dump()
    named = get_signing_cert_attr(signer["signed_attrs"])
    told = named["certs"] if named else ()
    by_hash = {_digest(one): one for one in held}
    chain = tuple(by_hash[one["cert_hash"].native] for one in told)
    attributes = signer["signed_attrs"].untag().dump()
    return chain[:1] == (first,) and body == container(
        attributes, signer["signature"].native, chain
    )


def _digest(certificate: bytes) -> bytes:
    """The digest under which signed attributes name a certificate."""
    return hashlib.sha256(certificate).digest()
