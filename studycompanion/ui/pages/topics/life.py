"""A topic's whole life in figures, and the one step that comes next, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.services.topic_life import Figures, NextStep, Step, TopicLife
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.figures import FigureCard, FigureRow
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class LifePanel(QWidget):
    """Figures of everybody together, and a button for what is to be done next."""

    step_wanted = Signal(object)
    """The ``NextStep`` whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.next: NextStep | None = None
        self.cards = {name: FigureCard(words) for name, words in _names().items()}
        self.figures = FigureRow(*self.cards.values())
        self.sentence = label("", "field")
        self.step = button(" ", self._on_step, kind="primary", icon_name="next")
        self._frame = QFrame()
        self._frame.setProperty("kind", "soft")
        inside = column(TurningRow(self.sentence, self.step))
        inside.setContentsMargins(SPACE.small, SPACE.small, SPACE.small, SPACE.small)
        self._frame.setLayout(inside)
        self.setLayout(column(self.figures, self._frame, spacing=SPACE.small))

    def show_life(self, life: TopicLife) -> None:
        """Show how the topic stands."""
        shown = shown_figures(life.total)
        for name, card in self.cards.items():
            card.show_figure(shown[name])
        self.figures.renew_words()
        self.next = life.next
        words = STEPS[life.next.step]
        self.sentence.setText(_sentence(life.next, words))
        self.step.setVisible(bool(words.page))
        if words.page:
            self.step.setText(words.button())

    def _on_step(self) -> None:
        if self.next is not None:
            self.step_wanted.emit(self.next)


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, what its button says, and the page that does it ("" for none)."""

    sentence: Callable[[str], str]
    button: Callable[[], str]
    page: str


STEPS = {
    Step.ADD_SESSION: StepWords(
        lambda n: tr("Tiếp theo: thêm buổi học đầu tiên."), lambda: tr("Thêm buổi học"), "topics"
    ),
    Step.HOLD_SESSION: StepWords(
        lambda n: tr("Tiếp theo: buổi học sắp tới, triệu tập {n} đồng chí.", n=n),
        lambda: tr("Mở điểm danh"),
        "rollcall",
    ),
    Step.CALL_ROLL: StepWords(
        lambda n: tr("Tiếp theo: {n} đồng chí chưa điểm danh.", n=n),
        lambda: tr("Mở điểm danh"),
        "rollcall",
    ),
    Step.CLOSE_ROLL: StepWords(
        lambda n: tr("Tiếp theo: đã điểm danh đủ, kết thúc điểm danh."),
        lambda: tr("Mở điểm danh"),
        "rollcall",
    ),
    Step.MAKE_UP: StepWords(
        lambda n: tr("Tiếp theo: {n} đồng chí cần học bù.", n=n),
        lambda: tr("Lập buổi học bù"),
        "topics",
    ),
    Step.WRITE_REVIEWS: StepWords(
        lambda n: tr("Tiếp theo: {n} đồng chí chưa có bản tự soi.", n=n),
        lambda: tr("Mở Tự soi, tự sửa"),
        "reviews",
    ),
    Step.WRITE_PLANS: StepWords(
        lambda n: tr("Tiếp theo: {n} đồng chí chưa có kế hoạch.", n=n),
        lambda: tr("Mở Kế hoạch"),
        "plans",
    ),
    Step.CLEAR_ITEMS: StepWords(
        lambda n: tr("Tiếp theo: {n} việc làm theo chưa rõ.", n=n),
        lambda: tr("Mở Kế hoạch"),
        "plans",
    ),
    Step.ISSUE_FORMS: StepWords(
        lambda n: tr("Tiếp theo: {n} đồng chí chưa lập bản cam kết.", n=n),
        lambda: tr("Mở Bản cam kết"),
        "commitments",
    ),
    Step.SIGN_FORMS: StepWords(
        lambda n: tr("Tiếp theo: {n} bản cam kết chưa ký.", n=n),
        lambda: tr("Mở Bản cam kết"),
        "commitments",
    ),
    Step.NOTHING: StepWords(
        lambda n: tr("Chuyên đề đã xong mọi việc."), lambda: tr("Mở Báo cáo"), ""
    ),
}


def _sentence(step: NextStep, words: StepWords) -> str:
    said = words.sentence(group_thousands(step.count))
    return f"{said} {tr('Hạn {day}.', day=display_date(step.due))}" if step.due else said


def _names() -> dict[str, str]:
    return {
        "called": tr("Triệu tập"),
        "studied": tr("Đã học"),
        "owing": tr("Chưa học"),
        "reviews": tr("Bản tự soi"),
        "plans": tr("Kế hoạch"),
        "signed": tr("Cam kết đã ký"),
    }


def shown_figures(figures: Figures) -> dict[str, str]:
    """The figures as the screen writes them; papers beside how many are due."""
    due = group_thousands(figures.papers_due)
    return {
        "called": group_thousands(figures.called),
        "studied": group_thousands(figures.studied),
        "owing": group_thousands(figures.owing),
        "reviews": f"{group_thousands(figures.reviews)}/{due}",
        "plans": f"{group_thousands(figures.plans)}/{due}",
        "signed": f"{group_thousands(figures.signed)}/{due}",
    }
