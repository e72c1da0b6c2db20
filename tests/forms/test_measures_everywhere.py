"""Every form, measured in the finished PDF, with names and texts that are hard to place."""

import unicodedata
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from studycompanion import forms
from studycompanion.domain.paperwork import FormKind, Variant
from studycompanion.domain.session_sheet import Card, SheetPerson
from tests.forms import report_samples, samples, test_paper_pages, test_sheets
from tests.forms.reading import words
from tests.forms.samples import SENTENCE, drawn, task
from tests.forms.test_paper_pages import LONGEST, REVIEWS, THREE_LINES

CLOSE = 0.5
LINE = 18 * 25.4 / 72
HARD = {"full_name": LONGEST, "cell": THREE_LINES, "workplace": "", "birth": "", "mass_post": ""}
THREE_PAGES = {"ethics": "\n".join([SENTENCE * 8] * 11)}


def apart(text: str) -> str:
    """Letters apart from their marks, as some programs type them."""
    return unicodedata.normalize("NFD", text)


def paper(name, kind=FormKind.REVIEW, *, variant=Variant.FILLED, **how):
    made = test_paper_pages.form(name, kind)
    return test_paper_pages.pages(made, test_paper_pages.content(made, **how), variant)


def sheet(name, *, large=False):
    person = SheetPerson(
        number=1,
        full_name=LONGEST,
        birth="1960",
        post="Phó bí thư, Trường Trung học cơ sở Vĩnh Tuy",
        cell=THREE_LINES,
        mark="Vắng không lý do",
        note="Đi công tác",
    )
    people = tuple(replace(person, number=n) for n in range(1, 43))
    said = replace(test_sheets.EMPTY, people=people, issuer=THREE_LINES, town="Vĩnh Tuy")
    made = forms.parse_sheet_template(test_sheets.body(name))
    return forms.lay_out(forms.sheet_blocks(made, said, large=large), of_all=True)


SHEETS = {
    **{
        f"commitment {code} {variant.value}": lambda c=code, v=variant: samples.pages(
            c, variant=v, **HARD
        )
        for code in ("7", "4")
        for variant in Variant
    },
    **{
        f"commitment {code} of 25 tasks": lambda c=code: samples.pages(
            c, items=tuple(task(n) for n in range(1, 26))
        )
        for code in ("7", "4")
    },
    "commitment of one task": lambda: samples.pages(items=(task(),)),
    "commitment of three pages of text": lambda: samples.pages(sections=THREE_PAGES),
    "commitment typed apart": lambda: samples.pages(
        full_name=apart(LONGEST), cell=apart(THREE_LINES), sections={"ethics": apart(SENTENCE)}
    ),
    **{f"review {name}": lambda n=name: paper(n) for name in REVIEWS},
    **{f"review {name} long": lambda n=name: paper(n, times=30) for name in REVIEWS},
    **{f"review {name} blank": lambda n=name: paper(n, variant=Variant.BLANK) for name in REVIEWS},
    **{
        f"{kind.value} of {items}": lambda k=kind, n=items: paper("2026", k, items=n)
        for kind in (
            FormKind.PLAN,
            FormKind.STUDY_REPORT,
            FormKind.YEAR_END,
            FormKind.PLANS,
            FormKind.NOT_HANDED_IN,
        )
        for items in (1, 25)
    },
    "plan blank": lambda: paper("2026", FormKind.PLAN, variant=Variant.BLANK),
    **{name: lambda n=name: sheet(n) for name in ("signin", "result", "minutes")},
    "signin in large type": lambda: sheet("signin", large=True),
    "report of a cell": lambda: report_samples.report_pages(
        report_samples.cell_report(*report_samples.cells(1))
    ),
    "report of a ward": lambda: report_samples.report_pages(
        report_samples.report(*report_samples.cells(39))
    ),
}


@pytest.fixture(params=SHEETS.values(), ids=SHEETS)
def found(request, tmp_path):
    """The words of a form as poppler finds them in its PDF."""
    return words(drawn(request.param()), tmp_path)


def middle(word):
    return (word.left + word.right) / 2


def test_everything_stands_in_its_place(found):
    body = [word for word in found if word.page == 1 or word.top > 17]
    assert min(word.left for word in body) >= 30 - CLOSE
    assert max(word.right for word in body) <= 195 + CLOSE
    assert min(word.top for word in body) == pytest.approx(20, abs=CLOSE)
    assert max(word.bottom for word in body) <= 277 + CLOSE
    numbers = [word for word in found if word not in body]
    assert [(w.page, w.text.split("/")[0]) for w in numbers] == [
        (page, str(page)) for page in range(2, max(w.page for w in found) + 1)
    ]
    assert all(word.top == pytest.approx(10, abs=CLOSE) for word in numbers)
    assert all(middle(word) == pytest.approx(105, abs=CLOSE) for word in numbers)


def test_the_party_s_name_stands_over_the_right_column(found):
    party = [w for w in found if w.page == 1 and w.top < 22 and w.left > 104]
    assert [w.text for w in party] == ["ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM"]
    assert (party[0].left + party[-1].right) / 2 == pytest.approx(149.5, abs=CLOSE)
    beside = [w for w in found if w.page == 1 and w.top < 38 and w.right < 104]
    lines = sorted({round(w.top, 1) for w in beside})
    assert all(after - before == pytest.approx(LINE, abs=0.11) for before, after in pairwise(lines))


def test_no_word_lies_on_another(found):
    for page in {word.page for word in found}:
        own = sorted((w for w in found if w.page == page), key=lambda w: w.top)
        for one, other in combinations(own, 2):
            if other.top >= one.bottom - 1.2:
                continue
            across = min(one.right, other.right) - max(one.left, other.left)
            assert across < 0.1, (one, other)


def test_slips_keep_within_their_quarters(tmp_path):
    made = test_paper_pages.form("2026", FormKind.REMINDER)
    said = [
        forms.paper_blocks(made, test_paper_pages.content(made, items=n), variant=Variant.FILLED)
        for n in (1, 25, 2)
    ]
    for word in words(drawn(forms.slip_pages(said)), tmp_path):
        left, top = 105 * (word.left // 105), 148.5 * (word.top // 148.5)
        assert left + 10 - CLOSE <= word.left < word.right <= left + 95 + CLOSE
        assert top + 10 - CLOSE <= word.top < word.bottom <= top + 138.5 + CLOSE


def test_cards_keep_within_their_lines(tmp_path):
    cell = f"{THREE_LINES} {THREE_LINES}"
    cards = [Card(code="5340142906084587", full_name=LONGEST, lines=(cell,)) for _ in range(8)]
    for word in words(drawn(forms.card_pages(cards)), tmp_path):
        left, top = 15 + 90 * ((word.left - 15) // 90), 20.5 + 64 * ((word.top - 20.5) // 64)
        assert left + 2 <= word.left < word.right <= left + 88
        assert top + 30 <= word.top < word.bottom <= top + 64 - 0.5
