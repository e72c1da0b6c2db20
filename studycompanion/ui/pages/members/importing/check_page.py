"""What is doubtful in the file: values, and people who may be one; each can be settled here."""

from itertools import count

from studycompanion.domain.roster import Level, RosterProblem
from studycompanion.domain.vietnamese import fold
from studycompanion.messages import word
from studycompanion.services.roster_preview import Choice, RosterDoubt, RosterPreview
from studycompanion.ui.list_filter import State
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.members.importing.check_panels import DoubtPanel, ProblemPanel
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel, ListPage, kinds
from studycompanion.ui.pages.members.importing.telling import place_words
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

DOUBT = "doubt"
_CHOICES = {
    Choice.SAME: (Tone.INFO, "members"),
    Choice.APART: (Tone.NEUTRAL, "plus"),
    Choice.SKIP: (Tone.CAUTION, "clear"),
}


def has_questions(preview: RosterPreview) -> bool:
    """Whether anything in the file is doubtful."""
    return bool(preview.problems or preview.doubts)


class CheckPage(ListPage):
    """One line for each doubtful value and each person who may be known."""

    def __init__(self, draft: ImportDraft) -> None:
        self.title = tr("Những chỗ cần xem lại")
        super().__init__(draft, _columns(), name=tr("Chỗ cần xem lại"), states=_states())

    @property
    def sentence(self) -> str:
        """What happens to what nobody looks at."""
        if not self.model.records:
            return tr("Không còn chỗ nào cần xem lại.")
        return tr(
            "Sửa ngay ở bên phải, hoặc để như cột “Khi nhập”. Tệp gốc không bị thay đổi, chưa ghi "
            "gì vào dữ liệu."
        )

    def make_panels(self) -> dict[str, LinePanel]:
        """One panel for all values, one for people."""
        problem = ProblemPanel(self.draft)
        return {DOUBT: DoubtPanel(self.draft, self.go_on_after)} | {
            level.value: problem for level in Level
        }

    def lines(self) -> list[Line]:
        """Rows that are kept out, people who may be known, mended values, and the rest."""
        preview = self.draft.preview
        many = len(preview.sheets) > 1
        names = {line.person.place: line.person.full_name for line in preview.lines}
        numbers = count()
        told = {(d.person.sheet, d.person.row, "duplicate") for d in preview.doubts}
        made = {
            level: [
                _problem_line(p, names, next(numbers), many=many)
                for p in preview.at_level(level)
                if (p.sheet, p.row, p.code) not in told
            ]
            for level in Level
        }
        doubts = [_doubt_line(one, many=many) for one in preview.doubts]
        return [*made[Level.BLOCKS], *doubts, *made[Level.PROPOSAL], *made[Level.NOTICE]]


def _problem_line(
    problem: RosterProblem, names: dict[str, str], number: int, *, many: bool
) -> Line:
    heading = problem.heading or problem.column
    place = place_words(problem.sheet, problem.row, heading, many_sheets=many)
    name = names.get(f"{problem.sheet}/{problem.row}", "")
    why = word("roster_problems", problem.code)
    key = (problem.sheet, problem.row, problem.column, problem.field, problem.code, problem.value)
    identity = " ".join(map(str, key)) if problem.column or problem.field else f"p {number}"
    return Line(
        identity,
        problem.level.value,
        place,
        _signs()[problem.level],
        (name, problem.value, why),
        fold(f"{name} {place} {problem.value} {why}"),
        problem,
    )


def _doubt_line(doubt: RosterDoubt, *, many: bool) -> Line:
    person = doubt.person
    place = place_words(person.sheet, person.row, many_sheets=many)
    why = word("roster_doubts", doubt.why)
    sign = Cell(word("roster_choices", doubt.who.choice), *_CHOICES[doubt.who.choice])
    texts = (person.full_name, person.full_name, why)
    search = fold(f"{person.full_name} {place} {why}")
    return Line(f"d {person.place} {doubt.why}", DOUBT, place, sign, texts, search, doubt)


def _signs() -> dict[Level, Cell]:
    return {
        Level.BLOCKS: Cell(tr("Chưa nhập được"), Tone.BAD, "warning"),
        Level.PROPOSAL: Cell(tr("Đã sửa giúp"), Tone.MENDED, "pen"),
        Level.NOTICE: Cell(tr("Xin xem lại"), Tone.CAUTION, "info"),
    }


def _states() -> tuple[State, ...]:
    return kinds(
        (Level.BLOCKS, tr("Chưa nhập được")),
        (DOUBT, tr("Có thể trùng")),
        (Level.PROPOSAL, tr("Đã sửa giúp")),
        (Level.NOTICE, tr("Xin xem lại")),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Ở đâu"), lambda one: Cell(one.name, is_strong=True)),
        Column(tr("Vì sao"), lambda one: Cell(one.texts[2]), 24, rank=2),
        Column(tr("Họ và tên"), lambda one: Cell(one.texts[0]), 17, rank=3),
        Column(tr("Trong tệp"), lambda one: Cell(one.texts[1]), 13, rank=4),
        Column(tr("Khi nhập"), lambda one: one.sign, 17),
    )
