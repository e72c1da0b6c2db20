"""Does this paper match the record? The answer for any PDF that the program issued.

An issued PDF carries what it says in its metadata. That is compared with the form as it was issued,
and the form with what would be issued now.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studycompanion import forms
from studycompanion.domain.form_code import number_of
from studycompanion.domain.paperwork import CommitmentContent, IssuedForm, Variant
from studycompanion.domain.people import Member
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services.commitments import digest, gather, says
from studycompanion.services.desk import Desk


class Standing(StrEnum):
    """How a paper stands to the record."""

    SAME = "same"
    CHANGED = "changed"
    TAMPERED = "tampered"
    OTHER_VERSION = "other_version"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """The standing of a paper, and which form it is; "" where it is none of this file."""

    standing: Standing
    form_id: str = ""
    full_name: str = ""
    number: str = ""
    version: int = 0


def record_match(desk: Desk, pdf: bytes) -> Match:
    """Compare a PDF with the record: the same, changed since, another version, or unknown.

    TAMPERED: it carries the code of a form here, but says something else than that form said.
    """
    found = _form_of(desk, pdf)
    if found is None:
        return Match(Standing.UNKNOWN)
    form, said_print = found
    with desk.read() as reader:
        name = reader.get(Member, form.member_id).full_name
    standing = _standing(desk, form, said_print)
    return Match(standing, form.id, name, number_of(form.code), form.version)


def in_words(match: Match) -> str:
    """The standing of a paper in a sentence."""
    said = {"number": match.number, "version": str(match.version), "name": match.full_name}
    return word("record_standing", match.standing.value, **said)


def _form_of(desk: Desk, pdf: bytes) -> tuple[IssuedForm, str] | None:
    """The form whose code a PDF carries, and the fingerprint of what it says."""
    try:
        carried = json.loads(forms.record_in(pdf))
        code, said = str(carried["code"]), carried["said"]
    except (ValueError, KeyError, TypeError):
        return None
    with desk.read() as reader:
        known = reader.find(IssuedForm, code=code) if code else []
    return (known[0], digest(json.dumps(said, sort_keys=True))) if known else None


def _standing(desk: Desk, form: IssuedForm, said_print: str) -> Standing:
    if said_print != form.fingerprint:
        return Standing.TAMPERED
    if not form.state.is_current:
        return Standing.OTHER_VERSION
    return Standing.CHANGED if changed_since(desk, [form]) else Standing.SAME


def changed_since(desk: Desk, forms: Sequence[IssuedForm]) -> frozenset[str]:
    """The ids of those forms whose record says something else now, or is there no more."""
    alike: dict[tuple[tuple[str, ...], Variant], list[IssuedForm]] = defaultdict(list)
    for form in forms:
        alike[form.topic_ids, form.variant].append(form)
    return frozenset(
        form.id for some in alike.values() for form in _changed_of_one_kind(desk, some)
    )


def _changed_of_one_kind(desk: Desk, forms: list[IssuedForm]) -> list[IssuedForm]:
    """Those that changed among forms of the same topics in the same variant."""
    one = forms[0]
    whose = one.member_id if len(forms) == 1 else None
    try:
        now = gather(
            desk,
            one.topic_id,
            variant=one.variant,
            member_id=whose,
            topic_ids=one.topic_ids,
        )
    except UserError:
        return forms
    said = {subject.member_id: subject.content for subject in now.subjects}
    return [form for form in forms if not _says(said.get(form.member_id), form)]


def _says(content: CommitmentContent | None, form: IssuedForm) -> bool:
    if content is None:
        return False
    return says(content, form.template_id, form.variant, form.fingerprint)
