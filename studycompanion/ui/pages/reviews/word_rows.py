"""The lines of the dialog that takes Word forms in: one for each field, one for other files."""

from dataclasses import dataclass

from studycompanion.domain.vietnamese import fold
from studycompanion.messages import say, word
from studycompanion.services.word_form_compare import FieldChange, FieldState
from studycompanion.services.word_form_reading import FormRead
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

_STATES = {
    FieldState.FILLED: (Tone.GOOD, "plus"),
    FieldState.CHANGED: (Tone.INFO, "pen"),
    FieldState.EMPTIED: (Tone.CAUTION, "clear"),
    FieldState.CONFLICT: (Tone.BAD, "warning"),
    FieldState.CLOSED: (Tone.NEUTRAL, "lock"),
    FieldState.UNREADABLE: (Tone.BAD, "question"),
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a file that says something else; None for a file without one."""

    read: FormRead
    change: FieldChange | None = None

    @property
    def identity(self) -> str:
        """Tells lines apart."""
        return f"{self.read.path} {self.change.key if self.change else ''}"

    @property
    def search_key(self) -> str:
        """What finding reads."""
        label = self.change.label if self.change else ""
        return fold(f"{self.read.member_name} {self.read.path.name} {label}")

    @property
    def can_be_taken(self) -> bool:
        """Whether it can be ticked."""
        return self.change is not None and self.change.state.can_be_taken

    @property
    def whose(self) -> str:
        """The member, or the file of nobody known."""
        return self.read.member_name or self.read.path.name

    @property
    def what(self) -> str:
        """The name of the field, or what there is to say of the file."""
        if self.change is not None:
            return self.change.label
        return tr("Không nhận được tệp này") if self.read.problem else tr("Không có gì thay đổi")

    @property
    def state(self) -> Cell:
        """What taking it in would do."""
        if self.change is not None:
            state = self.change.state
            return Cell(word("word_form_states", state.value), *_STATES[state])
        if self.read.problem:
            return Cell(tr("Tệp bị từ chối"), Tone.BAD, "warning")
        return Cell(tr("Như đang lưu"), Tone.NEUTRAL, "done")

    @property
    def told(self) -> str:
        """What is to be known of the file, sentence by sentence."""
        if self.read.problem:
            return say(self.read.problem)
        why = _reasons().get(self.change.state, "") if self.change else ""
        return "\n".join(filter(None, (why, *self.read.notes)))


def _reasons() -> dict[FieldState, str]:
    return {
        FieldState.CONFLICT: tr(
            "Ô này đã được sửa trong chương trình sau khi phát phiếu. Xem cả hai rồi chọn."
        ),
        FieldState.EMPTIED: tr("Đồng chí đã xóa hết chữ trong ô này."),
        FieldState.CLOSED: tr(
            "Bản tự soi hoặc kế hoạch không còn ở bước đang viết. Muốn nhận, hãy mở lại trước."
        ),
        FieldState.UNREADABLE: tr("Câu trả lời không có trong mẫu, hoặc ngày không đọc được."),
    }


def rows_of(reads: tuple[FormRead, ...]) -> list[FieldRow]:
    """The lines of some files in the order in which they were chosen."""
    found: list[FieldRow] = []
    for read in reads:
        found += [FieldRow(read, change) for change in read.changes] or [FieldRow(read)]
    return found
