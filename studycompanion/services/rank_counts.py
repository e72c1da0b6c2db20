"""How many members stand at which rank, as members and cell wrote it down: counts and no more."""

from collections import Counter
from dataclasses import dataclass

from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.review import ReviewText, SelfReview
from studycompanion.services import review_forms, reviews
from studycompanion.services.desk import Desk
from studycompanion.services.review_forms import Part, PartKind
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class RankRow:
    """A rank and how many have it, by the code of the form they write on."""

    name: str
    by_form: dict[str, int]

    @property
    def total(self) -> int:
        """How many have it, whatever the form."""
        return sum(self.by_form.values())


@dataclass(frozen=True, slots=True)
class RankTable:
    """Who ranked (the title of the part) and how many are at each rank; ``open`` have none yet."""

    title: str
    rows: tuple[RankRow, ...]
    open: RankRow


@dataclass(frozen=True, slots=True)
class RankCounts:
    """The counts of a topic; ``owing`` people owe a review, ``forms`` are the codes in use.

    ``without`` of them have no review on a form that ranks.
    """

    owing: int
    without: int
    forms: tuple[str, ...]
    tables: tuple[RankTable, ...]


def rank_counts(desk: Desk, topic_id: str, *, cell_id: str | None = None) -> RankCounts:
    """The counts of everyone who owes a review of a topic, or of one cell's people."""
    owing = {p.member_id for p in reviews.overview(desk, topic_id, cell_id=cell_id) if p.owes}
    with desk.read() as reader:
        found = [r for r in reader.find(SelfReview, topic_id=topic_id) if r.member_id in owing]
        forms = {r.template_id: reader.get(FormTemplate, r.template_id) for r in found}
        ranking = {key: _ranks(form) for key, form in forms.items()}
        ranked = [r for r in found if ranking[r.template_id]]
        chosen = _chosen(reader, ranked, ranking)
    codes = {r.id: forms[r.template_id].code for r in ranked}
    parts = {(p.side, p.key): p for r in ranked for p in ranking[r.template_id]}
    tables = tuple(_table(part, codes, chosen) for part in parts.values())
    in_use = tuple(sorted(set(codes.values())))
    return RankCounts(len(owing), len(owing) - len(ranked), in_use, tables)


def _ranks(form: FormTemplate) -> tuple[Part, ...]:
    return tuple(
        part for part in review_forms.parts(form) if part.kind is PartKind.CHOICE and not part.about
    )


Chosen = dict[tuple[str, str], str]


def _chosen(
    reader: Reader, ranked: list[SelfReview], ranking: dict[str, tuple[Part, ...]]
) -> Chosen:
    """The chosen rank by review and part."""
    keys = {part.key for parts in ranking.values() for part in parts}
    ids = {review.id for review in ranked}
    texts = (t for key in keys for t in reader.find(ReviewText, part=key))
    return {(t.review_id, t.part): t.text for t in texts if t.review_id in ids and t.text}


def _table(part: Part, codes: dict[str, str], chosen: Chosen) -> RankTable:
    found = {review_id: chosen.get((review_id, part.key), "") for review_id in codes}
    counts = Counter((key, codes[review_id]) for review_id, key in found.items())
    known = {choice.key for choice in part.choices}
    rows = tuple(_row(choice.name, {choice.key}, counts) for choice in part.choices)
    return RankTable(part.title, rows, _row("", {key for key, _ in counts} - known, counts))


def _row(name: str, keys: set[str], counts: Counter[tuple[str, str]]) -> RankRow:
    by_form: Counter[str] = Counter()
    for (key, code), count in counts.items():
        if key in keys:
            by_form[code] += count
    return RankRow(name, dict(by_form))
