"""The sentences of the window as its source has them: every ``tr(…)``, and every other literal."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import studycompanion
from studycompanion.paths import resource

ROOM = Path(studycompanion.__file__).parent / "ui"
VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_MARKUP = re.compile(r"[<>{};#=_%/\[\]]|^\.\w+$|^[a-z -]+:? ?$|^:[a-z]+$|^[a-z-]+$")
"""Style sheets, rich text, file names and keys: nobody reads them."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SHOWING = {
    "QLabel", "QPushButton", "QRadioButton", "QCheckBox", "QGroupBox", "QAction", "QMenu",
    "QListWidgetItem", "QTableWidgetItem", "addAction", "addItem", "addMenu", "addTab", "insertTab",
    "setAccessibleDescription", "setAccessibleName", "setLabelText", "setNameFilter",
    "setPlaceholderText", "setStatusTip", "setSuffix", "setPrefix", "setText", "setTitle",
    "setToolTip", "setTabText", "setTabToolTip", "setWhatsThis", "setWindowTitle", "showMessage",
    "add_button", "add_detail", "ask", "say_problem", "tell", "warn",
}  # fmt: skip
"""What puts words on the screen, whichever of its arguments they are."""
SHOWING_AT = {
    "Cell": 0, "ChoiceBox": 0, "Column": 0, "EmptyPage": 1, "LineField": 0, "PageHeader": 0,
    "button": 0, "label": 0,
}  # fmt: skip
"""What puts this argument on the screen; others are kinds and names of icons."""


@dataclass(frozen=True)
class Said:
    """One call of ``tr``; the sentence is None where it is not a literal."""

    place: str
    sentence: str | None
    given: frozenset[str]
    is_when_imported: bool


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the window by its path."""
    for path in sorted(ROOM.rglob("*.py")):
        yield path.relative_to(ROOM).as_posix(), ast.parse(path.read_text("utf-8"))


def said() -> Iterator[Said]:
    """Every call of ``tr``."""
    for name, tree in modules():
        later = _run_later(tree)
        for call in _calls(tree, "tr"):
            words = call.args[0] if call.args else None
            sentence = words.value if isinstance(words, ast.Constant) else None
            given = frozenset(word.arg or "**" for word in call.keywords)
            yield Said(f"{name}:{call.lineno}", sentence, given, call not in later)


def unmarked_vietnamese() -> Iterator[tuple[str, str]]:
    """Literals with Vietnamese letters that do not pass ``tr``: (module, literal)."""
    for name, tree in modules():
        passed = {node for call in _calls(tree, "tr") for node in ast.walk(call)}
        passed |= _docstrings(tree)
        for node in ast.walk(tree):
            if _is_text(node) and node not in passed and VIETNAMESE.search(node.value):
                yield name, node.value


def unmarked_words() -> Iterator[tuple[str, str]]:
    """Literals with letters that go to the screen without passing ``tr``: (place, literal)."""
    for name, tree in modules():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                for argument in _shown(call):
                    for word in _own_words(argument):
                        yield f"{name}:{call.lineno}", word


def unmarked_parts() -> Iterator[tuple[str, str]]:
    """Words with a capital letter between the braces of literals: (module, words)."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                for part in filter(_is_text, node.values):
                    if re.search(r"[^\W\d_]", part.value) and not _MARKUP.search(part.value):
                        yield name, part.value


def _shown(call: ast.Call) -> list[ast.expr]:
    if _called(call) in SHOWING:
        return call.args
    place = SHOWING_AT.get(_called(call))
    return [] if place is None else call.args[place : place + 1]


def _own_words(node: ast.AST) -> Iterator[str]:
    """Literals with letters in an expression, but none inside calls, which are seen to apart."""
    if isinstance(node, ast.Call | ast.Subscript | ast.FormattedValue | ast.Compare | ast.Lambda):
        return
    if _is_text(node) and any(letter.isalpha() for letter in node.value):
        yield node.value
    for inner in ast.iter_child_nodes(node):
        yield from _own_words(inner)


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == name:
            yield node


def _called(call: ast.Call) -> str:
    target = call.func
    return target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")


def _run_later(tree: ast.AST) -> set[ast.AST]:
    """Everything in the bodies of functions: it runs when it is shown, not when it is imported."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found |= {inner for line in node.body for inner in ast.walk(line)}
        elif isinstance(node, ast.Lambda):
            found |= set(ast.walk(node.body))
    return found


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def english() -> dict[str, str]:
    """The catalogue of the window."""
    text = resource("i18n", "window.en.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["window"]
    return found


def words_below(language: str) -> dict[str, dict[str, str]]:
    """The catalogue below the window."""
    return tomllib.loads(resource("i18n", f"messages.{language}.toml").read_text("utf-8"))


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return set(PLACEHOLDER.findall(sentence))


def variants(translation: str) -> list[str]:
    """The sentence for one and the sentence for many, or the only one."""
    return translation.split(" | ")
