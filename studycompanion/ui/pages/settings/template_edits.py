"""What was edited in forms and is not saved yet, kept as drafts against a sudden end."""

from collections.abc import Iterable, Mapping

from studycompanion.services import template_parts
from studycompanion.services.drafts import Draft, template_key
from studycompanion.services.form_templates import TemplateLine
from studycompanion.ui import unkept
from studycompanion.ui.context import Context

Typed = dict[template_parts.Path, str]


class TemplateEdits:
    """By form: the words typed, and the text under them where its parts were moved."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.typed: dict[str, Typed] = {}
        self.bodies: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Whether anything is not saved."""
        return bool(self.typed or self.bodies)

    def has(self, template_id: str) -> bool:
        """Whether a form was edited."""
        return template_id in self.typed or template_id in self.bodies

    def body_of(self, line: TemplateLine) -> str:
        """The text as it stands before what is typed."""
        return self.bodies.get(line.template.id, line.template.body)

    def typed_of(self, template_id: str) -> Typed:
        """A copy of what is typed into a form."""
        return dict(self.typed.get(template_id, {}))

    def type(self, template_id: str, path: template_parts.Path, text: str) -> None:
        """Note the words of a field."""
        self.typed.setdefault(template_id, {})[path] = text

    def rebuild(self, template_id: str, body: str) -> None:
        """Note a text with other parts, which has what was typed in it."""
        self.bodies[template_id] = body
        self.typed.pop(template_id, None)

    def keep(self, line: TemplateLine) -> None:
        """Keep what was edited of a form as a draft."""
        if self.has(line.template.id):
            typed = self.typed_of(line.template.id)
            body = template_parts.with_parts(self.body_of(line), typed)
            unkept.keep_draft(self._context, template_key(line.template.id), body, 0)

    def take_up(self, ids: Iterable[str], kept: Mapping[str, Draft]) -> str:
        """Go on with the drafts of forms that are still there; answers one of them, or ""."""
        found = unkept.known_drafts(self._context, kept)
        drafts = {one: found[template_key(one)].text for one in ids if template_key(one) in found}
        self.bodies.update(drafts)
        return next(iter(drafts), "")

    def only(self, ids: Mapping[str, object]) -> None:
        """Forget forms that are no more."""
        self.typed = {one: typed for one, typed in self.typed.items() if one in ids}
        self.bodies = {one: body for one, body in self.bodies.items() if one in ids}

    def forget(self, template_id: str) -> None:
        """What was edited of a form is saved now, or not wanted."""
        self.typed.pop(template_id, None)
        self.bodies.pop(template_id, None)
        unkept.drop_draft(self._context, template_key(template_id))

    def forget_all(self) -> None:
        """Nothing that was edited is wanted."""
        for one in {*self.typed, *self.bodies}:
            self.forget(one)
