"""The catalogue of sentences: each table is read by itself and says what the whole file says."""

import tomllib

import pytest

from studycompanion import messages
from studycompanion.paths import resource

FILES = ("messages.vi.toml", "messages.en.toml", "window.en.toml")


@pytest.mark.parametrize("file", FILES)
def test_a_table_by_itself_says_what_the_whole_file_says(file):
    whole = tomllib.loads(resource("i18n", file).read_text("utf-8"))
    assert whole
    assert {name: messages._table(file, name) for name in whole} == whole


def test_a_table_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        messages.word("no_such_table", "key")
