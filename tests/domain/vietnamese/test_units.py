"""One cell, however its name is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.vietnamese import unit_key


@pytest.mark.parametrize(
    "name",
    [
        "TDP 1",
        "TDP1",
        "tdp số 01",
        "CB TDP 1",
        "CHI BỘ TỔ DÂN PHỐ SỐ 1",
        "Chi bộ Tổ dân phố số 01",
        "Chi bộ TDP. 1",
        "chi bo to dan pho 001",
        "Tổ dân phố 1",
    ],
)
def test_a_cell_is_the_same_however_it_is_typed(name):
    assert unit_key(name) == "to dan pho 1"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Chi bộ KP 02", "khu pho 2"),
        ("KDC số 7", "khu dan cu 7"),
        ("Chi bộ 10", "10"),
        ("Chi bộ số 5", "5"),
        ("Tổ dân phố 100", "to dan pho 100"),
        ("Chi bộ Trường THCS Số Một", "truong thcs so mot"),
        ("Chi bộ Công an phường", "cong an phuong"),
        ("Tổ 0", "to 0"),
        ("Chi bộ", "chi bo"),
        ("CBCC phường", "cbcc phuong"),
        ("- -", ""),
    ],
)
def test_a_key_keeps_what_tells_cells_apart(name, key):
    assert unit_key(name) == key


@given(st.integers(0, 99999), st.integers(0, 3))
def test_zeros_before_a_number_do_not_matter(number, zeros):
    assert unit_key(f"TDP {'0' * zeros}{number}") == unit_key(f"Tổ dân phố số {number}")
