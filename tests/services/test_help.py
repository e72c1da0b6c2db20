import re

import pytest

from studycompanion import messages
from studycompanion.domain.attendance import Mark
from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.services.help import help_names, help_page
from studycompanion.ui.mark_keys import MARK_KEYS
from studycompanion.ui.pages import entries

LANGUAGES = ["vi", "en"]
NAVIGATION = [
    "tasks",
    "topics",
    "rollcall",
    "reviews",
    "plans",
    "commitments",
    "members",
    "reports",
    "settings",
]
LONGEST = 60


@pytest.fixture
def speak():
    yield messages.use_language
    messages.use_language("vi")


def headings(text):
    return [line for line in text.splitlines() if line.startswith("#")]


def mark_lines(text):
    """Key -> what the page says of it, of the keys that give marks."""
    shown = {key for key, _ in MARK_KEYS.values()}
    found = re.findall(r"^- \*\*(\w+)\*\*: (.+)$", text, re.MULTILINE)
    return {key: words for key, words in found if key in shown}


def test_every_page_of_the_navigation_has_help():
    assert set(NAVIGATION) | {
        "first-start",
        "session",
        "roster",
        "keys",
        "bin",
        "erasing",
        "templates",
        "ranks",
        "word-forms",
        "signing",
        "safety",
    } == set(help_names())
    assert {entry.key for entry in entries()} <= set(help_names())
    assert [name for name in help_names() if name in NAVIGATION] == NAVIGATION


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", help_names())
def test_a_page_is_short_and_begins_with_its_title(name, language):
    lines = help_page(name, language).splitlines()
    assert len(lines) <= LONGEST
    assert lines[0].startswith("# ")


@pytest.mark.parametrize("name", help_names())
def test_both_languages_tell_the_same_things_in_the_same_order(name):
    vietnamese, english = help_page(name), help_page(name, "en")
    levels = [[line.split()[0] for line in headings(text)] for text in (vietnamese, english)]
    assert levels[0] == levels[1]
    for sign in (r"^\d+\. ", r"^- ", r"\bF\d\b", r"Ctrl\+\w+"):
        counts = [len(re.findall(sign, text, re.MULTILINE)) for text in (vietnamese, english)]
        assert counts[0] == counts[1], sign


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_help_file_lies_unused(language):
    shipped = {path.stem for path in resource("help", language).iterdir()}
    assert shipped == set(help_names())


def test_a_page_is_titled_as_in_the_navigation():
    for entry in entries():
        assert help_page(entry.key).splitlines()[0] == f"# {entry.title}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rollcall", "keys"])
def test_every_key_of_the_roll_call_is_told_with_its_mark(name, language, speak):
    speak(language)
    said = mark_lines(help_page(name, language))
    assert set(said) == {key for key, _ in MARK_KEYS.values()}
    for mark, (key, _) in MARK_KEYS.items():
        words = messages.word("marks", mark.value)
        assert said[key].endswith(words) if mark is Mark.UNMARKED else said[key] == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roll_call_page_names_no_key_that_marks_nothing(language):
    keys = {key for key, _ in MARK_KEYS.values()}
    assert set(re.findall(r"\bF\d+\b", help_page("rollcall", language))) <= keys


@pytest.mark.parametrize("name", ["", "rollcal", "../vi/rollcall", "rollcall.md"])
def test_an_unknown_page_is_told(name):
    with pytest.raises(UserError, match="no_help"):
        help_page(name)
