"""Which form a self-review is written on: by the member's post, the year and the occasion."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from studycompanion import forms
from studycompanion.domain.paper import (
    Choice,
    Occasion,
    PaperForm,
    Piece,
    PieceKind,
    PointLine,
    Post,
    point_key,
    rating_key,
)
from studycompanion.domain.paperwork import FormKind, FormTemplate
from studycompanion.domain.review import Side
from studycompanion.domain.study import Topic
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import Reader


def parsed(stored: FormTemplate) -> PaperForm:
    """The pieces of a kept template of a paper; ``UserError("template_broken")``."""
    return forms.parse_paper_template(stored.body, stored.form)


def review_form(
    reader: Reader, *, year: int, post: Post, occasion: Occasion = Occasion.YEARLY
) -> FormTemplate:
    """The review form in force in ``year`` for whoever holds such a post."""
    fitting = []
    for stored in rules.templates(reader, FormKind.REVIEW):
        made = parsed(stored)
        if post in made.applies_to and made.occasion is occasion:
            fitting.append(stored)
    return rules.template_in_force(reader, fitting, year)


def review_forms(reader: Reader, *, year: int, occasion: Occasion) -> tuple[FormTemplate, ...]:
    """Every review form of an occasion that is in force in ``year``, for people to choose from."""
    found = {review_form(reader, year=year, post=post, occasion=occasion).id for post in Post}
    kept = rules.templates(reader, FormKind.REVIEW)
    return tuple(sorted((t for t in kept if t.id in found), key=lambda t: t.code))


def choices(desk: Desk, topic_id: str) -> list[tuple[str, str]]:
    """Code and name of every form for whoever has no review of a topic yet, the short one first."""
    with desk.read() as reader:
        found = forms_of(reader, reader.get(Topic, topic_id).year)
    return [(stored.code, stored.name) for stored in found]


def forms_of(reader: Reader, year: int) -> tuple[FormTemplate, ...]:
    """Every review form in force in ``year``, the short one after a study first."""
    return tuple(
        stored
        for occasion in (Occasion.AFTER_STUDY, Occasion.YEARLY)
        for stored in review_forms(reader, year=year, occasion=occasion)
    )


class PartKind(StrEnum):
    """How a part of a review is filled in.

    ``MENDING`` are lines of earlier shortcomings with one of ``choices`` each, ``POINTS`` a number
    typed by the member, ``CHOICE`` one of ``choices``, kept by its key.
    """

    TEXT = "text"
    MENDING = "mending"
    POINTS = "points"
    CHOICE = "choice"

    @property
    def is_prose(self) -> bool:
        """Whether it is written in sentences."""
        return self in (PartKind.TEXT, PartKind.MENDING)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a review that somebody fills in, its title and whose it is.

    ``head`` are the headings that stand above it, if it is the first below them; ``about`` is the
    key of the section that a rating belongs to; ``points`` the line of points that it is.
    """

    key: str
    title: str
    side: Side = Side.OWN
    kind: PartKind = PartKind.TEXT
    choices: tuple[Choice, ...] = ()
    points: PointLine | None = None
    head: str = ""
    prompt: str = ""
    about: str = ""

    def choice_name(self, key: str) -> str:
        """What an answer is called; the key itself where the form no longer has it."""
        return next((one.name for one in self.choices if one.key == key), key)


def parts(stored: FormTemplate) -> tuple[Part, ...]:
    """What is filled in of a review on such a form, in the form's order."""
    if stored.form is FormKind.COMMITMENT:
        sections = forms.parse_template(stored.body).sections
        return tuple(Part(s.key, s.title) for s in sections if not s.has_tasks)
    return tuple(_walk(parsed(stored)))


def _walk(made: PaperForm) -> Iterator[Part]:
    above: list[str] = []
    for piece in made.body:
        if piece.kind is PieceKind.HEADING:
            above.append(piece.text)
        elif piece.is_written:
            for part in _parts_of(piece, made):
                yield replace(part, head="\n".join(above))
                above = []


def _parts_of(piece: Piece, made: PaperForm) -> Iterator[Part]:
    plain = Part(piece.key, piece.text, piece.side, prompt=piece.prompt)
    if piece.kind is PieceKind.POINTS:
        for line in made.points:
            key = point_key(piece.key, line.key)
            yield replace(plain, key=key, title=line.label, kind=PartKind.POINTS, points=line)
    elif piece.kind is PieceKind.RANK:
        yield replace(plain, kind=PartKind.CHOICE, choices=made.ranks)
    elif piece.kind is PieceKind.MENDING:
        yield replace(plain, kind=PartKind.MENDING, choices=made.mended)
    else:
        yield plain
    if piece.is_rated and made.ratings:
        title = made.rating_label.rstrip(": ")
        key = rating_key(piece.key)
        yield Part(key, title, piece.side, PartKind.CHOICE, made.ratings, about=piece.key)
