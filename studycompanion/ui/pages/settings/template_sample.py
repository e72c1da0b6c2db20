"""A sample of a form as pictures, under the words that stand in its fields."""

from dataclasses import dataclass, replace

from studycompanion.domain.paperwork import FormKind
from studycompanion.services import form_templates, paperwork, template_parts
from studycompanion.services.desk import Desk
from studycompanion.ui.pages.commitments.preview import Pictures
from studycompanion.ui.pages.settings.template_edits import Typed

_PAGES = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages of a sample, and of which form and words."""

    template_id: str
    body: str
    typed: Typed
    pages: Pictures = ()


def draw(desk: Desk, form: FormKind, wanted: Drawn, *, scale: float) -> Drawn:
    """A sample under the words that stand in the fields; says letters that cannot be printed."""
    body, typed = wanted.body, wanted.typed
    body = template_parts.with_parts(body, typed) if typed else body
    pdf = form_templates.preview(desk, form, body)
    pages = range(min(paperwork.page_count(pdf), _PAGES))
    drawn = (paperwork.preview_page(pdf, page, scale=scale) for page in pages)
    return replace(wanted, pages=tuple((page.width, page.height, page.rgb) for page in drawn))
