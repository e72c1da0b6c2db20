"""Signing from a page: choose, sign with progress, say what came of it; files out and in."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import Cancelled, CodedError
from studycompanion.services import pen, signed_elsewhere, signing
from studycompanion.services.changes import Changes, Done
from studycompanion.services.pen import PenNoted
from studycompanion.services.signed_elsewhere import TakenBack
from studycompanion.services.signing import OpenKey, Signed, SignOrder
from studycompanion.services.unsigned import write_unsigned
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_folder, choose_new_file
from studycompanion.ui.progress import run_job
from studycompanion.ui.signing.draw_dialog import DrawDialog
from studycompanion.ui.signing.offer import Offer
from studycompanion.ui.signing.scan_dialog import ScanDialog
from studycompanion.ui.signing.sign_dialog import SignDialog
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

_CHANGED = Changes({"issued_form": frozenset()})
_NAMED = 8
"""How many people are named that were left out."""


class SignFlow(QObject):
    """One run at a time; the key is closed when it ends, however that is."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._key: OpenKey | None = None
        self._out = Path()

    def choose(self, offer: Offer) -> None:
        """Ask what to sign and with which key."""
        dialog = SignDialog(self._page, self._context, offer)
        dialog.ordered.connect(self._on_ordered)
        dialog.export_wanted.connect(self._on_export)
        dialog.return_wanted.connect(self._on_return)
        dialog.pen_noted.connect(self._on_noted_by_pen)
        dialog.list_wanted.connect(self._on_list)
        dialog.scans_wanted.connect(self._on_scans)
        dialog.drawing_wanted.connect(self._on_draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_ordered(self, order: SignOrder, key: OpenKey) -> None:
        self._key = key
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang ký số…"),
            work=lambda desk, job: signing.sign_forms(desk, order, key, job=job),
            then=self._on_signed,
            failed=self._on_failed,
        )

    def _close(self) -> None:
        if self._key is not None:
            self._key.close()
        self._key = None
        self._context.hub.announce(_CHANGED)

    def _on_signed(self, done: Done[Signed]) -> None:
        self._close()
        made = done.value
        words = tr("Đã ký số {n} bản cam kết.", n=group_thousands(len(made.forms)))
        left = [(one.full_name, one.sentence) for one in made.left_out]
        self._tell(words, left, is_good=bool(made.forms))

    def _tell(self, words: str, left: list[tuple[str, str]], *, is_good: bool) -> None:
        tone = Tone.GOOD if is_good else Tone.BAD
        message = dialogs.Message(self._page, words, tone=tone)
        for name, why in left[:_NAMED]:
            message.add_detail(f"{name}: {why}")
        if len(left) > _NAMED:
            more = group_thousands(len(left) - _NAMED)
            message.add_detail(tr("và {n} bản nữa.", n=more))
        message.add_button(tr("Đóng"), message.accept, kind="primary")
        message.open()

    def _on_failed(self, error: Exception) -> None:
        self._close()
        if isinstance(error, Cancelled):
            dialogs.tell(self._page, tr("Đã dừng. Những bản đã ký vẫn còn; ký lại sẽ làm tiếp."))
        elif isinstance(error, CodedError):
            dialogs.say_error(self._page, error)

    def _on_noted_by_pen(self, order: SignOrder, day: date) -> None:
        self._context.tasks.write(
            lambda desk: pen.note_signed(
                desk, order.topic_id, day, cell_id=order.cell_id, members=order.members
            ),
            self._on_pen,
            failed=self._on_failed,
        )

    def _on_pen(self, done: Done[PenNoted]) -> None:
        noted = done.value
        words = tr("Đã ghi nhận {n} bản đã ký giấy.", n=group_thousands(noted.count))
        left = [(name, tr("chưa lập bản cam kết.")) for name in noted.without_form]
        self._tell(words, left, is_good=True)

    def _on_draw(self, offer: Offer) -> None:
        dialog = DrawDialog(self._page, self._context, offer)
        dialog.done_with.connect(self._on_drawn)
        dialog.open()

    def _on_scans(self, offer: Offer) -> None:
        ScanDialog(self._page, self._context, offer.topic_id).open()

    def _on_drawn(self, _note: object) -> None:
        self._context.hub.announce(_CHANGED)
        dialogs.tell(self._page, tr("Đã đặt nét chữ vào bản cam kết. Bản này chưa tính là đã ký."))

    def _on_list(self, offer: Offer) -> None:
        chooser = choose_new_file(
            self._page,
            tr("Lưu danh sách chưa ký"),
            name=tr("Danh sách chưa ký"),
            then=lambda path: self._write_list(offer, path),
        )
        kinds = {"PDF (*.pdf)": "pdf", "Excel (*.xlsx)": "xlsx"}
        chooser.setNameFilters(list(kinds))
        chooser.setDefaultSuffix("pdf")
        chooser.filterSelected.connect(lambda kind: chooser.setDefaultSuffix(kinds[kind]))

    def _write_list(self, offer: Offer, path: Path) -> None:
        self._context.tasks.compute(
            lambda desk: write_unsigned(
                desk, offer.topic_id, path, offer.cell_id, group=offer.group
            ),
            self._on_list_written,
            failed=self._on_failed,
        )

    def _on_list_written(self, path: Path) -> None:
        dialogs.tell_where(self._page, tr("Đã lưu vào tệp:"), path)

    def _on_export(self, order: SignOrder) -> None:
        choose_folder(
            self._page,
            tr("Chọn thư mục để ghi các tệp có ô ký"),
            folder=self._context.preferences.comforts.export_folder,
            then=lambda out: self._export_to(order, out),
        )

    def _export_to(self, order: SignOrder, out: Path) -> None:
        self._out = out
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang xuất tệp có ô ký…"),
            work=lambda desk, job: signing.export_for_others(desk, order, out, job=job),
            then=self._on_exported,
            failed=self._on_failed,
        )

    def _on_exported(self, made: list[Path]) -> None:
        self._close()
        words = tr("Đã xuất {n} tệp có sẵn ô ký vào thư mục:", n=group_thousands(len(made)))
        dialogs.tell_where(self._page, words, self._out)

    def _on_return(self) -> None:
        choose_folder(
            self._page,
            tr("Chọn thư mục có các tệp đã ký"),
            folder=self._context.preferences.comforts.export_folder,
            then=self.take_in,
        )

    def take_in(self, folder: Path) -> None:
        """Take in the signed files of a folder."""
        paths = sorted(folder.glob("*.pdf"))
        run_job(
            self._page,
            self._context.tasks,
            tr("Đang nhận tệp đã ký…"),
            work=lambda desk, job: signed_elsewhere.take_back(desk, paths, job=job),
            then=self._on_taken,
            failed=self._on_failed,
        )

    def _on_taken(self, done: Done[TakenBack]) -> None:
        self._close()
        taken = done.value
        words = tr("Đã nhận {n} bản cam kết đã ký số.", n=group_thousands(len(taken.forms)))
        self._tell(words, [(o.name, o.sentence) for o in taken.refused], is_good=bool(taken.forms))
