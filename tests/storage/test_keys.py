"""The key file: one data key, opened by the password or by the printed recovery key."""

import base64
import json
import unicodedata

import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import keys


@pytest.fixture
def made():
    return keys.make("mật khẩu")


def changed(text, **parts):
    return json.dumps(json.loads(text) | parts)


def test_the_password_opens_the_data_key(made):
    assert keys.unlock(made.text, "mật khẩu") == made.data_key
    assert len(made.data_key) == keys.KEY_BYTES


def test_the_recovery_key_opens_it_however_it_is_typed(made):
    assert keys.unlock(made.text, made.recovery_key) == made.data_key
    assert keys.unlock(made.text, made.recovery_key.lower().replace("-", " ")) == made.data_key
    assert len(made.recovery_key.replace("-", "")) == 32


@pytest.mark.parametrize("wrong", ["mat khau", "Mật khẩu", "mật khẩu ", "", "AAAA-BBBB"])
def test_anything_else_is_a_wrong_password(made, wrong):
    with pytest.raises(UserError, match="wrong_password"):
        keys.unlock(made.text, wrong)


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters(made):
    taken_apart = unicodedata.normalize("NFD", "mật khẩu")
    assert taken_apart != "mật khẩu"
    assert keys.unlock(made.text, taken_apart) == made.data_key


def test_no_two_files_have_the_same_key():
    one, other = keys.make("x"), keys.make("x")
    assert one.data_key != other.data_key
    assert one.recovery_key != other.recovery_key
    assert one.text != other.text


def test_the_file_tells_neither_key_nor_password(made):
    text = made.text.casefold()
    for secret in (made.data_key.hex(), base64.b64encode(made.data_key).decode(), "mật khẩu"):
        assert secret.casefold() not in text
    assert made.recovery_key.replace("-", "").casefold() not in text


def test_a_new_password_leaves_data_key_and_recovery_key(made):
    again = keys.rewrap(made.text, "mật khẩu", "mới")
    assert keys.unlock(again, "mới") == keys.unlock(again, made.recovery_key) == made.data_key
    with pytest.raises(UserError, match="wrong_password"):
        keys.unlock(again, "mật khẩu")


def test_a_forgotten_password_is_replaced_with_the_recovery_key(made):
    again = keys.rewrap(made.text, made.recovery_key, "mới")
    assert keys.unlock(again, "mới") == made.data_key


def test_a_new_password_needs_the_old_one(made):
    with pytest.raises(UserError, match="wrong_password"):
        keys.rewrap(made.text, "sai", "mới")


def test_the_cost_is_read_from_the_file(made, monkeypatch):
    monkeypatch.setattr(keys, "ARGON2", {"time_cost": 2, "memory_kib": 128, "lanes": 1})
    assert keys.unlock(made.text, "mật khẩu") == made.data_key
    dearer = keys.rewrap(made.text, "mật khẩu", "mật khẩu")
    assert json.loads(dearer)["argon2id"]["time_cost"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "5",
        "{}",
        "mật khẩu",
    ],
)
def test_another_text_is_a_damaged_key_file(text):
    with pytest.raises(EnvironmentProblem, match="keys_damaged"):
        keys.unlock(text, "mật khẩu")


@pytest.mark.parametrize(
    "parts",
    [
        {"salt": "?"},
        {"salt": "AAAA"},
        {"salt": 5},
        {"by_password": "AAAA"},
        {"by_password": None},
        {"by_recovery_key": "!"},
        {"argon2id": {}},
        {"argon2id": 3},
        {"argon2id": {"time_cost": 0, "memory_kib": 64, "lanes": 1}},
        {"argon2id": {"time_cost": 1, "memory_kib": -1, "lanes": 1}},
        {"argon2id": {"time_cost": 1, "memory_kib": 2**40, "lanes": 1}},
        {"argon2id": {"time_cost": 1, "memory_kib": "64", "lanes": 1}},
    ],
    ids=str,
)
def test_a_damaged_part_of_the_key_file_is_told_plainly(made, parts):
    with pytest.raises(EnvironmentProblem, match="keys_damaged"):
        keys.unlock(changed(made.text, **parts), "khác")


def test_the_other_way_in_still_opens_a_file_with_one_damaged_wrap(made):
    other = json.loads(keys.make("x").text)
    text = changed(made.text, by_password=other["by_password"])
    assert keys.unlock(text, made.recovery_key) == made.data_key


def test_a_key_file_that_is_no_text_is_damaged(tmp_path):
    path = tmp_path / "data.keys"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EnvironmentProblem, match="keys_damaged"):
        keys.read(path)


def test_a_key_file_is_written_whole_or_not_at_all(tmp_path, made, monkeypatch):
    path = tmp_path / "data.keys"
    keys.write(path, "old")
    monkeypatch.setattr("studycompanion.storage.files.sync_file", _no_room)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        keys.write(path, made.text)
    assert keys.read(path) == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["data.keys"]


def _no_room(_):
    raise OSError(28, "x")
