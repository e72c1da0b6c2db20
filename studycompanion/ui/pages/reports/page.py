"""Behaviour of the reports: the figures of one topic, as tables, chart and files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import plan_progress, plan_report, reports, topics
from studycompanion.services.desk import Desk
from studycompanion.services.plan_progress import PlanProgress
from studycompanion.services.reports import CellReport
from studycompanion.services.topics import TopicLine
from studycompanion.ui.context import Context
from studycompanion.ui.dialogs import tell_where
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.page import Page
from studycompanion.ui.pages.reports.figures import chart_groups, has_figures, lines_of, sum_of
from studycompanion.ui.pages.reports.papers_dialog import PapersDialog
from studycompanion.ui.pages.reports.view import ReportsView
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.words import tr

PDF, WORD, EXCEL = ".pdf", ".docx", ".xlsx"


@dataclass(frozen=True, slots=True)
class Report:
    """The topics, the one in view, and its figures by cell."""

    topics: tuple[TopicLine, ...]
    topic_id: str
    cells: tuple[CellReport, ...]
    plans: PlanProgress | None = None


def read_report(desk: Desk, wanted: str) -> Report:
    """The figures of the wanted topic, or of the newest where it is gone."""
    known = topics.list_topics(desk)
    found = next((t.id for t in known if t.id == wanted), known[0].id if known else "")
    if not found:
        return Report(known, found, ())
    plans = plan_progress.plan_progress(desk, found)
    return Report(known, found, reports.topic_report(desk, found), plans)


class ReportsPage(Page):
    """What the cells report of a topic."""

    kinds: ClassVar[tuple[str, ...]] = (
        "topic", "session", "attendance", "member", "membership", "member_status", "review",
        "review_text", "plan", "item", "issued_form", "unit_name",
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("topic_id",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReportsView()
        self.setLayout(column(self.view))
        self._topic_id = ""
        self.view.topic.picked.connect(self._on_topic)
        self.view.excel.clicked.connect(self._on_excel)
        self.view.pdf.clicked.connect(self._on_pdf)
        self.view.forms.clicked.connect(self._on_papers)
        self.view.plans.pdf.clicked.connect(partial(self._ask_plans, PDF))
        self.view.plans.word.clicked.connect(partial(self._ask_plans, WORD))
        self.view.plans.excel.clicked.connect(partial(self._ask_plans, EXCEL))
        self.view.empty.step.clicked.connect(self._on_nothing)

    def first_place(self) -> QWidget:
        """The table, or the button of the empty page."""
        return self.view.roll_table if self.view.roll.records else self.view.empty.step

    def reload(self) -> None:
        """Read the figures of the chosen topic."""
        wanted = self.context.choice.topic_id
        self.context.tasks.read(lambda desk: read_report(desk, wanted), self._on_report, key=self)

    def _on_report(self, report: Report) -> None:
        self._topic_id = self.context.choice.topic_id = report.topic_id
        choices = [(t.id, f"{t.title} ({t.year})") for t in report.topics]
        self.view.topic.fill(choices, report.topic_id)
        is_empty = not has_figures(report.cells)
        self.view.show_report(is_empty=is_empty, has_topics=bool(report.topics))
        self._fill(() if is_empty else report.cells)
        if report.plans is not None:
            self.view.plans.show_progress(report.plans)
        self.settle_focus()

    def _fill(self, cells: tuple[CellReport, ...]) -> None:
        lines = lines_of(cells)
        self.view.roll.fill(lines)
        self.view.papers.fill(lines)
        self.view.chart.show_groups(chart_groups(lines))
        self.view.figures.show_totals(sum_of(cells).totals)
        count = group_thousands(len(cells))
        self.view.header.subtitle.setText(tr("{n} chi bộ", n=count) if cells else "")

    def _on_topic(self, topic_id: str) -> None:
        self.context.choice.topic_id = topic_id
        self.reload()

    def _on_nothing(self) -> None:
        self.page_wanted.emit("rollcall")

    def _on_papers(self) -> None:
        PapersDialog(self, self.context, self._topic_id).open()

    def _on_pdf(self) -> None:
        self._ask_file(tr("Lưu báo cáo thành PDF"), f"bao-cao{PDF}")

    def _on_excel(self) -> None:
        self._ask_file(tr("Lưu báo cáo thành Excel"), f"bao-cao{EXCEL}")

    def _ask_file(self, title: str, name: str) -> None:
        self._choose(title, name, self.export_to)

    def _ask_plans(self, ending: str, _checked: object = None) -> None:
        title = tr("Lưu tiến độ kế hoạch")
        self._choose(title, f"tien-do-ke-hoach{ending}", self.export_plans_to)

    def _choose(self, title: str, name: str, then: Callable[[Path], object]) -> None:
        ending = Path(name).suffix
        choose_new_file(
            self,
            title,
            name=name,
            then=lambda path: then(path if path.suffix else path.with_suffix(ending)),
        )

    def export_to(self, path: Path) -> None:
        """Write the report to a file; its ending says which kind."""
        topic_id = self._topic_id
        self.context.tasks.compute(
            lambda desk: reports.export_report(desk, topic_id, path), self._on_exported
        )

    def export_plans_to(self, path: Path) -> None:
        """Write how far the plans are to a file; its ending says which kind."""
        topic_id = self._topic_id
        self.context.tasks.compute(
            lambda desk: plan_report.export_plan_report(desk, topic_id, path), self._on_exported
        )

    def _on_exported(self, path: Path) -> None:
        tell_where(self, tr("Đã xuất báo cáo vào tệp:"), path)
