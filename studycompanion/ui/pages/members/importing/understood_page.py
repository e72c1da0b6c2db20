"""How the file is understood: letters of old fonts, sheets, and what each column is read as."""

from studycompanion.domain.roster import ColumnUse, OldLetters, SheetUse
from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.messages import word
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui.list_filter import State
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel, ListPage, kinds
from studycompanion.ui.pages.members.importing.understood_panels import (
    ColumnPanel,
    LettersPanel,
    SheetPanel,
)
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

LETTERS, SHEET, COLUMN = "letters", "sheet", "column"


def has_questions(preview: RosterPreview) -> bool:
    """Whether anything in the file may be understood otherwise than the program does."""
    is_left_out = any(not sheet.is_chosen for sheet in preview.sheets)
    uses = [use for shape in preview.shapes for use in shape.columns]
    unread = any(u.samples and not u.field and not u.is_withheld for u in uses)
    return bool(preview.old_letters) or is_left_out or unread


class UnderstoodPage(ListPage):
    """One line for each column of old letters, each sheet and each column."""

    def __init__(self, draft: ImportDraft) -> None:
        self.title = tr("Chương trình hiểu tệp này như sau")
        super().__init__(draft, _columns(), name=tr("Cách đọc tệp"), states=_states())

    @property
    def sentence(self) -> str:
        """What is still open, or that anything can be changed."""
        count = self.draft.undecided
        if count:
            return tr(
                "{n} cột gõ bằng phông chữ cũ. So chữ trước và sau, rồi bấm “Đúng” hoặc "
                "“Giữ nguyên”.",
                n=count,
            )
        return tr("Cột nào đọc chưa đúng thì chọn cột ấy rồi chọn lại ở bên phải.")

    def make_panels(self) -> dict[str, LinePanel]:
        """A panel for letters, sheets and columns."""
        return {
            LETTERS: LettersPanel(self.draft, self.go_on_after),
            SHEET: SheetPanel(self.draft),
            COLUMN: ColumnPanel(self.draft),
        }

    def lines(self) -> list[Line]:
        """What waits for a word first, then sheets where there are several, then columns."""
        preview = self.draft.preview
        letters = [_letters_line(one, preview) for one in preview.old_letters]
        sheets = [_sheet_line(one) for one in preview.sheets] if len(preview.sheets) > 1 else []
        columns = [
            _column_line(use, shape.key, place)
            for place, shape in enumerate(preview.shapes)
            for use in shape.columns
            if use.heading or use.samples
        ]
        return [*letters, *sheets, *columns]

    def go_to_open(self) -> None:
        """Show the first column that waits, with the keyboard on its answer."""
        self._show_all()
        for line in self.model.records:
            if line.kind == LETTERS and not line.what.is_decided:
                self.finder.table.go_to(line.id)
                self.enter_panel()
                return


def _letters_line(one: OldLetters, preview: RosterPreview) -> Line:
    chosen = preview.told.reading.encodings.get((one.sheet, one.column))
    if not one.is_decided or chosen is None:
        sign = Cell(tr("Cần chọn"), Tone.CAUTION, "question")
    elif chosen is Encoding.UNICODE:
        sign = Cell(tr("Giữ nguyên"), Tone.NEUTRAL, "done")
    else:
        sign = Cell(word("roster_encodings", chosen.value), Tone.GOOD, "done")
    name = tr("Phông chữ cũ, cột {column}", column=one.heading or one.column)
    pair = f"{one.before[0]} → {one.after[0]}" if one.before and one.after else ""
    texts = (pair,)
    return Line(f"l {one.sheet} {one.column}", LETTERS, name, sign, texts, fold(name), one)


def _sheet_line(one: SheetUse) -> Line:
    words = tr("Đọc") if one.is_chosen else tr("Không đọc")
    sign = Cell(words, *((Tone.GOOD, "done") if one.is_chosen else (Tone.NEUTRAL, "clear")))
    name = tr("Trang {sheet}", sheet=one.name)
    texts = (tr("{n} đồng chí", n=group_thousands(one.people)),)
    return Line(f"s {one.name}", SHEET, name, sign, texts, fold(name), one)


def _column_line(use: ColumnUse, shape: str, place: int) -> Line:
    if use.is_withheld:
        sign = Cell(tr("Không được đọc"), Tone.NEUTRAL, "lock")
    elif use.field:
        sign = Cell(word("roster_fields", use.field))
    else:
        sign = Cell(tr("Không đọc"), Tone.NEUTRAL, "clear")
    name = tr("Cột {letter}: {heading}", letter=use.letter, heading=use.heading or "–")
    texts = (" · ".join(use.samples),)
    what = (shape, use)
    return Line(f"c {place} {use.letter}", COLUMN, name, sign, texts, fold(name), what)


def _states() -> tuple[State, ...]:
    return kinds((LETTERS, tr("Phông chữ cũ")), (SHEET, tr("Trang")), (COLUMN, tr("Cột")))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Trong tệp"), lambda one: Cell(one.name, is_strong=True)),
        Column(tr("Đọc thành"), lambda one: one.sign, 20),
        Column(tr("Ví dụ"), lambda one: Cell(one.texts[0]), 26, rank=1),
    )
