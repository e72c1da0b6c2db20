"""Who stands on which side of which sheet."""

from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.print_run import Side, Sides, passes, sheets, split_at

PAGES = st.lists(st.integers(1, 5), max_size=8)


def test_on_one_side_each_page_has_a_sheet():
    assert sheets([2, 1], Sides.ONE) == ((Side(0, 0),), (Side(0, 1),), (Side(1, 0),))


def test_an_odd_paper_leaves_its_last_back_empty():
    assert sheets([3], Sides.PRINTER) == (
        (Side(0, 0), Side(0, 1, is_back=True)),
        (Side(0, 2), Side(0, None, is_back=True)),
    )


@given(PAGES, st.sampled_from(Sides))
def test_no_sheet_belongs_to_two_and_every_page_stands_once(pages, sides):
    run = sheets(pages, sides)
    assert all(len({side.paper for side in sheet}) == 1 for sheet in run)
    shown = [(s.paper, s.page) for sheet in run for s in sheet if s.page is not None]
    assert shown == [(paper, page) for paper, count in enumerate(pages) for page in range(count)]


@given(PAGES, st.booleans())
def test_by_hand_the_second_pass_gives_every_sheet_its_own_back(pages, backs_from_last):
    fronts, backs = passes(pages, Sides.BY_HAND, backs_from_last=backs_from_last)
    turned = backs[::-1] if backs_from_last else backs
    assert tuple(zip(fronts, turned, strict=True)) == sheets(pages, Sides.BY_HAND)
    assert not any(side.is_back for side in fronts)
    assert all(side.is_back for side in backs)


def test_the_printer_does_both_sides_in_one_go():
    assert passes([1, 2], Sides.PRINTER) == (
        (Side(0, 0), Side(0, None, True), Side(1, 0), Side(1, 1, True)),
    )
    assert passes([], Sides.ONE) == ((),)


def test_a_jam_parts_those_that_came_out_from_those_to_print_again():
    assert split_at(["a", "b", "c"], "b") == (["a"], ["b", "c"])
    assert split_at(["a", "b"], "a") == ([], ["a", "b"])
