"""The cell's own forms: copied from those that ship, edited, made the default, passed on.

A text never changes: saving an edited one adds an edition, and papers keep the one they were
made with. What ships is never edited itself; a copy has a code of its own.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from studycompanion.domain.ids import new_id
from studycompanion.domain.paper import Occasion
from studycompanion.domain.paperwork import FormKind, FormTemplate
from studycompanion.domain.settings import Setting
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import backups, rules
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.services.lists import swap_in
from studycompanion.services.review_forms import parsed, review_forms
from studycompanion.services.template_check import sample_pages, sample_pdf
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

_HEADER = re.compile(r'form = "(\w+)"\n')
_REVIEW = rules.FORM_DEFAULT + FormKind.REVIEW.value
_LARGEST = 200_000
"""Bytes of a template file; the longest that ships has a twentieth of it."""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """The newest edition of a form's text; own ones can be edited, one is in force this year."""

    template: FormTemplate
    is_own: bool
    is_in_force: bool


def list_templates(desk: Desk) -> tuple[TemplateLine, ...]:
    """The newest edition of every code and year, by form, the ones in force first."""
    with desk.read() as reader:
        found = {
            (t.form, t.code, t.year): t
            for t in sorted(reader.find(FormTemplate), key=lambda t: t.edition)
        }
        in_force = _ids_in_force(reader, desk.today.year)
    order = list(FormKind)
    lines = [TemplateLine(t, rules.is_own(t), t.id in in_force) for t in found.values()]
    lines.sort(key=lambda x: (order.index(x.template.form), not x.is_in_force, x.template.name))
    return tuple(lines)


def _ids_in_force(reader: Reader, year: int) -> set[str]:
    found = {t.id for o in Occasion for t in review_forms(reader, year=year, occasion=o)}
    for form in FormKind:
        if form is not FormKind.REVIEW:
            kept = rules.templates(reader, form)
            found.add(rules.template_in_force(reader, kept, year).id)
    return found


def _slot(template: FormTemplate) -> str:
    """The place that one default holds; reviews have one for each post and occasion."""
    if template.form is not FormKind.REVIEW:
        return rules.FORM_DEFAULT + template.form.value
    made = parsed(template)
    return ".".join((_REVIEW, made.occasion.value, *sorted(made.applies_to)))


def _is_for_the_same(one: str, other: str) -> bool:
    """Whether two places are of reviews of one occasion for one of the same posts."""
    if not (one.startswith(_REVIEW) and other.startswith(_REVIEW)):
        return False
    _, _, occasion, *posts = one.split(".")
    _, _, of_other, *others = other.split(".")
    return occasion == of_other and bool(set(posts) & set(others))


def copy_template(desk: Desk, template_id: str, *, name: str, year: int) -> Done[FormTemplate]:
    """A copy to edit, under a name and year of its own; ``UserError("template_unnamed")``."""
    backups.before(desk, backups.Cause.TEMPLATE)
    with desk.write("template_copy", name=_named(name)) as tx:
        old = tx.uow.get(FormTemplate, template_id)
        code = rules.OWN + new_id()[:8]
        body = _headed(old.body, code=code, name=_named(name), year=year)
        made = _keep(tx.uow, desk, old.form, body)
    return Done(made, tx.changes)


def save_body(desk: Desk, template_id: str, body: str) -> Done[FormTemplate]:
    """Keep an edited text as a new edition of one's own form; the same text changes nothing.

    Raises ``UserError`` ``template_broken`` with line and reason, or ``template_shipped``.
    """
    backups.before(desk, backups.Cause.TEMPLATE)
    with desk.write("template_save") as tx:
        old = tx.uow.get(FormTemplate, template_id)
        if not rules.is_own(old):
            raise UserError("template_shipped")
        made = _keep(tx.uow, desk, old.form, body, code=old.code)
    return Done(made, tx.changes)


def save_file(desk: Desk, template_id: str, path: Path) -> Done[FormTemplate]:
    """Keep an exported and edited file as ``save_body`` does; ``UserError("template_foreign")``."""
    text = _read(path)
    header = _HEADER.match(text)
    if header is None:
        raise UserError("template_foreign", name=path.name)
    try:
        return save_body(desk, template_id, text[header.end() :])
    except UserError as error:
        raise _one_line_down(error) from error


def make_default(desk: Desk, template_id: str) -> Done[FormTemplate]:
    """Use this form from its year on for all papers of its kind made from now on."""
    backups.before(desk, backups.Cause.TEMPLATE)
    with desk.write("template_default") as tx:
        chosen = tx.uow.get(FormTemplate, template_id)
        key = _slot(chosen)
        old = tx.uow.find_one(Setting, key)
        for setting in tx.uow.find(Setting):
            if setting.id != key and _is_for_the_same(setting.id, key):
                tx.uow.remove(setting)
        if old is None:
            tx.uow.add(Setting(id=key, value=chosen.code))
        elif old.value != chosen.code:
            tx.uow.change(old, value=chosen.code)
    return Done(chosen, tx.changes)


def export_template(desk: Desk, template_id: str, path: Path) -> Path:
    """Write one text to a file that ``import_template`` takes; raises as ``swap_in`` does."""
    with desk.read() as reader:
        kept = reader.get(FormTemplate, template_id)
    return swap_in(path, f'form = "{kept.form.value}"\n{kept.body}'.encode())


def import_template(desk: Desk, path: Path) -> Done[FormTemplate]:
    """Take a form in from such a file; the same one again changes nothing.

    Raises ``UserError`` ``template_foreign`` or ``template_broken``.
    """
    text = _read(path)
    header = _HEADER.match(text)
    if header is None or header[1] not in set(FormKind):
        raise UserError("template_foreign", name=path.name)
    form, body = FormKind(header[1]), text[header.end() :]
    try:
        sample_pages(form, body, now=desk.clock())
    except UserError as error:
        raise _one_line_down(error) from error
    with desk.read() as reader:
        known = {t.id: t for t in reader.find(FormTemplate, form=form)}
    own = _under_own_code(body)
    for made in (body, own):
        if rules.body_hash(made) in known:
            return Done(known[rules.body_hash(made)], Changes())
    backups.before(desk, backups.Cause.TEMPLATE)
    with desk.write("template_import") as tx:
        kept = _keep(tx.uow, desk, form, own)
    return Done(kept, tx.changes)


def preview(desk: Desk, form: FormKind, body: str) -> bytes:
    """The PDF of a sample under a text that need not be kept; ``UserError("template_broken")``."""
    return sample_pdf(form, body, now=desk.clock())


def _one_line_down(error: UserError) -> UserError:
    """The file's lines, which the header puts one lower."""
    if "line" not in error.params:
        return error
    return UserError(error.code, **{**error.params, "line": error.params["line"] + 1})


def _read(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b"\xff"
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UserError("template_foreign", name=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("template_unread", name=path.name) from error


def _under_own_code(body: str) -> str:
    code = rules.head_of(body)["code"]
    if code.startswith(rules.OWN):
        return body
    return _headed(body, code=rules.OWN + rules.body_hash(body)[:8])


def _keep(
    uow: UnitOfWork, desk: Desk, form: FormKind, body: str, *, code: str = ""
) -> FormTemplate:
    """Add the text after trying it, unless it is there; ``code`` is what it must stay under."""
    sample_pages(form, body, now=desk.clock())
    if code and rules.head_of(body)["code"] != code:
        body = _headed(body, code=code)
    made = rules.template_of(body, form)
    known = uow.find(FormTemplate, id=made.id)
    if known:
        return known[0]
    rules.add_new(uow, [made])
    return uow.get(FormTemplate, made.id)


def _named(name: str) -> str:
    tidy = " ".join(nfc(name).split())
    if not tidy:
        raise UserError("template_unnamed")
    return tidy


def _headed(body: str, **head: str | int) -> str:
    """The text with other values at its head, everything else as it stands."""
    for key, value in head.items():
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        body = re.sub(rf"^{key}\s*=.*$", line.replace("\\", r"\\"), body, count=1, flags=re.M)
    return body
