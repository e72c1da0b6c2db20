"""What will be written: who is new, what changes field by field, and who is not in the file."""

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.messages import word
from studycompanion.services.roster_preview import Action, MissingMember, RosterLine
from studycompanion.ui.list_filter import State
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel, ListPage, kinds
from studycompanion.ui.pages.members.importing.telling import differences
from studycompanion.ui.pages.members.importing.write_panels import MissingPanel, PersonPanel
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

MISSING = "missing"


class WritePage(ListPage):
    """One line for each person of the file, and for each who is no longer in it."""

    def __init__(self, draft: ImportDraft) -> None:
        self.title = tr("Sẽ ghi vào danh sách")
        super().__init__(draft, _columns(), name=tr("Sẽ ghi vào danh sách"), states=_states())

    @property
    def sentence(self) -> str:
        """How many there are of each kind."""
        seen = self.draft.preview
        if not seen.lines:
            return tr("Tệp này không có người nào đọc được. Chưa ghi gì vào dữ liệu.")
        counts = (
            (tr("{n} đồng chí mới", n=group_thousands(seen.new)), seen.new),
            (tr("{n} có thay đổi", n=group_thousands(seen.changed)), seen.changed),
            (tr("{n} giữ nguyên", n=group_thousands(seen.unchanged)), seen.unchanged),
            (
                tr("{n} không còn trong tệp", n=group_thousands(len(seen.missing))),
                len(seen.missing),
            ),
        )
        told = ", ".join(words for words, how_many in counts if how_many)
        if not self.draft.writes:
            return tr("{told}. Không có gì để ghi.", told=told)
        return tr("{told}. Chưa ghi gì vào dữ liệu.", told=told)

    def make_panels(self) -> dict[str, LinePanel]:
        """One panel for who is in the file, one for who is not."""
        person = PersonPanel()
        return {MISSING: MissingPanel(self.draft)} | {action.value: person for action in Action}

    def lines(self) -> list[Line]:
        """Changes first, then who is missing, new people, and those who stay as they are."""
        seen = self.draft.preview
        made: dict[Action, list[Line]] = {action: [] for action in Action}
        for line in seen.lines:
            made[line.action].append(_person_line(line))
        missing = [_missing_line(one) for one in seen.missing]
        return [*made[Action.CHANGED], *missing, *made[Action.NEW], *made[Action.UNCHANGED]]


def _person_line(line: RosterLine) -> Line:
    person, action = line.person, line.action
    told = "; ".join(differences(line))
    texts = (person.cell_name, told)
    search = fold(f"{person.full_name} {person.cell_name}")
    sign = _signs()[action]
    return Line(f"p {person.place}", action.value, person.full_name, sign, texts, search, line)


def _missing_line(one: MissingMember) -> Line:
    if one.leaves_as is None:
        sign = Cell(tr("Để nguyên"), Tone.NEUTRAL, "info")
        told = tr("Không còn trong tệp")
    else:
        sign = Cell(word("statuses", one.leaves_as.value), Tone.MENDED, "exempt")
        told = tr("Không còn trong tệp")
    search = fold(f"{one.full_name} {one.cell_name}")
    texts = (one.cell_name, told)
    return Line(f"m {one.member_id}", MISSING, one.full_name, sign, texts, search, one)


def _signs() -> dict[Action, Cell]:
    return {
        Action.NEW: Cell(tr("Mới"), Tone.GOOD, "plus"),
        Action.CHANGED: Cell(tr("Có thay đổi"), Tone.INFO, "pen"),
        Action.UNCHANGED: Cell(tr("Giữ nguyên"), Tone.NEUTRAL, "done"),
    }


def _states() -> tuple[State, ...]:
    return kinds(
        (Action.CHANGED, tr("Có thay đổi")),
        (MISSING, tr("Không còn trong tệp")),
        (Action.NEW, tr("Mới")),
        (Action.UNCHANGED, tr("Giữ nguyên")),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda one: Cell(one.name, is_strong=True)),
        Column(tr("Chi bộ"), lambda one: Cell(one.texts[0]), 16, rank=1),
        Column(tr("Khi nhập"), lambda one: one.sign, 18),
        Column(tr("Thay đổi"), lambda one: Cell(one.texts[1]), 24, rank=2),
    )
