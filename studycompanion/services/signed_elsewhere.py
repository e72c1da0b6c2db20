"""Taking in forms that were signed with another program: found by the bytes they begin with."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import FormSignature, Level, Means, SignerRole
from studycompanion.domain.work import Job
from studycompanion.messages import word
from studycompanion.services import verifying
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.services.reading import read_file
from studycompanion.services.signing import LARGEST_PDF, keep_signed
from studycompanion.services.verifying import Verdict
from studycompanion.storage.queries import papers


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why."""

    name: str
    sentence: str


@dataclass(slots=True)
class TakenBack:
    """Ids of the forms that a file was taken in for, and the files that were not taken."""

    forms: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def take_back(desk: Desk, paths: Sequence[Path], *, job: Job) -> Done[TakenBack]:
    """Keep signed files in place of the forms that they were made of.

    A file is taken where it begins with the very bytes of a form in force and all its signatures
    are whole; whether the signer is trusted is told, not asked.
    """
    done, changes = TakenBack(), Changes()
    for path, verdict in zip(paths, verifying.verify(desk, paths, job=job), strict=True):
        pdf = read_file(path, largest=LARGEST_PDF, code="pdf_too_large")
        form = form_of(desk, pdf)
        code = _refusal(form, pdf, verdict)
        if code or form is None:
            done.refused.append(Refused(path.name, word("taking_back", code)))
            continue
        changes |= keep_signed(desk, form, pdf, _signatures(desk, form, verdict))
        done.forms.append(form.id)
    return Done(done, changes)


def form_of(desk: Desk, pdf: bytes) -> IssuedForm | None:
    """The form in force whose kept bytes a file begins with, the longest such."""
    with desk.read() as reader:
        sizes = papers.sizes_of_forms(reader.connection)
        by_blob = {blob_id: form_id for form_id, blob_id, _ in sizes}
        for size in sorted({size for _, _, size in sizes if size <= len(pdf)}, reverse=True):
            found = by_blob.get(hashlib.sha256(pdf[:size]).hexdigest())
            if found is not None:
                return reader.get(IssuedForm, found)
    return None


def _refusal(form: IssuedForm | None, pdf: bytes, verdict: Verdict) -> str:
    """Why a file is not taken, "" where it is."""
    if form is None:
        return "unknown"
    if hashlib.sha256(pdf).hexdigest() == form.blob_id:
        return "same"
    if not verdict.checked.signatures or verdict.checked.level is Level.BAD:
        return "bad"
    is_signed = form.state is FormState.SIGNED_DIGITALLY
    return "" if is_signed or form.may_move(FormState.SIGNED_DIGITALLY) else "on_paper"


def _signatures(desk: Desk, form: IssuedForm, verdict: Verdict) -> list[FormSignature]:
    """Those of the file that are not kept yet; fields of other programs count in turn."""
    from studycompanion.forms.signing.fields import role_of

    with desk.read() as reader:
        known = len(reader.find(FormSignature, form_id=form.id))
    roles = list(SignerRole)
    return [
        FormSignature(
            id=new_id(),
            form_id=form.id,
            role=role_of(one.field) or roles[min(number, len(roles) - 1)],
            means=Means.ELSEWHERE,
            signer=one.signer,
            certificate=one.certificate,
            signed_at=one.time or desk.clock(),
        )
        for number, one in enumerate(verdict.checked.signatures)
        if number >= known
    ]
