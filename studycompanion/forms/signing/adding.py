"""Adding a signature (PAdES B-B) to a PDF as an incremental update, and preparing empty fields.

Nothing here asks a network: no time stamp, no look at revocation lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from studycompanion.domain.signing import SignerRole
from studycompanion.errors import UserError
from studycompanion.forms.signing.box import BoxLines, Drawn, draw_box, font_file
from studycompanion.forms.signing.container import container, signed_attributes
from studycompanion.forms.signing.fields import FieldWords, fields, role_of
from studycompanion.forms.signing.keys import Key, chain
from studycompanion.forms.signing.rooms import OWNER, SignRoom, rooms_of

MAKER = OWNER
"""The program that a signature names as its maker; such a one is checked byte for byte."""
_RESERVED = 2 * 2048
"""Hex digits kept for a signature without its certificates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A signature to add: whose field, when by this PC's clock, and what its box says.

    ``box`` is None for an invisible signature. The last one who signs locks the file.
    """

    role: SignerRole
    when: datetime
    name: str
    box: BoxLines | None = None


def sign(pdf: bytes, key: Key, request: Request) -> bytes:
    """The same file with one more signature; its bytes so far stay as they are.

    Raises ``UserError``: "signed_already", "member_signs_first", "no_room_to_sign" for a visible
    signature where the file has no place for it, "pdf_unreadable", "pdf_locked".
    """
    words = fields()[request.role]
    writer = open_for_update(pdf)
    _check_turn(writer, request.role)
    room = None
    if request.box is not None and _field_of(writer, words.name) is None:
        room = rooms_of(writer.root).get(request.role)
        if room is None:
            raise UserError("no_room_to_sign")
    return _signed(writer, key, request, words, room)


def with_empty_fields(pdf: bytes) -> bytes:
    """The same file with an empty field for each who has not signed, for other programs.

    Raises ``UserError("no_room_to_sign")`` where the file has no place for them.
    """
    from pyhanko.sign.fields import append_signature_field

    writer = open_for_update(pdf)
    rooms = rooms_of(writer.root)
    if not rooms:
        raise UserError("no_room_to_sign")
    for role, words in fields().items():
        if _field_of(writer, words.name) is None and role in rooms:
            append_signature_field(writer, _spec(words, rooms[role], is_last=_is_last(role)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_roles(pdf: bytes) -> frozenset[SignerRole]:
    """Which of our fields hold a signature; whether it is a good one is not looked at."""
    return frozenset(filter(None, map(role_of, signed_fields(open_for_update(pdf)))))


def signed_fields(writer: Any) -> tuple[str, ...]:
    """The names of all fields that hold a signature."""
    from pyhanko.sign.fields import enumerate_sig_fields

    return tuple(str(name) for name, _, _ in enumerate_sig_fields(writer, filled_status=True))


def open_for_update(pdf: bytes) -> Any:
    """A writer that appends to a file; raises ``UserError`` "pdf_unreadable" or "pdf_locked"."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        is_locked = writer.prev.encrypted
        if not is_locked:
            _ = writer.root["/Pages"]
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise UserError("pdf_unreadable") from trouble
    if is_locked:
        raise UserError("pdf_locked")
    # What a paper says of itself was written when it was issued; archives compare it (PDF/A).
    vars(writer)["_update_meta"] = lambda: None
    return writer


def _check_turn(writer: Any, role: SignerRole) -> None:
    roles = list(fields())
    if _is_filled(writer, fields()[role].name):
        raise UserError("signed_already", who=fields()[role].label)
    before, after = roles[: roles.index(role)], roles[roles.index(role) + 1 :]
    if any(_is_filled(writer, fields()[one].name) for one in after):
        raise UserError("signed_by_last")
    if not all(_is_filled(writer, fields()[one].name) for one in before):
        raise UserError("member_signs_first")


def _is_last(role: SignerRole) -> bool:
    return role is list(fields())[-1]


def _field_of(writer: Any, name: str) -> Any:
    """The field of a name, None where there is none."""
    from pyhanko.sign.fields import enumerate_sig_fields

    found = enumerate_sig_fields(writer, with_name=name)
    return next((reference.get_object() for _, _, reference in found), None)


def _is_filled(writer: Any, name: str) -> bool:
    field = _field_of(writer, name)
    return field is not None and "/V" in field


def _spec(words: FieldWords, room: SignRoom | None, *, is_last: bool) -> Any:
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

    lock = FieldMDPSpec(FieldMDPAction.ALL) if is_last else None
    return SigFieldSpec(
        words.name,
        on_page=room.page if room else 0,
        box=room.box if room else None,  # type: ignore[arg-type]
        readable_field_name=words.label,
        field_mdp_spec=lock,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if is_last else None,
    )


def _signed(
    writer: Any, key: Key, request: Request, words: FieldWords, room: SignRoom | None
) -> bytes:
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import (
        PdfCMSEmbedder,
        SigIOSetup,
        SigMDPSetup,
        SigObjSetup,
    )
    from pyhanko.sign.signers.pdf_byterange import BuildProps, SignatureObject

    is_last = _is_last(request.role)
    certificates = (key.certificate, *chain(key.others, key.certificate))
    room_for_all = _RESERVED + 2 * sum(map(len, certificates))
    steps = PdfCMSEmbedder(_spec(words, room, is_last=is_last)).write_cms(words.name, writer)
    reference = next(steps)
    if request.box is not None:
        _show(writer, reference.get_object(), request.box)
    value = SignatureObject(
        timestamp=request.when,
        subfilter=SigSeedSubFilter.PADES,
        name=request.name,
        app_build_props=BuildProps(name=MAKER),
        bytes_reserved=room_for_all,
    )
    lock = SigMDPSetup(
        md_algorithm="sha256",
        field_lock=FieldMDPSpec(FieldMDPAction.ALL) if is_last else None,
        docmdp_perms=MDPPerm.NO_CHANGES if is_last else None,
    )
    steps.send(SigObjSetup(sig_placeholder=value, mdp_setup=lock))
    digest, out = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(_container(key, certificates, digest.document_digest))
    made: bytes = out.getvalue()
    return made


def _container(key: Key, certificates: tuple[bytes, ...], digest: bytes) -> bytes:
    attributes = signed_attributes(digest, certificates)
    return container(attributes, key.sign(attributes), certificates)


def _show(writer: Any, field: Any, lines: BoxLines) -> None:
    """Give a field its visible box; one without a size on the page stays invisible."""
    from pyhanko.pdf_utils.form_tools import annot_width_height, get_single_field_annot
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
    from pyhanko.pdf_utils.writer import init_xobject_dictionary

    annotation = get_single_field_annot(field)
    width, height = map(float, annot_width_height(annotation))
    if not (width and height):
        return
    drawn = draw_box(lines, width, height)
    fonts = DictionaryObject(
        {NameObject(f"/{name}"): font for name, font in _fonts(writer, annotation, drawn)}
    )
    resources = DictionaryObject({NameObject("/Font"): fonts})
    shape = init_xobject_dictionary(drawn.operators, width, height, resources)
    shape.compress()
    looks = DictionaryObject({NameObject("/N"): writer.add_object(shape)})
    annotation[NameObject("/AP")] = looks
    writer.update_container(annotation)


def _fonts(writer: Any, annotation: Any, drawn: Drawn) -> Iterable[tuple[str, Any]]:
    """The box's fonts: those of the page where they are the same, else brought along."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        known = annotation["/P"]["/Resources"]["/Font"]
    except (KeyError, TypeError):
        known = {}
    for name, face, letters in drawn.fonts:
        own = known.raw_get(f"/{name}") if f"/{name}" in known else None
        if own is None or not str(own.get_object()["/BaseFont"]).startswith(f"/{letters.tag}+"):
            source = PdfFileReader(BytesIO(font_file(face, letters)))
            own = writer.add_object(writer.import_object(source.root))
        yield name, own
