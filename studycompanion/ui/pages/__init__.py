"""The pages of the window; each is imported and built when it is first visited."""

from collections.abc import Callable
from dataclasses import dataclass

from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the navigation knows it; its icon is called like its key."""

    key: str
    title: str
    build: Callable[[Context], Page]


def _tasks(context: Context) -> Page:
    from studycompanion.ui.pages.tasks.page import TasksPage

    return TasksPage(context)


def _topics(context: Context) -> Page:
    from studycompanion.ui.pages.topics.page import TopicsPage

    return TopicsPage(context)


def _rollcall(context: Context) -> Page:
    from studycompanion.ui.pages.rollcall.page import RollCallPage

    return RollCallPage(context)


def _reviews(context: Context) -> Page:
    from studycompanion.ui.pages.reviews.page import ReviewsPage

    return ReviewsPage(context)


def _plans(context: Context) -> Page:
    from studycompanion.ui.pages.plans.page import PlansPage

    return PlansPage(context)


def _commitments(context: Context) -> Page:
    from studycompanion.ui.pages.commitments.page import CommitmentsPage

    return CommitmentsPage(context)


def _members(context: Context) -> Page:
    from studycompanion.ui.pages.members.page import MembersPage

    return MembersPage(context)


def _reports(context: Context) -> Page:
    from studycompanion.ui.pages.reports.page import ReportsPage

    return ReportsPage(context)


def _settings(context: Context) -> Page:
    from studycompanion.ui.pages.settings.page import SettingsPage

    return SettingsPage(context)


def entries() -> tuple[Entry, ...]:
    """The pages in the order of the navigation."""
    return (
        Entry("tasks", tr("Việc cần làm"), _tasks),
        Entry("topics", tr("Chuyên đề"), _topics),
        Entry("rollcall", tr("Điểm danh"), _rollcall),
        Entry("reviews", tr("Tự soi, tự sửa"), _reviews),
        Entry("plans", tr("Kế hoạch làm theo Bác"), _plans),
        Entry("commitments", tr("Bản cam kết"), _commitments),
        Entry("members", tr("Đảng viên"), _members),
        Entry("reports", tr("Báo cáo"), _reports),
        Entry("settings", tr("Cài đặt"), _settings),
    )
