"""Does this paper match the record?"""

import json
from dataclasses import replace

import pytest

from studycompanion import forms
from studycompanion.domain.paperwork import FormState, IssuedForm, Variant
from studycompanion.domain.work import Silent
from studycompanion.services import members, opening, paperwork, plans, topics
from studycompanion.services.commitments import canonical, digest, gather, says
from studycompanion.services.record_match import Standing, in_words, record_match
from tests.forms.samples import content as promised
from tests.services.conftest import ACTOR, SETUP, enrol
from tests.services.test_writing import CLEAR


@pytest.fixture
def who(desk):
    return enrol(desk, "Lê Thị Ánh")[0]


@pytest.fixture
def paper(desk, topic, who, tmp_path):
    plans.add_item(desk, topic.id, who, CLEAR)
    return export(desk, topic, tmp_path)


EARLIER = "295b6940df9a099c0cb8558bdb2be83a4cb82db659fcb59a49660e84beb72385"
"""The fingerprint that version 1.1 gave the sample content under the template "t"."""


def issued(desk):
    with desk.read() as reader:
        return reader.find(IssuedForm)


def export(desk, topic, out):
    [path] = paperwork.export_commitments(desk, topic.id, out, job=Silent()).files
    return path.read_bytes()


def test_a_fresh_paper_matches_and_names_whose_it_is(desk, paper):
    match = record_match(desk, paper)
    assert (match.standing, match.full_name) == (Standing.SAME, "Lê Thị Ánh")
    assert (match.number, match.version) == ("1", 1)
    assert "Lê Thị Ánh" in in_words(match)


def test_the_paper_carries_what_it_says_in_readable_letters(paper):
    carried = json.loads(forms.record_in(paper))
    assert "Lê Thị Ánh" in forms.record_in(paper)
    assert carried["said"][2]["items"][0][0]["task"] == CLEAR["task"]


def test_a_record_that_changed_since_is_told_while_the_signed_paper_stands(desk, who, paper):
    with desk.write("setup") as tx:
        [form] = tx.uow.find(IssuedForm)
        tx.uow.change(form, state=FormState.SIGNED_ON_PAPER)
    members.change_member(desk, who, 1, workplace="Trường mầm non")
    assert record_match(desk, paper).standing is Standing.CHANGED


def test_other_hints_for_writers_change_no_form(desk, topic, who, paper, tmp_path):
    content = gather(desk, topic.id, variant=Variant.FILLED).subjects[0].content
    points = tuple(replace(point, help="Khác", example="") for point in content.clarity.points)
    other = replace(content, clarity=replace(content.clarity, points=points))
    [form] = issued(desk)
    assert says(other, form.template_id, form.variant, form.fingerprint)
    renamed = replace(content, clarity=replace(content.clarity, name="Sáu rõ"))
    assert not says(renamed, form.template_id, form.variant, form.fingerprint)


def test_forms_that_earlier_versions_issued_still_stand(desk, topic, who, paper, tmp_path):
    assert digest(canonical(promised(), "t", Variant.FILLED, with_hints=True)) == EARLIER
    [form] = issued(desk)
    [subject] = gather(desk, topic.id, variant=Variant.FILLED).subjects
    said = canonical(subject.content, form.template_id, form.variant, with_hints=True)
    with desk.write("setup") as tx:
        tx.uow.change(form, fingerprint=digest(said))
    assert export(desk, topic, tmp_path) == paper
    assert [one.version for one in issued(desk)] == [1]
    members.change_member(desk, who, 1, workplace="Trường mầm non")
    assert export(desk, topic, tmp_path) != paper
    assert sorted(one.version for one in issued(desk)) == [1, 2]


def test_a_replaced_paper_is_an_older_version(desk, topic, who, paper, tmp_path):
    members.change_member(desk, who, 1, workplace="Trường mầm non")
    newer = export(desk, topic, tmp_path)
    assert record_match(desk, paper).standing is Standing.OTHER_VERSION
    assert record_match(desk, newer).standing is Standing.SAME


def test_a_paper_that_says_something_else_under_its_number_is_told(desk, paper):
    other = paper.replace(CLEAR["task"].encode(), CLEAR["task"].upper().encode())
    assert other != paper
    assert record_match(desk, other).standing is Standing.TAMPERED


def test_another_files_paper_and_anything_else_are_unknown(desk, paper, tmp_path, clock):
    folder = tmp_path / "khác"
    folder.mkdir()
    other = opening.create(folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(other, "Lê Thị Ánh")
    topics.add_topic(other, "Kỷ cương", 2026)
    assert record_match(other, paper).standing is Standing.UNKNOWN
    other.store.close()
    for data in (b"", b"%PDF-1.7", b"<scr:record>[]</scr:record>", b"<scr:record>{}</scr:record>"):
        assert record_match(desk, data).standing is Standing.UNKNOWN
