"""Whatever the window says is marked, translated, and said when it is shown."""

import re
import tomllib

from studycompanion.paths import resource
from studycompanion.services import help as help_service
from studycompanion.ui.words import tr, vietnamese
from tests.ui import sentences
from tests.ui.shown_words import pattern

NOT_SAID = {
    ("crash_form.py", "Study Companion "): "a report for who supports the program",
    ("crash_form.py", ", Python "): "a report for who supports the program",
    ("crash_form.py", ", Qt "): "a report for who supports the program",
    ("menus.py", "Ctrl+"): "keys are called so in every language",
    ("reading.py", "giờ"): "how people write an hour, read and never shown",
    ("wizards/header_preview.py", "ĐẢNG CỘNG SẢN VIỆT NAM"): "the head of a paper, as printed",
}
"""Literals with Vietnamese letters, by module and a part of it, and why nobody says them."""
_A_KEY = (
    r"(?:Ctrl|Shift|Alt|[A-Z0-9]|F\d+|Enter|Esc|Tab|Space|Del|Ins|Home|End|Page(?:Up|Down)|[↑↓←→]"
    r"|Left|Right|Mũi tên (?:trái|phải))"
)
NAMES_OF_KEYS = re.compile(rf"{_A_KEY}(?:[+ ]{_A_KEY})*")


def test_every_sentence_is_a_literal():
    assert [one.place for one in sentences.said() if one.sentence is None] == []


def test_no_sentence_is_fixed_before_the_language_is_known():
    assert [one.place for one in sentences.said() if one.is_when_imported] == []


def test_every_sentence_gets_what_stands_in_its_braces():
    wrong = [
        one.place
        for one in sentences.said()
        if one.sentence is not None and sentences.placeholders(one.sentence) != one.given
    ]
    assert wrong == []


def test_every_sentence_has_its_english():
    english = sentences.english()
    missing = {one.sentence: one.place for one in sentences.said() if one.sentence not in english}
    assert missing == {}


def test_the_english_has_the_same_placeholders():
    wrong = [
        (sentence, variant)
        for sentence, translation in sentences.english().items()
        for variant in sentences.variants(translation)
        if sentences.placeholders(variant) != sentences.placeholders(sentence)
    ]
    assert wrong == []


def test_the_english_is_english():
    names = ("Đảng bộ phường Vĩnh Tuy", "Chi bộ Tổ dân phố số 1", "Vĩnh Tuy", "Ngôn ngữ", "rõ",
             "ĐẢNG BỘ", "CHI BỘ")  # fmt: skip
    left = [
        translation
        for translation in sentences.english().values()
        if sentences.VIETNAMESE.search(_without(translation, names))
    ]
    assert left == []


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def test_nothing_is_translated_that_nobody_says():
    known = {one.sentence for one in sentences.said()}
    assert sorted(set(sentences.english()) - known) == []


def test_vietnamese_words_are_marked_for_translation():
    unmarked = [
        (module, literal)
        for module, literal in sentences.unmarked_vietnamese()
        if not any(module == known and part in literal for known, part in NOT_SAID)
    ]
    assert unmarked == []


def test_words_that_go_to_the_screen_are_marked_for_translation():
    assert list(sentences.unmarked_words()) == []


def test_words_beside_what_is_filled_in_are_marked_for_translation():
    unmarked = [part for part in sentences.unmarked_parts() if part not in NOT_SAID]
    assert unmarked == []


def test_words_below_the_window_are_the_same_in_both_languages():
    vietnamese_words, english = sentences.words_below("vi"), sentences.words_below("en")
    assert {t: sorted(w) for t, w in vietnamese_words.items()} == {
        t: sorted(w) for t, w in english.items()
    }
    wrong = [
        (table, key)
        for table, words in vietnamese_words.items()
        for key, sentence in words.items()
        if sentences.placeholders(sentence) != sentences.placeholders(english[table][key])
    ]
    assert wrong == []


def test_one_person_is_not_many_people(speaking):
    speaking("en")
    assert tr("{n} đồng chí", n="1") == "1 person"
    assert tr("{n} đồng chí", n=1) == "1 person"
    assert tr("{n} đồng chí", n="1.234") == "1.234 people"


def test_a_translated_sentence_knows_its_vietnamese(speaking):
    speaking("en")
    assert vietnamese(tr("{n} đồng chí", n=2)) == "2 đồng chí"
    assert vietnamese("Bùi Thị An") == "Bùi Thị An"


def _named(text: str) -> set[str]:
    """The buttons, fields and menus that a help page quotes in bold; with a stop it is a lead."""
    bold = {re.sub(r"\s+", " ", found) for found in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    return {name for name in bold if not NAMES_OF_KEYS.fullmatch(name) and name[-1] not in ".:"}


class _Shown:
    """What is shown; ``in`` tells whether something is called so, but for what is filled in."""

    def __init__(self, shown: set[str]) -> None:
        plain = {one.replace("&", "").rstrip("…") for one in shown}
        self._whole = {one for one in plain if "{" not in one}
        self._filled = [pattern(one) for one in plain - self._whole if one[0] != "{"]

    def __contains__(self, name: str) -> bool:
        wanted = name.rstrip("…")
        return wanted in self._whole or any(one.fullmatch(wanted) for one in self._filled)


def test_the_help_calls_buttons_by_the_names_that_they_have():
    english = sentences.english()
    shown = {"vi": set(english), "en": {v for e in english.values() for v in sentences.variants(e)}}
    for words in ("sexes", "marks", "statuses", "roster_choices"):
        for language in shown:
            shown[language] |= set(sentences.words_below(language)[words].values())
    called = {language: _Shown(names) for language, names in shown.items()}
    unknown = [
        (language, page, name)
        for language in called
        for page in help_service.help_names()
        for name in sorted(_named(help_service.help_page(page, language)))
        if name not in called[language]
    ]
    assert unknown == []


def test_the_catalogue_of_qt_answers_in_vietnamese():
    text = resource("i18n", "qt.vi.toml").read_text("utf-8")
    for context, table in tomllib.loads(text).items():
        for source, translation in table.items():
            assert re.findall("%\\w+", source) == re.findall("%\\w+", translation), (
                context,
                source,
            )
