"""The words, the icon and the place of each kind of line of the agenda."""

from dataclasses import dataclass
from datetime import date

from studycompanion.domain.agenda import Kind, Line
from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import short_moment, tr

_ABOUT_A_DAY = (
    Kind.SESSION_COMING,
    Kind.SESSION_UNMARKED,
    Kind.SESSION_TO_CLOSE,
    Kind.MAKE_UP_DUE,
)
_PLACES = {
    Kind.NO_MEMBERS: ("members", "members"),
    Kind.NO_TOPIC: ("topics", "topics"),
    Kind.NO_SESSION: ("topics", "calendar"),
    Kind.SESSION_COMING: ("rollcall", "calendar"),
    Kind.SESSION_UNMARKED: ("rollcall", "rollcall"),
    Kind.SESSION_TO_CLOSE: ("rollcall", "lock"),
    Kind.MAKE_UP_DUE: ("rollcall", "made-up"),
    Kind.REVIEWS_MISSING: ("reviews", "reviews"),
    Kind.PLANS_MISSING: ("plans", "plans"),
    Kind.ITEMS_UNCLEAR: ("plans", "warning"),
    Kind.ITEMS_OVERDUE: ("plans", "late"),
    Kind.REPORTS_DUE: ("plans", "plans"),
    Kind.FORMS_MISSING: ("commitments", "commitments"),
    Kind.FORMS_UNSIGNED: ("commitments", "pen"),
    Kind.EXEMPTION_ENDS: ("members", "exempt"),
    Kind.BACKUP_OLD: ("settings", "save"),
}
_STATES = {
    Kind.REVIEWS_MISSING: "missing",
    Kind.PLANS_MISSING: "missing",
    Kind.ITEMS_UNCLEAR: "unclear",
    Kind.ITEMS_OVERDUE: "overdue",
    Kind.REPORTS_DUE: "report",
    Kind.FORMS_MISSING: "missing",
    Kind.FORMS_UNSIGNED: "unsigned",
    Kind.EXEMPTION_ENDS: "freed",
}
"""By what the list of the page is filtered to show just those whom the line tells of."""


@dataclass(frozen=True, slots=True)
class Todo:
    """A line as the list shows it: what waits, of what, and the sign of its day."""

    line: Line
    words: str
    about: str
    due: Cell

    @property
    def identity(self) -> str:
        """What tells it apart from the other lines."""
        line = self.line
        place = line.session_id or line.topic_id or line.member_id or line.due or ""
        return f"{line.kind} {place}"

    @property
    def icon(self) -> str:
        """The picture at its left."""
        return _PLACES[self.line.kind][1]

    @property
    def page(self) -> str:
        """The key of the page that mends it."""
        return _PLACES[self.line.kind][0]

    @property
    def state(self) -> str:
        """The key of the state that the page's list is filtered by; "" shows everybody."""
        return _STATES.get(self.line.kind, "")

    @property
    def sentence(self) -> str:
        """All of it in one line, for those who hear the list."""
        return ". ".join(filter(None, (self.words, self.about, self.due.text)))


def todo(line: Line, today: date) -> Todo:
    """A line of the agenda in words, as seen on ``today``."""
    return Todo(line, _words(line), _about(line), _due(line, today))


def _words(line: Line) -> str:
    n = group_thousands(line.count)
    return {
        Kind.NO_MEMBERS: tr("Danh sách đảng viên còn trống"),
        Kind.NO_TOPIC: tr("Chưa có chuyên đề"),
        Kind.NO_SESSION: tr("Chuyên đề chưa có buổi học"),
        Kind.SESSION_COMING: tr("Buổi học sắp tới, triệu tập {n} đồng chí", n=n),
        Kind.SESSION_UNMARKED: tr("{n} đồng chí chưa điểm danh", n=n),
        Kind.SESSION_TO_CLOSE: tr("Đã điểm danh đủ {n} đồng chí, chưa kết thúc", n=n),
        Kind.MAKE_UP_DUE: tr("{n} đồng chí cần học bù, chưa có buổi học bù", n=n),
        Kind.REVIEWS_MISSING: tr("{n} đồng chí chưa có bản tự soi, tự sửa", n=n),
        Kind.PLANS_MISSING: tr("{n} đồng chí chưa có kế hoạch làm theo Bác", n=n),
        Kind.ITEMS_UNCLEAR: tr("{n} việc làm theo chưa rõ", n=n),
        Kind.ITEMS_OVERDUE: tr("{n} việc làm theo quá hạn", n=n),
        Kind.REPORTS_DUE: tr("{n} đồng chí phải báo cáo việc làm theo tháng này", n=n),
        Kind.FORMS_MISSING: tr("{n} đồng chí chưa lập bản cam kết", n=n),
        Kind.FORMS_UNSIGNED: tr("{n} bản cam kết chưa ký", n=n),
        Kind.EXEMPTION_ENDS: tr("{n} đồng chí hết hạn được miễn: gia hạn hay đổi trạng thái", n=n),
        Kind.BACKUP_OLD: tr("Dữ liệu cần được sao lưu"),
    }[line.kind]


def _about(line: Line) -> str:
    if line.kind is Kind.NO_MEMBERS:
        return tr("Nhập danh sách từ Excel để bắt đầu.")
    if line.kind is Kind.NO_TOPIC:
        return tr("Thêm chuyên đề để mở buổi học.")
    if line.kind is Kind.BACKUP_OLD and line.at is None:
        return tr("Chưa có bản sao lưu nào.")
    if line.kind is Kind.BACKUP_OLD and line.at is not None:
        return tr("Sao lưu gần nhất: {when}", when=short_moment(line.at))
    return line.title


def _due(line: Line, today: date) -> Cell:
    if line.kind in _ABOUT_A_DAY and line.at is not None:
        return _session_day(line, line.at.date(), today)
    if line.due is None:
        return Cell("")
    days = (line.due - today).days
    if line.is_late(today):
        return Cell(tr("Quá hạn {n} ngày", n=group_thousands(-days)), Tone.BAD, "warning")
    if days == 0:
        return Cell(tr("Hạn hôm nay"), Tone.CAUTION, "late")
    return Cell(tr("Hạn {day}", day=display_date(line.due)), Tone.NEUTRAL, "calendar")


def _session_day(line: Line, day: date, today: date) -> Cell:
    at = line.at
    when = short_moment(at) if at and day != today else tr("Hôm nay {hour}", hour=f"{at:%H:%M}")
    if line.kind is Kind.SESSION_UNMARKED and day < today:
        return Cell(when, Tone.BAD, "late")
    return Cell(when, Tone.INFO, "calendar")
