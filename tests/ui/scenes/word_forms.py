"""Word forms going out and coming in, and the journal of who saw reviews."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QMenu

from studycompanion.domain.access import Means
from studycompanion.errors import UserError
from studycompanion.services.review_tracing import AccessLine
from studycompanion.services.word_form_compare import FieldChange, FieldState
from studycompanion.services.word_form_reading import FormRead
from studycompanion.services.word_forms import GivenOut
from studycompanion.ui.accesses_dialog import AccessesDialog
from studycompanion.ui.pages.reviews.word_in_dialog import WordInDialog
from studycompanion.ui.pages.reviews.word_out_dialog import WordOutDialog
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()
_PATHS = tuple(Path("/media/usb") / f"Phiếu tự soi - {n}.docx" for n in ("An", "Bình", "Cường"))


def scenes() -> Iterator[Scene]:
    """Every look of the forms."""
    yield from _BOOK.scenes


@_BOOK.scene("word-menu", QMenu)
def _menu(stage: Stage) -> None:
    page = stage.page("reviews")
    page.view.word.menu().popup(page.view.word.mapToGlobal(page.view.word.rect().bottomLeft()))


@_BOOK.scene("word-out", WordOutDialog)
def _out(stage: Stage) -> None:
    """Nine have got a form, of one it came back."""
    page = stage.page("reviews")
    page.view.finder.table.go_to_row(3)
    page.word.ask_out()
    dialog = stage.dialog(WordOutDialog)
    stage.settle()
    given = [line.member_id for line in page.view.model.records if line.owes][:9]
    known = [("2C", "Bản kiểm điểm cá nhân, mẫu 2C")]
    dialog._on_read((known, GivenOut(frozenset(given), frozenset(given[1:]))))


def _change(key: str, label: str, old: str, new: str, state: FieldState) -> FieldChange:
    return FieldChange(key, label, old, new, state, new)


def _reads() -> tuple[FormRead, ...]:
    changes = (
        _change(
            "duties",
            "2. Thực hiện quyền, nghĩa vụ đảng viên và nhiệm vụ được chi bộ phân công",
            "Phụ trách tổ tự quản ngõ 9: tám buổi dọn ngõ, có ghi sổ từng buổi.",
            "Phụ trách tổ tự quản ngõ 9: mười hai buổi dọn ngõ, vận động 60 hộ phân loại rác.\n"
            "- Còn 7 hộ chưa làm, tôi sẽ đến nhà từng hộ trong tháng 12.",
            FieldState.CONFLICT,
        ),
        _change("rank", "II. Đề xuất mức xếp loại", "", "Hoàn thành tốt nhiệm vụ",
                FieldState.FILLED),
        _change("items.1.due", "Việc 1, thời hạn", "05/12/2026", "20/12/2026", FieldState.CHANGED),
        _change("points.common", "Điểm nhóm tiêu chí chung", "27", "", FieldState.EMPTIED),
        _change("items.2.due", "Việc 2, thời hạn", "", "cuối năm", FieldState.UNREADABLE),
    )  # fmt: skip
    notes = (
        "Tệp có lời bình bên lề; lời bình không được nhận.",
        "Chữ nằm ngoài các ô không được nhận: “Kính gửi đồng chí bí thư”",
    )
    wrong = UserError(
        "word_form_name", name=_PATHS[1].name, member="Lê Thị Bình", other="Trần Văn Dũng"
    )
    return (
        FormRead(path=_PATHS[0], member_name="Nguyễn Văn An", changes=changes, notes=notes),
        FormRead(path=_PATHS[1], problem=wrong),
        FormRead(path=_PATHS[2], member_name="Phạm Văn Cường"),
    )


@_BOOK.scene("word-in", WordInDialog)
def _taken(stage: Stage) -> None:
    """A field that was changed here too is in view."""
    page = stage.page("reviews")
    WordInDialog(page, page.context, _reads()).open()


@_BOOK.scene("word-in-refused", WordInDialog)
def _refused(stage: Stage) -> None:
    page = stage.page("reviews")
    dialog = WordInDialog(page, page.context, _reads()[1:])
    dialog.open()
    stage.settle()
    dialog.finder.table.go_to_row(0)


@_BOOK.scene("accesses", AccessesDialog)
def _accesses(stage: Stage) -> None:
    dialog = AccessesDialog(stage.window, stage.window.context)
    dialog.open()
    stage.settle()
    now = stage.window.context.clock()
    topic = "Nâng cao kỷ cương, kỷ luật, trách nhiệm"
    said = (
        (Means.SHOWN, "Nguyễn Văn An", ""),
        (Means.WORD_FORM, "Nguyễn Văn An", _PATHS[0].name),
        (Means.PDF, "Lê Thị Bình", "Bản tự soi, tự sửa.pdf"),
        (Means.OPEN_FORMAT, "Lê Thị Bình", "dữ liệu mở"),
        (Means.RECORD, "Phạm Văn Cường", "Phạm Văn Cường.json"),
    )
    dialog._on_lines(
        tuple(
            AccessLine(str(n), str(n), name, topic, means, now - timedelta(hours=n), "Trần Văn Mẫu",
                       file)
            for n, (means, name, file) in enumerate(said)
        )
    )  # fmt: skip


@_BOOK.scene("accesses-empty", AccessesDialog, world=World.EMPTY)
def _no_accesses(stage: Stage) -> None:
    AccessesDialog(stage.window, stage.window.context).open()
