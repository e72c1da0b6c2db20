"""Members, their statuses, and what of them may be shown."""

import pytest

from studycompanion.domain.people import StatusKind, masked_card, name_fields, new_member

CALLED = {"official", "probationary", "exempt", "excused_for_now", "temporary"}


@pytest.mark.parametrize("status", StatusKind)
def test_who_is_called_to_a_session(status):
    assert status.is_called is (status.value in CALLED)


@pytest.mark.parametrize("status", StatusKind)
def test_who_leaves_the_base_of_rates(status):
    assert status.is_exempt is (status.value in {"exempt", "excused_for_now"})


@pytest.mark.parametrize("status", StatusKind)
def test_who_counts_in_another_cell(status):
    assert status.is_guest is (status.value == "temporary")


@pytest.mark.parametrize("status", StatusKind)
def test_for_whom_papers_are_made(status):
    assert status.owes_papers is (status.value in {"official", "probationary"})


def test_a_new_member_is_found_and_sorted_by_the_tidied_name():
    member = new_member("  nguyễn  thị   HOÀ ", phone="0912")
    other = new_member("Nguyễn Thị Hoà")
    assert member.full_name == "nguyễn thị HOÀ"
    assert (member.search_key, member.phone, member.revision) == ("nguyen thi hoa", "0912", 1)
    assert member.search_key == other.search_key
    assert member.sort_key == other.sort_key
    assert member.id != other.id


def test_the_three_fields_of_a_name_change_together():
    assert name_fields("Đỗ Văn Ất").keys() == {"full_name", "search_key", "sort_key"}
    assert name_fields("Đỗ Văn Ất")["search_key"] == "do van at"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("012345678912", "•••••••••912"),
        ("12345678", "•••••678"),
        ("1234", "•234"),
        ("123", "123"),
        ("", ""),
    ],
)
def test_only_the_end_of_a_card_number_shows(number, shown):
    assert masked_card(number) == shown
