"""Signing issued forms with a key: those of one, of several or of a whole cell at once.

Keys, passwords and PINs pass through and are kept nowhere; the history tells who signed what when.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.domain.file_names import safe_name
from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import FormSignature, Means, SignerRole
from studycompanion.domain.work import Job
from studycompanion.errors import UserError
from studycompanion.messages import say, speaking, word
from studycompanion.services import moving, printing
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.services.printing import Paper, Wanted
from studycompanion.services.reading import read_file
from studycompanion.storage.files import make_folder, replace_file

if TYPE_CHECKING:
    from studycompanion.forms.signing.adding import Request
    from studycompanion.forms.signing.keys import Certificate, Key

LARGEST_KEY = 1_000_000
LARGEST_PDF = 60_000_000


@dataclass(slots=True)
class OpenKey:
    """A key that is ready to sign, and whose it is; ``close`` wipes it."""

    certificate: "Certificate"
    means: Means
    _key: "Key | None" = field(repr=False)

    @property
    def key(self) -> "Key":
        """The key; raises ``UserError("key_closed")`` after ``close``."""
        if self._key is None:
            raise UserError("key_closed")
        return self._key

    def close(self) -> None:
        """Forget the key."""
        closing = getattr(self._key, "close", None)
        self._key = None
        if closing is not None:
            closing()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOrder:
    """Whose forms of a topic are to be signed, in which part, and how.

    ``cell_id`` "" means every cell, no ``members`` everybody.
    """

    topic_id: str
    role: SignerRole
    cell_id: str = ""
    members: frozenset[str] = frozenset()
    is_visible: bool = True


@dataclass(frozen=True, slots=True)
class NotSigned:
    """Whose form was left as it is, and why."""

    member_id: str
    full_name: str
    sentence: str


@dataclass(slots=True)
class Signed:
    """What came of it: ids of the forms that were signed, and who was left out."""

    forms: list[str] = field(default_factory=list)
    left_out: list[NotSigned] = field(default_factory=list)


def open_key_file(path: Path, password: str) -> OpenKey:
    """The key of a PKCS#12 file; raises what ``keys.load_pkcs12`` and ``read_file`` do."""
    from studycompanion.forms.signing.keys import load_pkcs12, read_certificate

    key = load_pkcs12(read_file(path, largest=LARGEST_KEY, code="key_file"), password)
    return OpenKey(read_certificate(key.certificate), Means.KEY_FILE, key)


def warnings(desk: Desk) -> tuple[str, ...]:
    """What should be known before signing: that this PC's clock is behind the last record."""
    last = moving.clock_behind(desk)
    if last is None:
        return ()
    now = desk.clock()
    said = {"now": f"{now:%H:%M %d/%m/%Y}", "last": f"{last.astimezone(now.tzinfo):%H:%M %d/%m/%Y}"}
    return (word("signing", "clock_behind", **said),)


def sign_forms(desk: Desk, order: SignOrder, key: OpenKey, *, job: Job) -> Done[Signed]:
    """Sign the forms of an order, each kept as soon as it is signed; what is missing is issued.

    Raises ``UserError`` "certificate_expired", "clock_before_certificate", or "member_signs_own"
    where one member would sign for others, before anything is signed; ``Cancelled`` between two
    forms, and what a token says, leave the finished ones signed.
    """
    from studycompanion.forms.signing.keys import check_time

    check_time(key.certificate, desk.clock())
    if order.role is SignerRole.MEMBER and len(order.members) != 1:
        raise UserError("member_signs_own")
    wanted = Wanted(topic_id=order.topic_id, cell_id=order.cell_id, members=order.members)
    measured = printing.measure(desk, wanted)
    done, changes = Signed(), Changes()
    done.left_out += [NotSigned(s.member_id, s.full_name, s.sentence) for s in measured.skipped]
    papers = printing.prepare(desk, wanted, job=_Before(job))
    for number, paper in enumerate(papers):
        job.report(number, len(papers), paper.title)
        try:
            changes |= _sign_one(desk, paper, order, key)
        except UserError as refused:
            done.left_out.append(NotSigned(paper.member_id, paper.title, say(refused)))
        else:
            done.forms.append(paper.form_id)
    job.report(len(papers), len(papers), "")
    return Done(done, changes)


class _Before:
    """Lets the user stop while forms are issued; progress counts what is signed."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def report(self, done: int, total: int, label: str) -> None:
        """Tell only who it is."""
        self._job.report(0, total, label)


def _sign_one(desk: Desk, paper: Paper, order: SignOrder, key: OpenKey) -> Changes:
    from studycompanion.forms.signing.adding import sign

    now = desk.clock()
    with desk.read() as reader:
        form = reader.get(IssuedForm, paper.form_id)
    if form.state is not FormState.SIGNED_DIGITALLY:
        form.check_move(FormState.SIGNED_DIGITALLY)
    request = request_for(order.role, key.certificate, now, is_visible=order.is_visible)
    made = sign(paper.pdf, key.key, request)
    return keep_signed(desk, form, made, [signature_of(form.id, order.role, key, now)])


def signature_of(form_id: str, role: SignerRole, key: OpenKey, now: datetime) -> FormSignature:
    """The record of one who signed here."""
    return FormSignature(
        id=new_id(),
        form_id=form_id,
        role=role,
        means=key.means,
        signer=key.certificate.name,
        certificate=key.certificate.id,
        signed_at=now,
    )


def keep_signed(
    desk: Desk, form: IssuedForm, pdf: bytes, signatures: Iterable[FormSignature]
) -> Changes:
    """Keep the signed bytes in place of those before them, with who signed."""
    with desk.write("form_sign", mode=Mode.BARRIER, member=form.member_id) as tx:
        tx.uow.change(
            form,
            state=FormState.SIGNED_DIGITALLY,
            blob_id=tx.uow.keep_blob(pdf),
            signed_on=form.signed_on or desk.today,
            signed_by=form.signed_by or desk.actor.name,
        )
        tx.uow.add_all(list(signatures))
    return tx.changes


def request_for(
    role: SignerRole, certificate: "Certificate", now: datetime, *, is_visible: bool
) -> "Request":
    """What to add for one who signs now; the words of the box are Vietnamese as the paper is."""
    from studycompanion.forms.signing.adding import Request
    from studycompanion.forms.signing.box import BoxLines
    from studycompanion.forms.signing.fields import fields

    box = None
    if is_visible:
        with speaking("vi"):
            when = word("signing", "box_time", time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}")
            lines = (certificate.post or fields()[role].post, when, word("signing", "box_clock"))
        box = BoxLines(certificate.name, lines)
    return Request(role=role, when=now, name=certificate.name, box=box)


def sign_files(
    paths: Iterable[Path],
    out: Path,
    role: SignerRole,
    key: OpenKey,
    *,
    now: datetime,
    is_visible: bool,
    job: Job,
) -> list[Path]:
    """Sign files of any origin into the folder ``out``, under the names that they have.

    Raises what ``adding.sign`` does for the first file that cannot be signed, and
    ``UserError("signs_itself")`` where a result would take the place of its own source.
    """
    from studycompanion.forms.signing.adding import sign
    from studycompanion.forms.signing.keys import check_time

    check_time(key.certificate, now)
    request = request_for(role, key.certificate, now, is_visible=is_visible)
    listed, made = list(paths), []
    make_folder(out)
    for number, path in enumerate(listed):
        job.report(number, len(listed), path.name)
        target = out / path.name
        if target.resolve() == path.resolve():
            raise UserError("signs_itself", name=path.name)
        pdf = read_file(path, largest=LARGEST_PDF, code="pdf_unreadable")
        replace_file(target, sign(pdf, key.key, request), is_durable=False)
        made.append(target)
    job.report(len(listed), len(listed), "")
    return made


def export_for_others(desk: Desk, order: SignOrder, out: Path, *, job: Job) -> list[Path]:
    """Write the forms of an order with empty fields that other programs sign, one file each."""
    from studycompanion.forms.signing.adding import with_empty_fields

    wanted = Wanted(topic_id=order.topic_id, cell_id=order.cell_id, members=order.members)
    papers = printing.prepare(desk, wanted, job=_Before(job))
    make_folder(out)
    made: list[Path] = []
    for number, paper in enumerate(papers):
        job.report(number, len(papers), paper.title)
        path = _free(out, paper.title, made)
        replace_file(path, with_empty_fields(paper.pdf), is_durable=False)
        made.append(path)
    job.report(len(papers), len(papers), "")
    return made


def _free(out: Path, title: str, taken: list[Path]) -> Path:
    stem, number = safe_name(title), 1
    path = out / f"{stem}.pdf"
    while path in taken:
        number += 1
        path = out / f"{stem} {number}.pdf"
    return path


def signers_of(desk: Desk, form_id: str) -> tuple[FormSignature, ...]:
    """Who signed a form, in the order of signing."""
    with desk.read() as reader:
        found = reader.find(FormSignature, form_id=form_id)
    return tuple(sorted(found, key=lambda one: one.signed_at))
