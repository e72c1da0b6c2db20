"""Signing, checking signatures and trusting certificates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from studycompanion.domain.paperwork import FormState
from studycompanion.domain.signing import (
    FileChecked,
    Problem,
    SignatureFound,
    TimeSource,
    TrustedCertificate,
)
from studycompanion.services.filed_scans import FiledForm
from studycompanion.services.scanning_back import Fate, ScanFound
from studycompanion.services.tokens import Held
from studycompanion.services.trust import Offered, spaced
from studycompanion.services.verifying import RecordMatch, worded
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.commitments.page import CommitmentsPage
from studycompanion.ui.pages.commitments.topics_dialog import TopicsDialog
from studycompanion.ui.signing.draw_dialog import DrawDialog
from studycompanion.ui.signing.filed_dialog import Drawn, FiledDialog
from studycompanion.ui.signing.scan_dialog import ScanDialog
from studycompanion.ui.signing.sign_dialog import DRAWING, FILE, OTHER, PEN, TOKEN, SignDialog
from studycompanion.ui.signing.trust_dialog import TrustDialog
from studycompanion.ui.signing.verify_dialog import VerifyDialog
from tests.ui.scenes.scene import Playbook, Scene
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_MARK = "3f9a41c07be2d58810aa5f6c9e27b3d4" * 2


def scenes() -> Iterator[Scene]:
    """Each dialog in what it can show."""
    yield from _BOOK.scenes


def _signature(at: datetime, **about: object) -> SignatureFound:
    usual = {
        "field": "NguoiCamKet",
        "signer": "Nguyễn Thị Ví Dụ",
        "post": "Người cam kết",
        "organisation": "Chi bộ Tổ dân phố số 9",
        "intact": True,
        "covers_all": True,
        "trusted": True,
        "time": at,
        "time_source": TimeSource.CLOCK,
        "issuer": "Cơ quan chứng thực thử nghiệm",
        "not_after": at + timedelta(days=400),
    }
    return SignatureFound(**(usual | about))  # type: ignore[arg-type]


def _verify(stage: Stage, *files: FileChecked) -> None:
    dialog = VerifyDialog(stage.window, stage.window.context)
    dialog.open()
    stage.settle()
    same = RecordMatch.SAME
    dialog.show_verdicts(tuple(worded(Path(one.name), one, same) for one in files))


@_BOOK.scene("verify-empty", VerifyDialog)
def _empty(stage: Stage) -> None:
    VerifyDialog(stage.window, stage.window.context).open()


@_BOOK.scene("verify-good", VerifyDialog)
def _good(stage: Stage) -> None:
    at = stage.window.context.clock()
    second = _signature(at, field="XacNhanChiBo", signer="Trần Văn Mẫu", post="Bí thư chi bộ")
    _verify(stage, FileChecked(name="Lê Thị Ánh.pdf", signatures=(_signature(at), second)))


@_BOOK.scene("verify-doubtful", VerifyDialog)
def _doubtful(stage: Stage) -> None:
    at = stage.window.context.clock()
    one = _signature(at, trusted=False, problem=Problem.UNTRUSTED, has_expired_since=True)
    unsigned = FileChecked(name="Chưa ký.pdf", problem=Problem.NOT_SIGNED)
    _verify(stage, FileChecked(name="Công văn.pdf", signatures=(one,)), unsigned)


@_BOOK.scene("verify-bad", VerifyDialog)
def _bad(stage: Stage) -> None:
    at = stage.window.context.clock()
    one = _signature(at, problem=Problem.CONTENT_REPLACED, covers_all=False)
    gone = FileChecked(name="Gỡ chữ ký.pdf", problem=Problem.SIGNATURE_REMOVED)
    broken = FileChecked(name="Tải về dở.pdf", problem=Problem.UNREADABLE)
    _verify(stage, FileChecked(name="Bị sửa.pdf", signatures=(one,)), gone, broken)


@_BOOK.scene("scans-empty", ScanDialog)
def _no_scans(stage: Stage) -> None:
    ScanDialog(stage.window, stage.window.context, "").open()


@_BOOK.scene("scans", ScanDialog)
def _scans(stage: Stage) -> None:
    """A sure page, one that was filed before, one without a code: the last in view."""
    dialog = ScanDialog(stage.window, stage.window.context, "")
    dialog.open()
    stage.settle()
    jpeg = _page_picture()
    about = {"jpeg": jpeg, "full_name": "Nguyễn Thị Ví Dụ", "version": 1, "pages": 2}
    dialog.show_pages(
        (
            ScanFound(came_as="Quét.pdf (1/4)", fate=Fate.SURE, form_id="1", page=1, **about),
            ScanFound(came_as="Quét.pdf (2/4)", fate=Fate.FILED, form_id="1", page=2, **about),
            ScanFound(came_as="Quét.pdf (3/4)", fate=Fate.UNKNOWN, jpeg=jpeg),
            ScanFound(came_as="Quét.pdf (4/4)", fate=Fate.NO_CODE, jpeg=jpeg, scan_id="x"),
        )
    )
    dialog.table.go_to_row(3)


@_BOOK.scene("scans-filed", FiledDialog)
def _filed(stage: Stage) -> None:
    """Two issues of a form; of the newest a page lacks and the record was changed."""
    whose = stage.page("commitments").view.model.records[0].member_id
    dialog = FiledDialog(stage.window, stage.window.context, whose)
    dialog.open()
    stage.settle()
    day = stage.window.context.today
    form = FiledForm(
        form_id="1",
        full_name="Nguyễn Thị Ví Dụ",
        topics=("Nâng cao kỷ cương, kỷ luật, trách nhiệm",),
        number="1.234",
        version=2,
        state=FormState.SCANNED,
        signed_on=day,
        signed_by="Trần Văn Mẫu",
        pages=(1,),
        missing=(2,),
        filed_on=day,
        filed_by="Trần Văn Mẫu",
        is_changed=True,
    )
    older = replace(form, form_id="2", version=1, state=FormState.REPLACED, missing=())
    dialog.show_forms((form, older))
    stage.settle()
    width = round(595 * dialog.preview.scale)
    page = QImage.fromData(_page_picture()).scaledToWidth(width)
    page = page.convertToFormat(QImage.Format.Format_RGB888)
    rows = [bytes(page.constScanLine(y))[: 3 * width] for y in range(page.height())]
    dialog._on_drawn(Drawn("1", b"", ((width, page.height(), b"".join(rows)),)))


def _page_picture() -> bytes:
    """A grey page with some lines."""
    image = QImage(1240, 1754, QImage.Format.Format_Grayscale8)
    image.fill(250)
    painter = QPainter(image)
    for top in range(150, 1500, 60):
        painter.fillRect(140, top, 960, 8, QColor("#555555"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return buffer.data().data()


@_BOOK.scene("commitments-groups", CommitmentsPage)
def _groups(stage: Stage) -> None:
    """One party group of the cell is in view."""
    page = stage.page("commitments")
    people = page.view.model.records
    page.view.model.fill([replace(p, group=f"Tổ {n % 4 + 1}") for n, p in enumerate(people)])
    page.list_filter.refresh()
    page.view.groups.choose("=Tổ 2")
    page.view.groups.picked.emit("=Tổ 2")


@_BOOK.scene("joint-topics", TopicsDialog)
def _joint(stage: Stage) -> None:
    """A second topic is about to share the form, of which some have signed."""
    stage.page("commitments").view.joint.click()
    dialog = stage.dialog(TopicsDialog)
    stage.settle()
    dialog.finder.table.go_to_row(1)
    dialog.turn_current()


@_BOOK.scene("trust", TrustDialog)
def _trust(stage: Stage) -> None:
    dialog = TrustDialog(stage.window, stage.window.context)
    dialog.open()
    stage.settle()
    at = stage.window.context.clock()
    one = TrustedCertificate(
        id=_MARK,
        name="Cơ quan chứng thực thử nghiệm",
        issuer="Cơ quan chứng thực gốc thử nghiệm",
        not_after=at + timedelta(days=900),
        body="",
        added_at=at,
        added_by="Trần Văn Mẫu",
    )
    dialog._on_list((one,))


@_BOOK.scene("trust-empty", TrustDialog)
def _trust_empty(stage: Stage) -> None:
    TrustDialog(stage.window, stage.window.context).open()


@_BOOK.scene("trust-add", Message)
def _trust_add(stage: Stage) -> None:
    dialog = TrustDialog(stage.window, stage.window.context)
    dialog.open()
    stage.settle()
    at = stage.window.context.clock() + timedelta(days=900)
    name = "Cơ quan chứng thực thử nghiệm"
    dialog._on_offered(Offered(b"", name, name, at, spaced(_MARK), False))


def _sign(stage: Stage, way: str) -> SignDialog:
    stage.page("commitments").view.sign.click()
    dialog = stage.dialog(SignDialog)
    dialog.way.choose(way)
    dialog._refresh()
    return dialog


@_BOOK.scene("sign-pen", SignDialog)
def _sign_pen(stage: Stage) -> None:
    _sign(stage, PEN)


@_BOOK.scene("sign-file", SignDialog)
def _sign_file(stage: Stage) -> None:
    _sign(stage, FILE)


@_BOOK.scene("sign-file-wrong", SignDialog)
def _sign_wrong(stage: Stage) -> None:
    """No key file was chosen, and the clock is behind."""
    dialog = _sign(stage, FILE)
    stage.settle()
    dialog._on_warnings(("Đồng hồ máy đang là 19:00 18/11/2026, trước lần ghi cuối.",))
    dialog.go.click()


@_BOOK.scene("sign-other", SignDialog)
def _sign_other(stage: Stage) -> None:
    _sign(stage, OTHER)


@_BOOK.scene("sign-drawing", SignDialog)
def _sign_drawing(stage: Stage) -> None:
    _sign(stage, DRAWING)


def _drawing(stage: Stage) -> DrawDialog:
    _sign(stage, DRAWING).draw.click()
    dialog = stage.dialog(DrawDialog)
    dialog.pad.strokes.append(QPolygonF([QPointF(40, 90), QPointF(160, 30), QPointF(320, 110)]))
    return dialog


@_BOOK.scene("draw", DrawDialog)
def _draw(stage: Stage) -> None:
    _drawing(stage)


@_BOOK.scene("draw-picture", DrawDialog)
def _draw_picture(stage: Stage) -> None:
    _drawing(stage).use_picture(Path("chữ ký.jpg"))


@_BOOK.scene("sign-token", SignDialog)
def _sign_token(stage: Stage) -> None:
    """One certificate, on a token that was tried before."""
    from types import SimpleNamespace

    dialog = _sign(stage, PEN)
    module = SimpleNamespace(path="", vendor="VNPT-CA")
    dialog.token.module.fill([("", module.vendor)])
    dialog.way.choose(TOKEN)
    dialog._refresh()
    stage.settle()
    end = stage.window.context.clock() + timedelta(days=300)
    certificate = SimpleNamespace(name="Trần Văn Mẫu", not_after=end)
    token = SimpleNamespace(pin=SimpleNamespace(value="low"), serial="1")
    chosen = SimpleNamespace(certificate=certificate)
    dialog.token._on_held((Held(token=token, chosen=chosen),))  # type: ignore[arg-type]
