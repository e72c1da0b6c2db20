"""The parts of the sheet on a task's progress: notes, evidence, more time, the year's end."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.domain.plan import Evidence, Outcome, ProgressNote
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.plans.standing import outcome_words
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import short_moment, tr

_WIDE = 16777215


def note_words(note: ProgressNote) -> str:
    """When, by whom, how far or until when, and what was done."""
    facts = [short_moment(note.at), note.by]
    if note.percent is not None:
        facts.append(f"{note.percent}%")
    if note.due is not None:
        before = display_date(note.due_before) if note.due_before else tr("chưa có hạn")
        after = display_date(note.due)
        facts.append(tr("gia hạn từ {before} đến {after}", before=before, after=after))
    return f"{', '.join(filter(None, facts))}: {note.text}"


class NotesPart(QWidget):
    """The notes so far, which cannot be changed, and a further one."""

    def __init__(self) -> None:
        super().__init__()
        self.so_far = DraftEdit(tr("Các lần ghi tiến độ"), least=1, most=8)
        self.so_far.setReadOnly(True)
        name = tr("Đã làm được gì")
        self.text = DraftEdit(name, least=2, most=6)
        caption = label(name, "field")
        caption.setBuddy(self.text)
        self.percent = LineField(tr("Được bao nhiêu phần trăm (nếu biết)"))
        self.is_done = QCheckBox(tr("Việc này đã xong"))
        self.add = button(tr("Ghi tiến độ"), kind="primary")
        changing(self.percent.edit, self.is_done, self.add)
        note = tr("Đã ghi thì giữ nguyên. Ghi nhầm thì ghi thêm một dòng cho đúng.")
        self.setLayout(
            column(
                self.so_far,
                caption,
                self.text,
                TurningRow(self.percent, self.is_done),
                label(note, "muted"),
                TurningRow(self.add, QWidget(), stretch=1),
                None,
                spacing=SPACE.small,
            )
        )

    def show_notes(self, notes: Sequence[ProgressNote]) -> None:
        """Show all notes, oldest first."""
        words = "\n".join(note_words(note) for note in notes)
        self.so_far.show_stored(words or tr("Chưa ghi lần nào."))

    def clear(self) -> None:
        """The note is kept: room for the next one."""
        self.text.show_stored("")
        self.text.setPlainText("")
        self.percent.show_text("")
        self.percent.edit.clear()
        self.is_done.setChecked(False)


class EvidencePart(QWidget):
    """What shows that the task was done."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RecordModel(
            (
                Column(tr("Ngày"), lambda e: Cell(display_date(e.on)), 11),
                Column(tr("Minh chứng"), lambda e: Cell(e.text, is_strong=True)),
                Column(tr("Con số"), lambda e: Cell(e.number), 12, rank=1),
                Column(tr("Tệp"), lambda e: Cell(e.file_name), 16, rank=2),
            ),
            identity=lambda e: e.id,
            key=lambda e: fold(e.text),
        )
        self.table = names_list(self.model, tr("Minh chứng"))
        self.open, self.save = button(tr("Mở tệp")), button(tr("Lưu tệp ra…"))
        self.remove = button(tr("Bỏ minh chứng này"), kind="quiet")
        self.text = LineField(tr("Minh chứng"), tr("ví dụ: biên bản, ảnh, giấy khen"))
        self.number = LineField(tr("Con số"), tr("ví dụ: 60 lượt người"))
        self.file = button(tr("Chọn tệp…"), icon_name="folder")
        self.file_name = label("", "muted")
        self.file_name.hide()
        self.add = button(tr("Thêm minh chứng"), kind="primary")
        changing(self.remove, self.text.edit, self.number.edit, self.file, self.add)
        note = label(tr("Tệp được giữ trong dữ liệu, nhiều nhất 20 MB mỗi tệp."), "muted")
        self.setLayout(
            column(
                self.table,
                TurningRow(self.open, self.save, self.remove, QWidget(), stretch=3),
                self.text,
                self.number,
                TurningRow(self.file, QWidget(), self.file_name, stretch=1),
                note,
                TurningRow(self.add, QWidget(), stretch=1),
                None,
                spacing=SPACE.small,
            )
        )
        self.table.chosen.connect(self._on_chosen)
        self._on_chosen(None)

    def show_evidence(self, shown: Sequence[Evidence]) -> None:
        """Show all evidence, oldest first."""
        self.model.fill(shown)
        show_rows(self.table, len(shown))
        self.table.setVisible(bool(shown))
        for part in (self.open, self.save, self.remove):
            part.setVisible(bool(shown))

    def chosen(self) -> Evidence | None:
        """The evidence in view."""
        found = self.table.current()
        return found if isinstance(found, Evidence) else None

    def clear(self) -> None:
        """The evidence is kept: room for more."""
        for field in (self.text, self.number):
            field.show_text("")
            field.edit.clear()
        self.show_file("")

    def show_file(self, name: str) -> None:
        """Name the file that is to be kept, "" for none."""
        self.file_name.setText(name)
        self.file_name.setVisible(bool(name))

    def _on_chosen(self, evidence: Evidence | None) -> None:
        has_file = evidence is not None and evidence.blob_id is not None
        self.open.setEnabled(has_file)
        self.save.setEnabled(has_file)
        self.remove.setEnabled(evidence is not None)


class TimePart(QWidget):
    """A later day, for a reason."""

    def __init__(self) -> None:
        super().__init__()
        self.now = label()
        self.day = LineField(tr("Thời hạn mới"), tr("ngày/tháng/năm"))
        self.reason = LineField(tr("Lý do gia hạn"))
        self.extend = button(tr("Gia hạn"), kind="primary")
        changing(self.day.edit, self.reason.edit, self.extend)
        self.setLayout(
            column(
                self.now,
                self.day,
                self.reason,
                label(tr("Lý do được giữ trong các lần ghi tiến độ."), "muted"),
                TurningRow(self.extend, QWidget(), stretch=1),
                None,
                spacing=SPACE.small,
            )
        )

    def clear(self) -> None:
        """More time is given."""
        for field in (self.day, self.reason):
            field.show_text("")
            field.edit.clear()


class OutcomePart(QWidget):
    """What the cell found at year's end."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = ChoiceBox(tr("Kết quả cuối năm"))
        self.outcome.setMaximumWidth(_WIDE)
        choices = [(outcome.value, outcome_words(outcome)) for outcome in Outcome]
        self.outcome.fill([("", tr("Chưa kết luận")), *choices])
        self.reason = LineField(tr("Lý do (khi đạt một phần hoặc chưa đạt)"))
        self.settle = button(tr("Ghi kết quả"), kind="primary")
        changing(self.outcome, self.reason.edit, self.settle)
        caption = label(tr("Kết quả cuối năm"), "field")
        caption.setBuddy(self.outcome)
        note = tr("Ghi điều chi bộ đã kết luận. Chương trình không tự xếp loại.")
        self.setLayout(
            column(
                caption,
                self.outcome,
                self.reason,
                label(note, "muted"),
                TurningRow(self.settle, QWidget(), stretch=1),
                None,
                spacing=SPACE.small,
            )
        )
