"""File names that keep their dấu and are safe on Windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chi bộ Tổ dân phố số 9", "Chi bộ Tổ dân phố số 9"),
        ("Chi bộ 1/2: A*B", "Chi bộ 1-2- A-B"),
        ('<>:"/\\|?*', "-"),
        ("  hai   khoảng  ", "hai khoảng"),
        ("tên.", "tên"),
        ("..", "_"),
        ("", "_"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("lpt1", "_lpt1"),
        ("Cơn", "Cơn"),
        ("console", "console"),
        ("a\x00b\nc", "a-b-c"),
    ],
)
def test_a_name_becomes_safe_and_stays_readable(text, name):
    assert safe_name(text) == name


@given(st.text())
def test_every_name_can_be_a_file_on_windows(text):
    name = safe_name(text)
    assert 1 <= len(name) <= LONGEST + 1
    assert not set('<>:"/\\|?*') & set(name)
    assert all(c >= " " for c in name)
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert safe_name(name) == name
