"""Rules and form texts that ship with the program, kept in the data file version by version.

A record names the version that it was made with by the SHA-256 of its text, so that next year's
rules never change last year's papers.
"""

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from studycompanion.domain import follow_up
from studycompanion.domain.hints import Hint, hint_rules
from studycompanion.domain.paperwork import FormKind, FormTemplate, RuleSet
from studycompanion.domain.plan import ClaritySet
from studycompanion.domain.rules import clarity_set
from studycompanion.domain.settings import Setting
from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.storage.unit_of_work import Reader, UnitOfWork

CLARITY = "clarity"
DUE = "due"
DEFAULT_COMMITMENT = "7"
PROMPTS = "prompts"
COUNTING = "attendance"
REASONS = "reasons"
FOLLOW_UP = "followup"
HINTS = "hints"
FORM_DEFAULT = "form_default."
"""Begins the names of settings that hold the code of a form that the cell chose."""
OWN = "own-"
"""Begins the codes of forms that the cell made for itself."""
V = TypeVar("V", RuleSet, FormTemplate)


def body_hash(body: str) -> str:
    """The SHA-256 by which a text is known."""
    return hashlib.sha256(body.encode()).hexdigest()


def _shipped(*folder: str) -> list[Path]:
    return sorted(resource(*folder).glob("*.toml"))


def _rule_set(path: Path, kind: str) -> RuleSet:
    body = path.read_text("utf-8")
    head = tomllib.loads(body)
    return RuleSet(
        id=body_hash(body),
        kind=kind,
        code=head["code"],
        year=head["year"],
        name=head["name"],
        body=body,
    )


def head_of(body: str) -> dict[str, Any]:
    """The values of a text."""
    return tomllib.loads(body)


def template_of(body: str, form: FormKind) -> FormTemplate:
    """The template that a sound text is, its first edition."""
    head = head_of(body)
    return FormTemplate(
        id=body_hash(body),
        form=form,
        code=head["code"],
        year=head["year"],
        name=head["name"],
        body=body,
    )


def seed(uow: UnitOfWork) -> None:
    """Bring every shipped rule set and form text into the file that is not in it yet."""
    rules = [
        _rule_set(p, kind)
        for kind in (CLARITY, PROMPTS, DUE, COUNTING, REASONS, FOLLOW_UP, HINTS)
        for p in _shipped("rules")
        if p.name.startswith(kind)
    ]
    forms = [
        template_of(p.read_text("utf-8"), kind)
        for kind in FormKind
        for p in _shipped("forms", kind.value)
    ]
    add_new(uow, rules)
    add_new(uow, forms)


def add_new(uow: UnitOfWork, shipped: list[V]) -> None:
    """Add the texts that are not there yet, each as the newest edition of its code and year."""
    for one in shipped:
        known = uow.find(type(one), code=one.code, year=one.year)
        if one.id not in {k.id for k in known}:
            uow.add(replace(one, edition=1 + max((k.edition for k in known), default=0)))


def shipped_edition() -> str:
    """SHA-256 over every text that ships with the program: other texts, another edition."""
    paths = [*_shipped("rules"), *(p for kind in FormKind for p in _shipped("forms", kind.value))]
    return body_hash("".join(path.read_text("utf-8") for path in paths))


def newest_clarity(reader: Reader, code: str, year: int) -> RuleSet:
    """The clarity set ``code`` in force in ``year``; raises ``UserError("unknown_clarity")``."""
    found = reader.find(RuleSet, kind=CLARITY, code=code)
    if not found:
        known = sorted({r.code for r in reader.find(RuleSet, kind=CLARITY)})
        raise UserError("unknown_clarity", code=code, known=", ".join(known))
    return in_force(found, year)


def clarity(reader: Reader, rule_id: str) -> ClaritySet:
    """The points of a clarity set."""
    return clarity_set(reader.get(RuleSet, rule_id).body)


def quiet_days(reader: Reader, year: int) -> int | None:
    """After how many quiet days a task is asked for; None where no rule says so."""
    found = reader.find(RuleSet, kind=FOLLOW_UP)
    return follow_up.quiet_days(in_force(found, year).body) if found else None


def hints(reader: Reader, year: int) -> tuple[Hint, ...]:
    """The hints on vague words in force in ``year``, none where no rule says any."""
    found = reader.find(RuleSet, kind=HINTS)
    return hint_rules(in_force(found, year).body) if found else ()


def prompts(reader: Reader, year: int) -> tuple[str, ...]:
    """The questions to oneself that a new topic of ``year`` begins with."""
    found = reader.find(RuleSet, kind=PROMPTS)
    return tuple(tomllib.loads(in_force(found, year).body)["lines"]) if found else ()


def templates(reader: Reader, form: FormKind) -> list[FormTemplate]:
    """Every version of a form's text."""
    return reader.find(FormTemplate, form=form)


def in_force(versions: list[V], year: int) -> V:
    """The newest version of ``year`` or before; the oldest where all are younger."""
    ordered = sorted(versions, key=lambda v: (v.year, v.edition))
    past = [v for v in ordered if v.year <= year]
    return past[-1] if past else ordered[0]


def is_own(template: FormTemplate) -> bool:
    """Whether the cell made it, and so may edit it."""
    return template.code.startswith(OWN)


def template_in_force(reader: Reader, versions: list[FormTemplate], year: int) -> FormTemplate:
    """Of texts for one use the one that the cell chose, else the one that ships for ``year``.

    A chosen one counts from its own year on, so that papers of years before stay as they were.
    """
    chosen = {s.value for s in reader.find(Setting) if s.id.startswith(FORM_DEFAULT)}
    picked = [v for v in versions if v.code in chosen and v.year <= year]
    shipped = [v for v in versions if not is_own(v)]
    usual = [v for v in shipped if v.code == DEFAULT_COMMITMENT]
    return in_force(picked or usual or shipped, year)
