"""Reading a Word form in a process of its own, which is ended when it takes too long."""

from pathlib import Path

from studycompanion.domain.work import Job, Silent
from studycompanion.exchange.apart import Trouble, ask
from studycompanion.exchange.containers import Refusal, load
from studycompanion.exchange.word_form_in.answer import FilledForm, unpack
from studycompanion.exchange.word_form_in.child import SECONDS
from studycompanion.exchange.word_form_in.guard import LARGEST_FILE
from studycompanion.paths import READ_WORD, own_command

_REFUSAL = Refusal("word_missing", "word_too_large", "word_refused")
_TROUBLE = Trouble("word_reader_missing", "word_too_slow", "word_too_large")


def form_apart(path: Path, job: Job | None = None) -> FilledForm:
    """What a Word form says, read by a child process.

    Raises ``UserError`` ``word_missing``, ``word_too_large``, ``word_too_slow`` and those of
    ``guard.REFUSALS``, ``EnvironmentProblem`` ``word_refused`` (open in Word, for one), each with
    the file's ``name``, and ``Cancelled`` where ``job`` says so.
    """
    question = b"\n" + load(path, LARGEST_FILE, _REFUSAL)
    answer = ask(
        own_command(READ_WORD),
        question,
        path.name,
        job=job or Silent(),
        seconds=SECONDS,
        trouble=_TROUBLE,
    )
    return unpack(answer)
