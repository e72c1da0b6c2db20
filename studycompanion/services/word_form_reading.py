"""Word forms that came back: each file is read apart and compared with the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.domain.people import Member
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.domain.word_form import NAME, WordForm, printed_digest
from studycompanion.domain.work import Job
from studycompanion.errors import CodedError, UserError
from studycompanion.exchange.word_form_in import FilledForm, form_apart
from studycompanion.messages import word
from studycompanion.services.desk import Desk
from studycompanion.services.word_form_compare import Comparison, FieldChange, tables_by_name
from studycompanion.storage.unit_of_work import Reader

_FEW, _MOST_OUTSIDE = 60, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRead:
    """One file: whose form it is and what it would change, or why it cannot be taken in.

    ``notes`` are sentences on what is in the file and stays outside.
    """

    path: Path
    problem: CodedError | None = None
    form: WordForm | None = None
    filled: FilledForm | None = None
    member_name: str = ""
    handed_out: datetime | None = None
    changes: tuple[FieldChange, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def proposed(self) -> frozenset[str]:
        """The fields that are chosen from the start."""
        return frozenset(one.key for one in self.changes if one.state.is_proposed)


def read_forms(
    desk: Desk, paths: Sequence[Path], *, topic_id: str = "", job: Job
) -> tuple[FormRead, ...]:
    """Read files and compare them with the record; nothing is written.

    With a ``topic_id`` forms of other topics are refused. What is wrong with one file is told with
    it and stops no other; ``Cancelled`` stops all.
    """
    found: list[FormRead] = []
    for done, path in enumerate(paths):
        job.report(done, len(paths), path.name)
        try:
            filled = form_apart(path, _Listening(job, done, len(paths)))
            read = _compare(desk, path, filled, topic_id)
        except CodedError as error:
            read = FormRead(path=path, problem=error)
        first = next((one for one in found if read.form and _is_same(one, read.form)), None)
        if first is not None:
            wrong = UserError(
                "word_form_twice", name=path.name, other=first.path.name, member=read.member_name
            )
            read = FormRead(path=path, problem=wrong, member_name=read.member_name)
        found.append(read)
    job.report(len(paths), len(paths), "")
    return tuple(found)


def _is_same(read: FormRead, form: WordForm) -> bool:
    mine = read.form
    if mine is None:
        return False
    return (mine.member_id, mine.topic_id) == (form.member_id, form.topic_id)


@dataclass(frozen=True, slots=True)
class _Listening:
    """Reports how far all files are while one of them is read."""

    job: Job
    done: int
    total: int

    def report(self, done: int, total: int, label: str) -> None:
        """Say the same once more; raises ``Cancelled`` when the user stopped."""
        self.job.report(self.done, self.total, label)


def _compare(desk: Desk, path: Path, filled: FilledForm, topic_id: str) -> FormRead:
    with desk.read() as reader:
        form = _known_form(reader, path, filled)
        member = reader.find_one(Member, form.member_id)
        topic = reader.find_one(Topic, form.topic_id)
        if member is None or topic is None:
            raise UserError("word_form_gone", name=path.name)
        if topic_id and topic_id != form.topic_id:
            raise UserError("word_form_topic", name=path.name, topic=topic.title, year=topic.year)
        _check_name(form, filled, member, path)
        comparison = Comparison(reader, form, filled)
        return FormRead(
            path=path,
            form=form,
            filled=filled,
            member_name=member.full_name,
            handed_out=form.at.astimezone(desk.clock().tzinfo),
            changes=comparison.changes(),
            notes=_notes(desk, form, filled, comparison),
        )


def _known_form(reader: Reader, path: Path, filled: FilledForm) -> WordForm:
    if not filled.code:
        raise UserError("word_form_foreign", name=path.name)
    known = reader.find(WordForm, code=filled.code)
    if not known:
        raise UserError("word_form_unknown", name=path.name, code=filled.code)
    return known[0]


def _check_name(form: WordForm, filled: FilledForm, member: Member, path: Path) -> None:
    """A form that somebody copied for another person bears that one's name by now."""
    table = tables_by_name(form, filled).get(NAME)
    said = table.rows[0][-1] if table and table.rows and table.rows[0] else ""
    if said.strip() and fold(said) != fold(member.full_name):
        raise UserError(
            "word_form_name", name=path.name, member=member.full_name, other=" ".join(said.split())
        )


def _notes(
    desk: Desk, form: WordForm, filled: FilledForm, comparison: Comparison
) -> tuple[str, ...]:
    found = [word("word_form_notes", note.value) for note in filled.notes]
    missing = comparison.missing()
    if missing:
        found.append(word("word_form_notes", "missing", titles="; ".join(missing)))
    printed = set(form.printed.split())
    outside = [line for line in filled.lines if line.strip() and _is_added(line, printed)]
    for line in outside[:_MOST_OUTSIDE]:
        said = " ".join(line.split())
        shown = said if len(said) <= _FEW else f"{said[:_FEW].rstrip()}…"
        found.append(word("word_form_notes", "outside", words=shown))
    if len(outside) > _MOST_OUTSIDE:
        found.append(word("word_form_notes", "outside_more", n=len(outside) - _MOST_OUTSIDE))
    if form.taken_at is not None:
        day = display_date(form.taken_at.astimezone(desk.clock().tzinfo))
        found.append(word("word_form_notes", "taken", day=day, by=form.taken_by))
    return tuple(found)


def _is_added(line: str, printed: set[str]) -> bool:
    return printed_digest(line) not in printed
