"""Keys that stay apart when cells merge, and marks that fall together."""

from studycompanion.domain.ids import mark_id, new_id


def test_new_keys_are_thirty_two_hex_digits_and_never_alike():
    keys = {new_id() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) == 32 and int(key, 16) >= 0 and key == key.lower() for key in keys)


def test_the_mark_of_a_member_in_a_session_has_one_key_on_every_machine():
    session, member = "a" * 32, "b" * 32
    assert mark_id(session, member) == "a2fe24823a6759ca9f10a67c3fc5aa16"
    assert mark_id(member, session) != mark_id(session, member)
