"""What came into a file after a signature: further signatures are welcome, nothing else is.

An update that is appended to a file leaves the signed bytes as they are, so that the signature
still fits; whatever such an update shows, hides or replaces is therefore looked for here.
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.status import SignatureCoverageLevel

from studycompanion.domain.signing import Problem
from studycompanion.forms.verify.hostile import HOSTILE

_QUIET = (
    DocInfoRule(),
    XrefStreamRule(),
    ObjectStreamRule(),
    DSSCompareRule(),
    MetadataUpdateRule(),
)
_POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *(rule.as_qualified(ModificationLevel.LTA_UPDATES) for rule in _QUIET),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
_END = b"%%EOF"
_MOST_PAGES = 20_000


def came_after(reader: Any, embedded: Any, end: int, pdf: bytes) -> Problem | None:
    """What came after the signed ``end`` of a file that is no signature; None for nothing."""
    if end == len(pdf):
        return None
    try:
        if _loose_end(reader, embedded, end, pdf):
            return Problem.CHANGED_AFTER
        embedded.compute_integrity_info(diff_policy=_POLICY)
        told = embedded.summarise_integrity_info()
        is_locked = embedded.docmdp_level is MDPPerm.NO_CHANGES
        fields = _new_fields(reader, embedded.signed_revision, is_locked=is_locked)
        if told["coverage"] < SignatureCoverageLevel.ENTIRE_REVISION:
            return _named(reader, embedded) or Problem.PARTIAL
        if isinstance(told["diff_result"], SuspiciousModification) or not told["docmdp_ok"]:
            return _named(reader, embedded) or fields or _deep(reader, embedded)
        return fields
    except HOSTILE:
        return Problem.CHANGED_AFTER


def _loose_end(reader: Any, embedded: Any, end: int, pdf: bytes) -> bytes:
    """Bytes that belong to no state of the file, such as a part of one that was cut off."""
    if embedded.signed_revision == reader.total_revisions - 1:
        return pdf[end:].strip()
    return pdf[pdf.rfind(_END) + len(_END) :].strip()


def removed_fields(reader: Any) -> frozenset[str]:
    """Fields whose signature of an earlier state of the file is gone, or is another one now."""
    try:
        now = _values(reader)
        gone: set[str] = set()
        for revision in range(reader.total_revisions - 1):
            before = _values(reader.get_historical_resolver(revision))
            gone |= {name for name, value in before.items() if now.get(name) != value}
        return frozenset(gone)
    except HOSTILE:
        return frozenset()


def _values(handler: Any) -> dict[str, Any]:
    """The reference of each signature by its field."""
    found = enumerate_sig_fields(handler, filled_status=True)
    return {str(name): _number(field.get_object().raw_get("/V")) for name, _, field in found}


def _number(value: Any) -> Any:
    return getattr(value, "idnum", None) or repr(value)[:200]


def _new_fields(reader: Any, revision: int, *, is_locked: bool) -> Problem | None:
    """A field that was added without a signature can show anything over the page."""
    before = {str(name) for name, _, _ in _fields(reader.get_historical_resolver(revision))}
    for name, value, reference in _fields(reader):
        if str(name) in before:
            continue
        if value is None and _is_seen(reference.get_object()):
            return Problem.OVERLAID
        if is_locked:
            return Problem.CHANGED_AFTER
    return None


def _fields(handler: Any) -> Iterator[tuple[Any, Any, Any]]:
    yield from enumerate_sig_fields(handler)


def _is_seen(field: Any) -> bool:
    left, bottom, right, top = map(float, field.get("/Rect", (0, 0, 0, 0)))
    return left != right and bottom != top and "/AP" in field


def _named(reader: Any, embedded: Any) -> Problem | None:
    """Which of the known tricks it was, by the pages as they were signed and as they are."""
    try:
        before = _pages(reader.get_historical_resolver(embedded.signed_revision))
        now = _pages(reader)
    except HOSTILE:
        return None
    if len(now) != len(before):
        return Problem.PAGE_ADDED if len(now) > len(before) else Problem.PAGE_REMOVED
    for old, new in zip(before, now, strict=True):
        if old[:2] != new[:2]:
            return Problem.CONTENT_REPLACED
    more = sum(len(new[2] - old[2]) for old, new in zip(before, now, strict=True))
    fewer = sum(len(old[2] - new[2]) for old, new in zip(before, now, strict=True))
    if more:
        return Problem.OVERLAID
    if fewer or _layers(reader, embedded.signed_revision):
        return Problem.HIDDEN
    return None


def _pages(handler: Any) -> list[tuple[bytes, str, frozenset[str]]]:
    """Of each page its drawn operators, its resources' names, and its notes but for signatures."""
    made = []
    for page in _leaves(handler.root["/Pages"], 0):
        made.append((_drawn(page.get("/Contents")), repr(page.get("/MediaBox")), _notes(page)))
    return made


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    if depth > 40:
        raise ValueError("page tree too deep")
    for count, kid in enumerate(node["/Kids"]):
        if count > _MOST_PAGES:
            raise ValueError("too many pages")
        page = kid.get_object()
        if "/Kids" in page:
            yield from _leaves(page, depth + 1)
        else:
            yield page


def _drawn(content: Any, depth: int = 0) -> bytes:
    """The operators of a page's content, a stream or an array of such."""
    if content is None or depth > 5:
        return b""
    content = content.get_object()
    if isinstance(content, list):
        return b"\n".join(_drawn(part, depth + 1) for part in content)
    drawn: bytes = content.data
    return drawn


def _notes(page: Any) -> frozenset[str]:
    """What lies on the page as separate objects: references, without fields for signatures."""
    found = set()
    listed = page.get("/Annots", ())
    for place in range(len(listed)):
        note = listed[place]
        if note.get("/FT") != "/Sig":
            found.add(repr(listed.raw_get(place)))
    return frozenset(found)


def _layers(reader: Any, revision: int) -> bool:
    """Whether the layers that are shown differ."""
    before = reader.get_historical_resolver(revision).root.get("/OCProperties")
    return bool(repr(before) != repr(reader.root.get("/OCProperties")))


def _deep(reader: Any, embedded: Any) -> Problem:
    """Whether fonts or pictures were changed: the same operators then say something else."""
    revision = embedded.signed_revision
    seen = reader.get_historical_resolver(revision + 1).explicit_refs_in_revision()
    for number in range(revision + 1, reader.total_revisions):
        seen |= reader.get_historical_resolver(number).explicit_refs_in_revision()
    kinds: set[str] = set()
    for reference in seen:
        one = reader.get_object(reference)
        if isinstance(one, dict):
            kinds |= {str(one.get("/Type")), str(one.get("/Subtype"))}
    if kinds & {"/Font", "/FontDescriptor", "/XObject", "/Image", "/Form"}:
        return Problem.CONTENT_REPLACED
    return Problem.CHANGED_AFTER
