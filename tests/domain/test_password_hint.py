import pytest

from studycompanion.domain.password_hint import advice

NAMES = ("Trần Văn Mẫu", "Vĩnh Tuy")


@pytest.mark.parametrize(
    ("password", "wanted"),
    [
        ("", ("short", "pattern")),
        ("123456", ("short", "common", "number")),
        ("Mật khẩu", ("short", "common")),
        ("0912345678", ("number",)),
        ("20/11/1965", ("number",)),
        ("1965", ("short", "number")),
        ("aaaaaaaaaaaa", ("pattern",)),
        ("abcdefghijkl", ("pattern",)),
        ("lkjihgfedcba", ("pattern",)),
        ("tranvanmau1", ("name",)),
        ("Vĩnh Tuy 1965", ("name",)),
        ("Mẫu", ("short", "pattern", "name")),
        ("sông Hồng đỏ nặng phù sa", ()),
        ("ở phố Vĩnh Tuy có cây đa cổ thụ", ()),
    ],
)
def test_advice_names_what_makes_a_password_easy_to_guess(password, wanted):
    assert advice(password, NAMES) == wanted


def test_without_names_nothing_is_said_of_them():
    assert advice("tranvanmau1") == ()
