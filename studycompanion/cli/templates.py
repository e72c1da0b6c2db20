"""Commands about the forms' texts: ``template list|copy|save|default|export|import``."""

from pathlib import Path
from typing import Any

from studycompanion.cli.command import Command, Seat, argument
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.services import form_templates

_TEMPLATE = argument("template", metavar="TEMPLATE")
_FILE = argument("file", type=Path, metavar="FILE")


def _shown(template: FormTemplate) -> dict[str, Any]:
    return {
        "id": template.id,
        "form": template.form.value,
        "code": template.code,
        "year": template.year,
        "name": template.name,
        "edition": template.edition,
    }


def _list(seat: Seat) -> object:
    return [
        {**_shown(line.template), "own": line.is_own, "in_force": line.is_in_force}
        for line in form_templates.list_templates(seat.desk)
    ]


def _copy(seat: Seat) -> object:
    words = seat.words
    done = form_templates.copy_template(seat.desk, words.template, name=words.name, year=words.year)
    return _shown(done.value)


def _save(seat: Seat) -> object:
    made = form_templates.save_file(seat.desk, seat.words.template, seat.words.file)
    return _shown(made.value)


def _default(seat: Seat) -> object:
    return _shown(form_templates.make_default(seat.desk, seat.words.template).value)


def _export(seat: Seat) -> object:
    path = form_templates.export_template(seat.desk, seat.words.template, seat.words.file)
    return {"file": str(path)}


def _import(seat: Seat) -> object:
    return _shown(form_templates.import_template(seat.desk, seat.words.file).value)


COMMANDS = (
    Command(
        noun="template",
        verb="list",
        help="every form's newest text, whether it is the cell's own and in force this year",
        action=_list,
    ),
    Command(
        noun="template",
        verb="copy",
        help="copy a form under a name and year of its own",
        arguments=(
            _TEMPLATE,
            argument("--name", required=True, metavar="TEXT"),
            argument("--year", required=True, type=int, metavar="YEAR"),
        ),
        action=_copy,
    ),
    Command(
        noun="template",
        verb="save",
        help="keep an exported and edited file as a new edition of one's own form",
        arguments=(_TEMPLATE, _FILE),
        action=_save,
    ),
    Command(
        noun="template",
        verb="default",
        help="use this form from its year on",
        arguments=(_TEMPLATE,),
        action=_default,
    ),
    Command(
        noun="template",
        verb="export",
        help="write a form to a .toml file",
        arguments=(_TEMPLATE, _FILE),
        action=_export,
    ),
    Command(
        noun="template",
        verb="import",
        help="take a form in from such a file; the same again changes nothing",
        arguments=(_FILE,),
        action=_import,
    ),
)
