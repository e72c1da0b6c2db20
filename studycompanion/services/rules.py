"""Rules and form texts that ship with the program, kept in the data file version by version.

A record names the version that it was made with by the SHA-256 of its text, so that next year's
rules never change last year's papers.
"""

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from studycompanion.domain import follow_up
from studycompanion.domain.hints import Hint, hint_rules
from studycompanion.domain.paperwork import FormKind, FormTemplate, RuleSet
from studycompanion.domain.plan import ClaritySet
from studycompanion.domain.rules import clarity_set
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
V = TypeVar("V", RuleSet, FormTemplate)


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _shipped(*folder: str) -> list[Path]:
    return sorted(resource(*folder).glob("*.toml"))


def _rule_set(path: Path, kind: str) -> RuleSet:
    body = path.read_text("utf-8")
    head = tomllib.loads(body)
    return RuleSet(
        id=_hash(body),
        kind=kind,
        code=head["code"],
        year=head["year"],
        name=head["name"],
        body=body,
    )


def _template(path: Path, form: FormKind) -> FormTemplate:
    body = path.read_text("utf-8")
    head = tomllib.loads(body)
    return FormTemplate(
        id=_hash(body),
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
    forms = [_template(p, kind) for kind in FormKind for p in _shipped("forms", kind.value)]
    _add_new(uow, rules)
    _add_new(uow, forms)


def _add_new(uow: UnitOfWork, shipped: list[V]) -> None:
    for one in shipped:
        known = uow.find(type(one), code=one.code, year=one.year)
        if one.id not in {k.id for k in known}:
            uow.add(replace(one, edition=1 + max((k.edition for k in known), default=0)))


def shipped_edition() -> str:
    """SHA-256 over every text that ships with the program: other texts, another edition."""
    paths = [*_shipped("rules"), *(p for kind in FormKind for p in _shipped("forms", kind.value))]
    return _hash("".join(path.read_text("utf-8") for path in paths))


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
