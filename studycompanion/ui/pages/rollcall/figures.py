"""The figures of a roll: what is counted, and both rates with their formula in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from studycompanion.domain.attendance import STANDARD, Counting, Mark, Totals, count
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.widgets.figures import FigureCard, FigureRow
from studycompanion.ui.words import tr


def totals_of(lines: Sequence[RollLine], counting: Counting = STANDARD) -> Totals:
    """How the lines count after make-ups; guests stand apart."""
    return replace(count((line.counted, line.is_guest) for line in lines), counting=counting)


def rate_formulas() -> tuple[str, str]:
    """Both rates as formulas: of all called, and of those who have to study."""
    return (
        tr("(có mặt + đến muộn + trực tuyến) / triệu tập"),
        tr("(đã dự + học bù) / (triệu tập − được miễn)"),
    )


def bases(totals: Totals) -> str:
    """Both rates with the figures that they were made of."""
    return tr(
        "Tỉ lệ dự học {attended}/{called} = {rate_attended}. "
        "Tỉ lệ đã học {completed}/{expected} = {rate_complete}.",
        attended=group_thousands(totals.attended),
        called=group_thousands(totals.called),
        rate_attended=percent(totals.rate_attended),
        completed=group_thousands(totals.completed),
        expected=group_thousands(totals.expected),
        rate_complete=percent(totals.rate_complete),
    )


class RollFigures(FigureRow):
    """The counts that are asked for, and both rates; formulas go where there is little room."""

    said = ""
    """The counts in a sentence, for whoever hears them change."""

    def __init__(self, *, formulas_beside: bool = True) -> None:
        attended, complete = rate_formulas()
        self.called = FigureCard(tr("Triệu tập"))
        self.attended = FigureCard(tr("Đã dự"))
        self.excused = FigureCard(tr("Vắng có lý do"))
        self.unexcused = FigureCard(tr("Vắng không lý do"))
        self.unmarked = FigureCard(tr("Chưa điểm danh"))
        self.rate = FigureCard(tr("Tỉ lệ dự học"), attended)
        self.complete = FigureCard(tr("Tỉ lệ đã học"), complete)
        super().__init__(
            self.called,
            self.attended,
            self.excused,
            self.unexcused,
            self.unmarked,
            self.rate,
            self.complete,
            formulas_beside=formulas_beside,
        )

    def show_totals(self, totals: Totals) -> None:
        """Show counts and rates as they stand."""
        freed = totals.of(Mark.EXEMPT)
        self.called.rename(
            tr("Triệu tập, miễn {n}", n=group_thousands(freed)) if freed else tr("Triệu tập")
        )
        for card, number in (
            (self.called, totals.called),
            (self.attended, totals.attended),
            (self.excused, totals.of(Mark.EXCUSED)),
            (self.unexcused, totals.of(Mark.UNEXCUSED)),
            (self.unmarked, totals.of(Mark.UNMARKED)),
        ):
            card.show_figure(group_thousands(number))
        self.said = tr(
            "Đã dự {attended} trên {called}, chưa điểm danh {unmarked}",
            attended=group_thousands(totals.attended),
            called=group_thousands(totals.called),
            unmarked=group_thousands(totals.of(Mark.UNMARKED)),
        )
        self.rate.show_figure(percent(totals.rate_attended))
        self.complete.show_figure(percent(totals.rate_complete))
        self.renew_words()


class Tally:
    """Totals that follow each mark without counting the whole roll again."""

    def __init__(self) -> None:
        self.counting = STANDARD
        self._counts: Counter[Mark] = Counter()
        self._guests = 0
        self.asked = 0
        """Who asked to be excused and has no mark yet."""

    def begin(self, lines: Sequence[RollLine], counting: Counting) -> None:
        """Count a roll from the start."""
        self.counting = counting
        whole = totals_of(lines)
        self._counts, self._guests = Counter(whole.counts), whole.guests
        self.asked = sum(_has_asked(line) for line in lines)

    def turn(self, old: RollLine, new: RollLine) -> None:
        """One line says something else now."""
        self.asked += _has_asked(new) - _has_asked(old)
        if not new.is_guest:
            self._counts[old.counted] -= 1
            self._counts[new.counted] += 1

    @property
    def totals(self) -> Totals:
        """How the roll stands."""
        return Totals(dict(self._counts), self._guests, self.counting)


def _has_asked(line: RollLine) -> bool:
    return line.mark is Mark.UNMARKED and bool(line.apology)
