"""Signing and checking: ours against pyHanko as its guide says, a cell through a token, many files.

Both sign the same form visibly with the same RSA key, in paired rounds of one warm process.
"""

import tempfile
import time
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from studycompanion.domain.record import Actor
from studycompanion.domain.signing import Level, Means, SignerRole
from studycompanion.domain.work import Silent
from studycompanion.forms.signing.adding import sign
from studycompanion.services import opening, signing, tokens, topics, trust, verifying
from studycompanion.services.desk import Desk
from studycompanion.services.signing import SignOrder
from tests import token_box
from tests.bench.pairs import compare, seconds
from tests.forms.samples import pdf
from tests.forms.signed import MEMBER, SECRETARY, key_of, request, signed_by_member
from tests.forms.toy_ca import PASSWORD, SIGNED_AT, authority, holder
from tests.services.conftest import SETUP, enrol

ROUNDS = 5
SIGNATURES_PER_ROUND = 15
PEOPLE = 60
FILES = 100


def figures() -> dict[str, float]:
    """Signatures a second both ways and their ratio; seconds for a cell and for many files."""
    naive, ours, ratio = compare(_timed(_naive), _timed(_ours), rounds=ROUNDS)
    return {
        "visible_per_cpu_s": SIGNATURES_PER_ROUND / ours,
        "naive_per_cpu_s": SIGNATURES_PER_ROUND / naive,
        "ratio": ratio,
        **_cell_through_token(),
        "verify_100_files_s": _many_files(),
    }


def _timed(work):
    def round_of() -> None:
        for _ in range(SIGNATURES_PER_ROUND):
            work()

    return lambda: seconds(round_of, time.process_time)


def _ours() -> bytes:
    return sign(pdf(), key_of(holder(MEMBER)), request(SignerRole.MEMBER, MEMBER))


_SIGNER = []


def _naive() -> bytes:
    """As the guide of pyHanko has it: a loaded signer, a visible field and a text stamp."""
    from pyhanko import stamp
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    if not _SIGNER:
        _SIGNER.append(
            signers.SimpleSigner.load_pkcs12_data(
                holder(MEMBER).pkcs12(), other_certs=[], passphrase=PASSWORD.encode()
            )
        )
    writer = IncrementalPdfFileWriter(BytesIO(pdf()))
    fields.append_signature_field(
        writer, fields.SigFieldSpec("Ký", on_page=1, box=(323, 418, 548, 490))
    )
    made = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name="Ký",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=_SIGNER[0],
        stamp_style=stamp.TextStampStyle(stamp_text="Signed by: %(signer)s\nTime: %(ts)s"),
    )
    return made.sign_pdf(writer).getvalue()


def _cell_through_token() -> dict[str, float]:
    """Seconds to sign every form of a cell as its secretary, kept in the data file."""
    with tempfile.TemporaryDirectory() as folder:
        module = token_box.softhsm(Path(folder) / "hsm")
        token_box.new_token("bench")
        token_box.put(holder(SECRETARY), label="bench", token="bench")
        made = opening.create(
            Path(folder) / "data", SETUP, actor=Actor("bench", "Bench"), clock=lambda: SIGNED_AT
        )
        with closing(made.desk.store):
            return _signed_cell(made.desk, tokens.named(module, "bench"))


def _signed_cell(desk: Desk, held: tokens.Held) -> dict[str, float]:
    ids = enrol(desk, *(f"Nguyễn Thị Ví Dụ {n}" for n in range(PEOPLE)))
    topic = topics.add_topic(desk, "Nâng cao kỷ cương", 2026).value
    file_key = signing.OpenKey(_member_certificate(), Means.KEY_FILE, key_of(holder(MEMBER)))
    for who in ids:
        own = SignOrder(topic_id=topic.id, role=SignerRole.MEMBER, members=frozenset({who}))
        signing.sign_forms(desk, own, file_key, job=Silent())
    key = tokens.open_token(held, token_box.PIN)
    order = SignOrder(topic_id=topic.id, role=SignerRole.SECRETARY)
    done = []
    cost = seconds(lambda: done.append(signing.sign_forms(desk, order, key, job=Silent())))
    key.close()
    assert len(done[0].value.forms) == PEOPLE
    return {"token_60_forms_s": cost}


def _member_certificate():
    """What the member's certificate says."""
    from studycompanion.forms.signing.keys import read_certificate

    return read_certificate(holder(MEMBER).der)


def _many_files() -> float:
    """Seconds to check a hundred signed files in the checking process, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        paper = signed_by_member(pdf(), key_of(holder(MEMBER)))
        paths = [Path(folder) / f"{n}.pdf" for n in range(FILES)]
        for path in paths:
            path.write_bytes(paper)
        made = opening.create(
            Path(folder) / "data",
            SETUP,
            actor=Actor("bench", "Bench"),
            clock=lambda: SIGNED_AT + timedelta(days=1),
        )
        with closing(made.desk.store):
            trust.trust(made.desk, authority().der)
            found = []
            cost = seconds(lambda: found.append(verifying.verify(made.desk, paths, job=Silent())))
            assert {one.checked.level for one in found[0]} == {Level.GOOD}
            return cost
