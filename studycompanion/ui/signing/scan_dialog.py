"""Scanned pages beside the forms to file them to: yes for the sure ones, by hand for others."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from studycompanion.domain.vietnamese import display_date, fold, group_thousands
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import scan_filing, scanning_back
from studycompanion.services.changes import Done
from studycompanion.services.scan_filing import Filed
from studycompanion.services.scanning_back import Fate, Looked, ScanFound
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_files
from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.progress import run_job
from studycompanion.ui.reading import whole_day
from studycompanion.ui.signing.scan_by_hand import ByHand
from studycompanion.ui.signing.scan_lines import UNSURE, ScanLine, columns, is_waiting, whose
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT, _PICTURE = 1100, 640, 430


class ScanDialog(ListSheet):
    """What lies in the tray is shown from the start; nothing is kept before the yes."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str) -> None:
        super().__init__(parent, tr("Nhận bản quét"), width=_WIDTH, height=_HEIGHT)
        self.context, self._topic_id = context, topic_id
        self.model = RecordModel(
            columns(), identity=lambda o: str(o.number), key=lambda o: fold(whose(o))
        )
        self.table = RecordTable(self.model, tr("Các trang quét"))
        self._make_fields()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.show_pages(())
        context.tasks.read(scan_filing.tray, self.show_pages, key=self.table)
        context.tasks.read(
            lambda desk: scanning_back.forms_of_topic(desk, topic_id),
            self.by_hand.show_choices,
            key=self,
        )

    def _make_fields(self) -> None:
        self.hint = label(
            tr("Chọn tệp quét (PDF, TIFF, JPG, PNG). Chương trình tự nhận trang của ai."), "muted"
        )
        self.empty = label(
            tr("Chưa có trang nào. Bấm “Chọn tệp quét…”, hoặc kéo hình thả vào cửa sổ."), "muted"
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.by_hand = ByHand()
        self.by_hand.assigned.connect(self._on_assign)
        self.day = LineField(tr("Ngày ký (bản chưa ghi nhận đã ký)"), tr("ngày/tháng/năm"))
        self.day.show_text(display_date(self.context.today))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(tr("Hình trang quét"))
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.problem.hide()

    def _lay_out(self) -> None:
        self.choose = button(tr("Chọn tệp quét…"), self._on_choose, icon_name="folder")
        self.approve = button(tr("Vẫn lưu trang này"), self._on_approve)
        self.take_off = button(tr("Bỏ khỏi khay"), self._on_take_off, icon_name="remove")
        self.keep = button(tr("Lưu"), self._on_keep, kind="primary", icon_name="save")
        self.close_button = button(tr("Đóng"), self.reject)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.picture)
        area.setAccessibleName(self.picture.accessibleName())
        area.setFixedWidth(self._picture_width())
        left = column(self.table, self.empty, spacing=SPACE.medium)
        left.setStretch(0, 1)
        left.setStretch(1, 1)
        left.addWidget(self.by_hand)
        left.addWidget(self.day)
        middle = row(spacing=SPACE.large)
        middle.addLayout(left, 1)
        middle.addWidget(area)
        buttons = row(self.choose, self.approve, self.take_off, None, self.keep, self.close_button)
        self.lay_out(self.hint, middle, self.problem, buttons, grows=middle)

    def _picture_width(self) -> int:
        """Never more than a third of the screen, however large the text is."""
        return min(current().wide(_PICTURE), self.screen().availableSize().width() // 3)

    @property
    def pages(self) -> list[ScanFound]:
        """The pages as they now stand."""
        return [line.found for line in self.model.records]

    def look(self, paths: Sequence[Path]) -> None:
        """Read scans and show where each page would go."""
        run_job(
            self,
            self.context.tasks,
            tr("Đang đọc bản quét…"),
            work=lambda desk, job: scanning_back.look(desk, paths, job=job),
            then=self._on_looked,
            failed=self._on_failed,
        )

    def show_pages(self, pages: Sequence[ScanFound]) -> None:
        """Show pages from the first on."""
        self.model.fill([ScanLine(number, found) for number, found in enumerate(pages)])
        if pages:
            self.table.go_to_row(0)
        self._show_current()

    def _on_looked(self, looked: Looked) -> None:
        waiting = [one for one in self.pages if one.scan_id]
        self.show_pages([*looked.pages, *waiting])
        sure = sum(one.fate is Fate.SURE for one in looked.pages)
        words = tr(
            "Đã đọc {n} trang, {sure} trang nhận ra ngay.",
            n=group_thousands(len(looked.pages)),
            sure=group_thousands(sure),
        )
        self.hint.setText(words)
        announce(self, words)
        self._say(" ".join(f"{one.name}: {one.sentence}" for one in looked.refused))

    def _line(self) -> ScanLine | None:
        line = self.table.current()
        return line if isinstance(line, ScanLine) else None

    def _on_row(self, *_rows: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        line = self._line()
        found = line.found if line else None
        picture = QPixmap()
        if found is not None:
            picture.loadFromData(found.jpeg)
            width = self._picture_width() - 2 * current().px(SPACE.medium)
            way = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(width, way)
        self.picture.setPixmap(picture)
        self.picture.setMinimumSize(picture.size() if found else QSize(0, 0))
        self.by_hand.setVisible(found is not None and found.fate is not Fate.SURE)
        is_unsure = found is not None and bool(found.form_id) and found.fate in UNSURE
        self.approve.setVisible(is_unsure)
        self.take_off.setVisible(found is not None and is_waiting(found))
        has_pages = bool(self.model.records)
        for part in (self.table, self.day, self.area):
            part.setVisible(has_pages)
        self.empty.setVisible(not has_pages)
        self.keep.setEnabled(bool(self._chosen()))

    def _chosen(self) -> list[ScanFound]:
        """Sure pages, and those for the tray that are not there yet."""
        return [
            one
            for one in self.pages
            if one.fate is Fate.SURE
            or (one.fate in (Fate.NO_CODE, Fate.UNKNOWN) and not one.scan_id)
        ]

    def _put(self, line: ScanLine, found: ScanFound) -> None:
        """Show a page as it now stands; another one at its place gives way."""
        place, pages = (found.form_id, found.page), self.pages
        if found.fate is Fate.SURE:
            pages = [
                replace(one, fate=Fate.TWICE)
                if one.fate is Fate.SURE and (one.form_id, one.page) == place
                else one
                for one in pages
            ]
        pages[line.number] = found
        self.show_pages(pages)
        self.table.go_to(str(line.number))
        self._show_current()

    def _on_approve(self) -> None:
        line = self._line()
        if line is not None:
            self._put(line, replace(line.found, fate=Fate.SURE))

    def _on_assign(self, form_id: str, page: int) -> None:
        line = self._line()
        if line is not None:
            self._say("")
            self.context.tasks.compute(
                lambda desk: scanning_back.by_hand(desk, line.found, form_id, page),
                lambda found: self._put(line, found),
                failed=self._on_failed,
            )

    def _on_take_off(self) -> None:
        line = self._line()
        if line is not None:
            scan_id = line.found.scan_id
            self.context.tasks.write(
                lambda desk: scan_filing.take_off(desk, scan_id),
                lambda _done: self._drop(scan_id),
                failed=self._on_failed,
            )

    def _drop(self, scan_id: str) -> None:
        self.show_pages([one for one in self.pages if one.scan_id != scan_id])

    def _on_keep(self) -> None:
        try:
            day = whole_day(self.day.text)
            if day is None:
                raise UserError("date_unreadable", typed="")
        except UserError as error:
            self._on_failed(error)
            self.day.setFocus()
            return
        chosen = [scan_filing.filing(one) for one in self._chosen()]
        self._say("")
        self.context.tasks.write(
            lambda desk: scan_filing.file(desk, chosen, signed_on=day),
            self._on_kept,
            failed=self._on_failed,
        )

    def _on_kept(self, done: Done[Filed]) -> None:
        filed = done.value
        words = [
            tr(
                "Đã lưu {n} trang; {tray} trang vào khay.",
                n=group_thousands(filed.filed),
                tray=group_thousands(filed.in_tray),
            )
        ]
        words += [
            tr("{name} còn thiếu trang {pages}.", name=name, pages=", ".join(map(str, missing)))
            for name, missing in filed.incomplete
        ]
        self.hint.setText(" ".join(words))
        announce(self, self.hint.text())
        self.context.tasks.read(scan_filing.tray, self.show_pages, key=self.table)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CodedError):
            self._say(say(error))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, is_urgent=True)

    def _on_choose(self) -> None:
        folder = self.context.preferences.comforts.import_folder
        choose_files(self, tr("Chọn tệp quét"), folder=folder, then=self._on_files)

    def _on_files(self, paths: list[Path]) -> None:
        self.context.preferences.change(import_folder=str(paths[0].parent))
        self.look(paths)
