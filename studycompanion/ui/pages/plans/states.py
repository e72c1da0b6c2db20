"""By what the list of plans can be filtered."""

from studycompanion.services.reviews import PersonLine
from studycompanion.ui.list_filter import State
from studycompanion.ui.signs import outside
from studycompanion.ui.words import tr


def states() -> tuple[State, ...]:
    """No task yet, some task unclear, every task clear, late, asked for, and who owes none."""
    return (
        State("missing", tr("Chưa có việc"), _is_missing),
        State("unclear", tr("Chưa rõ"), _is_unclear),
        State("clear", tr("Đã rõ"), _is_clear),
        State("overdue", tr("Có việc quá hạn"), _is_overdue),
        State("report", tr("Phải báo cáo tháng này"), _is_to_report),
        State("outside", outside().text, _is_outside),
    )


def _is_missing(line: PersonLine) -> bool:
    return line.owes and not line.items


def _is_unclear(line: PersonLine) -> bool:
    return line.unclear > 0


def _is_clear(line: PersonLine) -> bool:
    return line.items > 0 and not line.unclear


def _is_outside(line: PersonLine) -> bool:
    return not line.owes and not line.items


def _is_overdue(line: PersonLine) -> bool:
    return line.overdue > 0


def _is_to_report(line: PersonLine) -> bool:
    return line.to_report > 0
