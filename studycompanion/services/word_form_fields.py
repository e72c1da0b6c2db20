"""What a member fills in on the Word form: parts of the review, and the tasks of the plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studycompanion.domain.paper import mended_lines, mended_text
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.review import Side
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.domain.word_form import digest, plain
from studycompanion.exchange.word_form_in import Table
from studycompanion.services.review_forms import Part, PartKind

ITEMS = "items"
"""The name of the plan's table; its rows are the tasks."""
DUE = "due"
SPARE_ROWS = 3
LEAST_ROWS = 5
_COLUMNS, _IDS = "columns", "ids"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as its row says it: the texts of its columns by their keys."""

    number: int
    said: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything in it."""
        return not any(text.strip() for text in self.said.values())


def own_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What the member fills in; the cell's part is none of it."""
    return tuple(part for part in parts if part.side is Side.OWN)


def columns_of(clarity: ClaritySet) -> tuple[str, ...]:
    """The columns of the plan's table after its number: the task first, the day last."""
    keys = sorted((p.key for p in clarity.points), key=lambda key: key != "task")
    return (*keys, DUE)


def said_of(item: ActionItem, columns: tuple[str, ...]) -> dict[str, str]:
    """What a kept task says in these columns."""
    told = {**item.points, DUE: display_date(item.due) if item.due else ""}
    return {key: told.get(key, "") for key in columns}


def base_of(
    parts: tuple[Part, ...],
    texts: Mapping[str, str],
    items: tuple[ActionItem, ...],
    columns: tuple[str, ...],
) -> dict[str, str]:
    """Digests of everything that the form says when it is handed out, by field."""
    found = {part.key: digest(canonical(part, texts.get(part.key, ""))) for part in parts}
    for number, item in enumerate(items, 1):
        said = said_of(item, columns)
        found |= {task_key(number, key): digest(text) for key, text in said.items()}
    return found | {_COLUMNS: " ".join(columns), _IDS: " ".join(item.id for item in items)}


def columns_in(base: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that the plan's table had when the form was handed out."""
    return tuple(base.get(_COLUMNS, "").split())


def items_in(base: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the tasks that it named then, in their order."""
    return tuple(base.get(_IDS, "").split())


def task_key(number: int, column: str) -> str:
    """The name of one cell of the plan's table."""
    return f"{ITEMS}.{number}.{column}"


def read_part(part: Part, table: Table) -> str:
    """The text of a part as it is kept; an answer that the form does not offer as it was typed."""
    if part.kind is PartKind.MENDING:
        return mended_text(tuple(_mended(part, table)))
    text = plain("\n".join(cell for row in table.rows for cell in row))
    if part.kind is PartKind.CHOICE:
        return _answer(part, text)
    return text


def _mended(part: Part, table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows[1:]:
        words = " ".join(row[0].split()) if row else ""
        if words:
            yield words, _answer(part, row[1]) if len(row) > 1 else ""


def _answer(part: Part, text: str) -> str:
    """The key of the answer that is meant, whatever its case and dấu."""
    named = {fold(one.name): one.key for one in part.choices}
    return named.get(fold(text), text.strip())


def canonical(part: Part, text: str) -> str:
    """A kept text in the one way of writing in which it comes back."""
    if part.kind is not PartKind.MENDING:
        return text
    return mended_text(tuple((" ".join(w.split()), key) for w, key in mended_lines(text)))


def is_known(part: Part, text: str) -> bool:
    """Whether the form offers the answers that a text of a part names."""
    known = {"", *(one.key for one in part.choices)}
    if part.kind is PartKind.CHOICE:
        return text in known
    if part.kind is PartKind.MENDING:
        return all(key in known for _, key in mended_lines(text))
    return True


def shown(part: Part, text: str) -> str:
    """A kept text as people read it."""
    if part.kind is PartKind.CHOICE:
        return part.choice_name(text) if text else ""
    if part.kind is PartKind.MENDING:
        lines = mended_lines(text)
        return "\n".join(f"{w} – {part.choice_name(key)}" if key else w for w, key in lines)
    return text


def read_rows(table: Table, columns: tuple[str, ...]) -> tuple[TaskRow, ...]:
    """The rows of the plan's table; one whose number is gone counts as a new task (0)."""
    found = []
    for cells in table.rows[1:]:
        number = cells[0].strip().rstrip(".") if cells else ""
        values = (*cells[1:], *[""] * len(columns))
        said = {key: plain(value) for key, value in zip(columns, values, strict=False)}
        found.append(TaskRow(int(number) if number.isdecimal() else 0, said))
    return tuple(found)
