"""The help pages that ship with the program, as Markdown, in Vietnamese and English."""

from studycompanion.errors import UserError
from studycompanion.paths import resource

_PAGES = (
    "first-start",
    "tasks",
    "topics",
    "rollcall",
    "session",
    "reviews",
    "plans",
    "commitments",
    "signing",
    "members",
    "roster",
    "reports",
    "settings",
    "templates",
    "ranks",
    "word-forms",
    "safety",
    "bin",
    "erasing",
    "keys",
)


def help_names() -> tuple[str, ...]:
    """Every help page: the first start, the pages in the navigation's order, bin and keys."""
    return _PAGES


def help_page(name: str, language: str = "vi") -> str:
    """The Markdown of one page, its title first; raises ``UserError("no_help")``."""
    if name not in _PAGES:
        raise UserError("no_help", name=name)
    return resource("help", language, f"{name}.md").read_text("utf-8")
