"""Which form a self-review is written on: by the member's post, the year and the occasion."""

from dataclasses import dataclass

from studycompanion import forms
from studycompanion.domain.paper import Occasion, PaperForm, Piece, PieceKind, Post, point_key
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
        year = reader.get(Topic, topic_id).year
        found = [
            stored
            for occasion in (Occasion.AFTER_STUDY, Occasion.YEARLY)
            for stored in review_forms(reader, year=year, occasion=occasion)
        ]
    return [(stored.code, stored.name) for stored in found]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a review that is written as text, its title and whose it is."""

    key: str
    title: str
    side: Side = Side.OWN


def parts(stored: FormTemplate) -> tuple[Part, ...]:
    """The texts of a review on such a form, in the form's order."""
    if stored.form is FormKind.COMMITMENT:
        sections = forms.parse_template(stored.body).sections
        return tuple(Part(s.key, s.title) for s in sections if not s.has_tasks)
    made = parsed(stored)
    return tuple(part for piece in made.written() for part in _parts_of(piece, made))


def _parts_of(piece: Piece, made: PaperForm) -> list[Part]:
    if piece.kind is PieceKind.POINTS:
        return [Part(point_key(piece.key, p.key), p.label, piece.side) for p in made.points]
    is_text = piece.kind in (PieceKind.SECTION, PieceKind.MENDING)
    return [Part(piece.key, piece.text, piece.side)] if is_text else []
