"""No list, no search and no file of a list repeats a word of what somebody wrote in a review."""

import json
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from studycompanion import cli
from studycompanion.services import agenda, finding, opening
from studycompanion.ui.pages import entries
from tests.ui.everywhere import a_stage
from tests.ui.scenes import worlds
from tests.ui.scenes.scene import World
from tests.ui.shown_words import shown_words

pytestmark = pytest.mark.walk

SENTINEL = "Zkinmit"
"""Stands in every review text, and nowhere else."""
SHOWING = ("reviews", "plans")
"""Pages that show one person's words, a task what it mends; their lists do not."""
COMMANDS = (
    "member list",
    "topic list",
    "topic life {topic}",
    "session list",
    "session owing",
    "plan list --topic {topic}",
    "plan missing --topic {topic}",
    "plan overdue --topic {topic}",
    "plan reports --topic {topic}",
    "review ranks --topic {topic}",
    "review seen",
    "template list",
    "data history --limit 500",
)
FILES = (
    "member export --out {out}/dang-vien.xlsx",
    "report participation --topic {topic} --out {out}/tham-gia.xlsx",
    "report participation --topic {topic} --out {out}/tham-gia.pdf",
    "report plans --topic {topic} --out {out}/ke-hoach.xlsx",
    "report plans --topic {topic} --out {out}/ke-hoach.pdf",
    "paper plan --topic {topic} --out {out}/plan.docx",
    "paper year-end --topic {topic} --out {out}/year-end.docx",
    *(f"paper {verb} --topic {{topic}} --out {{out}}/{verb}.pdf"
      for verb in ("plans", "missing", "reminders")),
    "paper plans --topic {topic} --out {out}/plans.xlsx",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample of two years, the sentinel in each of its reviews."""
    made = tmp_path_factory.mktemp("kín")
    folder = made / "tệp"
    desk = worlds.open_copy(World.CELL, folder, made / "gốc")
    with desk.store.unlogged() as connection:
        connection.execute(sa.text("UPDATE review_text SET text = :said"), {"said": SENTINEL})
    opening.close(desk)
    return folder


@pytest.fixture(scope="module")
def stage(qapp, tmp_path_factory, folder):
    """The window of the sample."""
    with a_stage(tmp_path_factory.mktemp("màn")) as stage:
        shutil.copytree(folder, stage._made / World.CELL.name.lower())
        stage.window = stage._window(World.CELL)
        stage.window.show()
        yield stage


@pytest.fixture
def run(folder, capsys):
    def command(words: str) -> str:
        code = cli.run([*words.split(), "--data", str(folder), "--json"], clock=worlds.clock)
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return command


@pytest.fixture
def topic(run):
    return json.loads(run("topic list"))[0]["id"]


def words_in(path: Path) -> str:
    """Everything that a file says, its facts included."""
    if path.suffix == ".pdf":
        read = pypdf.PdfReader(path)
        return "\n".join([*(page.extract_text() for page in read.pages), str(read.metadata)])
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_the_sentinel_is_seen_where_it_may_be(run, topic, tmp_path):
    """Otherwise the tests beside this one would prove nothing."""
    for kind in ("pdf", "docx"):
        run(f"paper review --topic {topic} --out {tmp_path}/a.{kind}")
        assert SENTINEL in words_in(tmp_path / f"a.{kind}")


@pytest.mark.parametrize("words", COMMANDS)
def test_lists_by_command_have_no_word_of_it(run, topic, words):
    assert SENTINEL not in run(words.format(topic=topic))


def test_files_of_lists_and_plans_have_no_word_of_it(run, topic, tmp_path):
    for words in FILES:
        run(words.format(topic=topic, out=tmp_path))
    written = sorted(tmp_path.iterdir())
    assert len(written) == len(FILES)
    assert [path.name for path in written if SENTINEL in words_in(path)] == []


def test_finding_finds_nothing_by_it_and_the_start_page_does_not_say_it(folder):
    desk = opening.open_desk(folder, actor=worlds._ACTOR, clock=worlds.clock)
    try:
        assert finding.find(desk, SENTINEL) == ()
        assert finding.find(desk, "an")
        assert SENTINEL not in repr(agenda.agenda(desk))
        assert len(agenda.agenda(desk)) > 3
    finally:
        opening.close(desk)


def said_in(page) -> str:
    """Everything that a page says, also what was typed into its fields."""
    fields = [*page.findChildren(QPlainTextEdit), *page.findChildren(QTextEdit)]
    typed = [field.toPlainText() for field in fields]
    return "\n".join([*shown_words([page]), *typed])


@pytest.mark.parametrize("key", [entry.key for entry in entries()])
def test_no_page_but_those_of_one_persons_papers_shows_it(qapp, dialogs, stage, key):
    dialogs.welcome = dialogs.shown
    said = said_in(stage.page(key))
    assert len(said) > 100
    if key in SHOWING:
        assert SENTINEL in said
        said = "\n".join(shown_words([stage.window.pages[key].view.finder.table]))
    assert SENTINEL not in said
