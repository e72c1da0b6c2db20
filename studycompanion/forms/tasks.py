"""The plan's table: one column for each point of the clarity set, the task itself first."""

from studycompanion.domain.paperwork import TopicTasks, Variant
from studycompanion.domain.plan import ActionItem, ClarityPoint, ClaritySet
from studycompanion.domain.vietnamese import display_date, tidy
from studycompanion.forms.blocks import Column, Table
from studycompanion.forms.spec import TaskTable

WRITING_ROW = 18.0
"""Height in mm of a row to write in."""

_NUMBER_SHARE = 0.38
_SHARES = {"task": 1.4, "process": 1.25, "person": 1.1, "result": 1.1}
_DUE_COLUMNS = ("time", "result", "progress", "product")


def task_table(words: TaskTable, tasks: TopicTasks, variant: Variant) -> Table:
    """The table of a plan; with rows to write in when it is blank or has no tasks yet."""
    points = printing_order(tasks.clarity)
    columns = (Column((words.number,), _NUMBER_SHARE), *map(_column, points))
    if variant is Variant.BLANK or not tasks.items:
        empty = ("",) * len(columns)
        return Table(columns, (empty,) * words.writing_rows, WRITING_ROW)
    due_key = _due_column(points)
    rows = (
        (str(number), *(_cell(item, point, words, due_key) for point in points))
        for number, item in enumerate(tasks.items, 1)
    )
    return Table(columns, tuple(rows))


def printing_order(clarity: ClaritySet) -> tuple[ClarityPoint, ...]:
    """The points in the order of the columns: the task, then the rest as the set has them."""
    return tuple(sorted(clarity.points, key=lambda point: point.key != "task"))


def _column(point: ClarityPoint) -> Column:
    return Column((point.head, f"({point.name})"), _SHARES.get(point.key, 1.0))


def _due_column(points: tuple[ClarityPoint, ...]) -> str:
    """The key of the column that also shows the due date; the last one if none is about time."""
    keys = [point.key for point in points]
    return next((key for key in _DUE_COLUMNS if key in keys), keys[-1])


def _cell(item: ActionItem, point: ClarityPoint, words: TaskTable, due_key: str) -> str:
    text = "\n".join(filter(None, map(tidy, item.points.get(point.key, "").splitlines())))
    if point.key != due_key or item.due is None:
        return text
    date = f"{item.due.day}/{item.due.month}/{item.due.year}"
    if date in text or display_date(item.due) in text:
        return text
    due = words.due.format(date=date)
    return f"{text.rstrip('.;, ')}, {due}" if text else due[:1].upper() + due[1:]
