"""What an export did: how many files, where, and who was left out with the reason."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services.paperwork import Exported
from studycompanion.ui.dialogs import Message, open_folder
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr


def say_exported(parent: QWidget, done: Exported, out: Path) -> Message:
    """A message with "Mở thư mục"; those who were left out stand in a list."""
    message = Message(
        parent,
        tr("Đã xuất {n} bản cam kết vào thư mục:", n=group_thousands(len(done.files))),
        tone=Tone.GOOD,
    )
    folder = str(_folder_of(done, out))
    message.add_detail(folder)
    if done.empty:
        words = tr(
            "Trong đó {n} bản để trống phần kế hoạch; kế hoạch của các đồng chí ấy vẫn tính là "
            "chưa có.",
            n=group_thousands(done.empty),
        )
        message.add_detail(words)
    if done.merged:
        message.add_detail(tr("Kèm {n} tệp gộp để in.", n=group_thousands(len(done.merged))))
    if done.skipped:
        message.texts.addWidget(
            label(tr("Không xuất cho {n} đồng chí:", n=len(done.skipped)), "field")
        )
        message.texts.addWidget(_skipped(done))
    message.add_button(tr("Mở thư mục"), lambda: open_folder(folder, message), kind="primary")
    message.add_button(tr("Đóng"), message.accept)
    message.open()
    return message


def _folder_of(done: Exported, out: Path) -> Path:
    """Where the files lie: the folder of the cell where there is one only."""
    folders = {path.parent for path in done.files}
    return folders.pop() if len(folders) == 1 else out


def _skipped(done: Exported) -> RecordTable:
    model = RecordModel(
        (
            Column(tr("Họ và tên"), lambda s: Cell(s.full_name, is_strong=True), 20),
            Column(tr("Vì sao"), lambda s: Cell(s.sentence)),
        ),
        identity=lambda s: s.member_id,
        key=lambda s: fold(s.full_name),
    )
    table = RecordTable(model, tr("Những đồng chí không xuất"))
    model.fill(done.skipped)
    table.setMinimumSize(min(current().wide(680), 900), current().px(220))
    return table
