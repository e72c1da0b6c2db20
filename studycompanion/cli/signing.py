"""Commands about signatures: ``forms sign | verify`` and ``trust add | list | remove``."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from studycompanion.cli.command import Answer, Command, Seat, argument, either
from studycompanion.cli.output import Progress
from studycompanion.cli.secret import ask
from studycompanion.domain.signing import SignerRole
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import scan_filing, scanning_back, signing, tokens, trust, verifying
from studycompanion.services.scanning_back import Looked, ScanFound
from studycompanion.services.signing import OpenKey
from studycompanion.services.verifying import RecordMatch, Verdict

SIGN_PASSWORD = "STUDYCOMPANION_SIGN_PASSWORD"


def _secret(prompt: str) -> str:
    return os.environ.get(SIGN_PASSWORD) or ask(prompt) or ""


def _key(seat: Seat) -> OpenKey:
    words = seat.words
    if words.pkcs12:
        return signing.open_key_file(Path(words.pkcs12), _secret("sign_password"))
    if not words.cert:
        raise UserError("token_cert_needed")
    held = tokens.named(Path(words.pkcs11), words.cert)
    if warning := tokens.pin_warning(held):
        print(warning, file=sys.stderr)
    return tokens.open_token(held, _secret("sign_pin"))


def _sign(seat: Seat) -> object:
    words = seat.words
    key = _key(seat)
    try:
        made = signing.sign_files(
            map(Path, words.files),
            Path(words.out).absolute(),
            SignerRole(words.role),
            key,
            now=seat.desk.clock(),
            is_visible=not words.invisible,
            job=Progress(),
        )
    finally:
        key.close()
    return {"files": made, "signer": key.certificate.name}


def _verify(seat: Seat) -> object:
    paths = [Path(file) for file in seat.words.files]
    found = verifying.verify(seat.desk, paths, job=Progress())
    code = 0 if all(map(verifying.is_good, found)) else 1
    if seat.words.json:
        return Answer([verifying.as_json(one) for one in found], code)
    return Answer([line for one in found for line in _told(one)], code)


def _told(one: Verdict) -> list[str]:
    lines = [f"{one.path}: {one.headline}", f"  {one.matter}"]
    if one.record is not RecordMatch.UNKNOWN:
        lines.append(f"  {word('record_match', one.record.value)}")
    if one.standing:
        lines.append(f"  {one.standing}")
    for signature in one.checked.signatures:
        who = ", ".join(filter(None, (signature.signer, signature.post)))
        lines.append(f"  {signature.field}: {who or '—'}")
        lines += [f"    {sentence}" for sentence in verifying.sentences(signature)]
    return [*lines, f"  {one.advice}"] if one.advice else lines


def _scan(seat: Seat) -> object:
    words = seat.words
    looked = scanning_back.look(seat.desk, [Path(file) for file in words.files], job=Progress())
    answer: dict[str, object] = {
        "pages": [_page(one) for one in looked.pages],
        "refused": [{"name": one.name, "why": one.sentence} for one in looked.refused],
    }
    chosen = scan_filing.usual(looked.pages)
    if words.yes and chosen:
        day = words.day or seat.desk.today
        done = scan_filing.file(seat.desk, chosen, signed_on=day).value
        answer |= {"filed": done.filed, "in_tray": done.in_tray}
        answer["complete"] = list(done.complete)
        answer["incomplete"] = [
            {"name": name, "missing": list(missing)} for name, missing in done.incomplete
        ]
    code = 1 if looked.refused else 0
    return Answer(answer if words.json else list(_scan_told(answer, looked)), code)


def _page(one: ScanFound) -> dict[str, object]:
    kept = ("came_as", "form_id", "full_name", "version", "page", "pages")
    return {key: getattr(one, key) for key in kept} | {"fate": one.fate.value}


def _scan_told(answer: dict[str, object], looked: Looked) -> Iterator[str]:
    for one in looked.pages:
        whose = f"{one.full_name}, {one.page}/{one.pages}: " if one.form_id else ""
        yield f"{one.came_as}: {whose}{word('scan_fates', one.fate.value)}"
    yield from (f"{one.name}: {one.sentence}" for one in looked.refused)
    if "filed" in answer:
        yield word("scan_told", "filed", n=answer["filed"], tray=answer["in_tray"])


def _trust_add(seat: Seat) -> object:
    offered = trust.offered(seat.desk, Path(seat.words.file))
    made = trust.trust(seat.desk, offered.body).value
    return {"id": made.id, "name": made.name, "issuer": made.issuer, "sha256": offered.fingerprint}


def _trust_list(seat: Seat) -> object:
    return [
        {
            "id": one.id,
            "name": one.name,
            "issuer": one.issuer,
            "not_after": one.not_after.date(),
            "added_by": one.added_by,
            "added_at": one.added_at.date(),
        }
        for one in trust.trusted(seat.desk)
    ]


def _trust_remove(seat: Seat) -> object:
    return {"removed": trust.distrust(seat.desk, seat.words.id).value}


_FILES = argument("files", nargs="+", metavar="FILE")


COMMANDS = (
    Command(
        noun="forms",
        verb="sign",
        help="sign PDF files with a key file or a USB token",
        arguments=(
            _FILES,
            argument(
                "--as",
                dest="role",
                required=True,
                choices=[role.value for role in SignerRole],
                help="whose field is signed",
            ),
            either("--pkcs12", metavar="KEY", help="a .p12 or .pfx file"),
            either("--pkcs11", metavar="MODULE", help="the token's module; with --cert"),
            argument("--cert", metavar="LABEL", help="the certificate on the token"),
            argument("--invisible", action="store_true", help="without a box on the page"),
            argument("--out", required=True, metavar="DIR"),
        ),
        action=_sign,
    ),
    Command(
        noun="forms",
        verb="scan",
        help="tell to which form each scanned page belongs, and file it there",
        arguments=(
            argument("files", nargs="+", metavar="FILE", help="PDF, TIFF, JPG or PNG"),
            argument("--yes", action="store_true", help="file the sure pages, others to the tray"),
            argument(
                "--day",
                type=date.fromisoformat,
                metavar="DAY",
                help="2026-11-20, when they were signed; else today",
            ),
        ),
        action=_scan,
    ),
    Command(
        noun="forms",
        verb="verify",
        help="tell what the signatures of PDF files are worth",
        arguments=(_FILES,),
        action=_verify,
    ),
    Command(
        noun="trust",
        verb="add",
        help="trust a certificate (.cer, .crt or .pem)",
        arguments=(argument("file", metavar="FILE"),),
        action=_trust_add,
    ),
    Command(noun="trust", verb="list", help="list trusted certificates", action=_trust_list),
    Command(
        noun="trust",
        verb="remove",
        help="trust a certificate no longer",
        arguments=(argument("id", metavar="ID"),),
        action=_trust_remove,
    ),
)
