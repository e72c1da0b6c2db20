"""What came of a roster, as a file for the office's folder: everybody, and what to look at."""

from pathlib import Path

from studycompanion.domain.roster import RosterProblem
from studycompanion.messages import word
from studycompanion.services.lists import export_list
from studycompanion.services.roster_preview import RosterLine, RosterPreview

_COLUMNS = ("full_name", "birth", "cell", "action", "changes", "problems")
_CODES = {"status": "statuses", "sex": "sexes"}


def save_report(seen: RosterPreview, path: Path) -> Path:
    """Write what was, or would be, done to a .xlsx or .csv file; raises as ``export_list`` does.

    Card numbers are left out, also those among changes and problems.
    """
    by_row: dict[tuple[str, int], list[str]] = {}
    for problem in seen.problems:
        by_row.setdefault((problem.sheet, problem.row), []).append(_why(problem))
    rows = [_row(line, by_row.pop((line.person.sheet, line.person.row), [])) for line in seen.lines]
    nobody = [[f"{sheet}, {row}", *[""] * 4, "; ".join(w)] for (sheet, row), w in by_row.items()]
    heads = [word("roster_report", name) for name in _COLUMNS]
    title = word("roster_report", "title", file=seen.path.name)
    return export_list(path, title, heads, rows + nobody)


def _row(line: RosterLine, problems: list[str]) -> list[str]:
    person = line.person
    return [
        person.full_name,
        person.birth.display if person.birth else "",
        person.cell_name,
        word("roster_actions", line.action),
        "; ".join(_change(*difference) for difference in line.differences),
        "; ".join(problems),
    ]


def _change(field: str, old: str, new: str) -> str:
    name = word("fields", field)
    if field == "card_number":
        return name
    shown = [word(_CODES[field], v) if v and field in _CODES else v or "–" for v in (old, new)]
    return f"{name}: {' → '.join(shown)}"


def _why(problem: RosterProblem) -> str:
    why = word("roster_problems", problem.code)
    is_card = problem.field == "card_number"
    return why if is_card or not problem.value else f"{why} ({problem.value})"
