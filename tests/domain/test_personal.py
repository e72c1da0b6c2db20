"""Every field of every record is known to be about somebody or not."""

from enum import StrEnum

import pytest

from studycompanion.domain.paperwork import FormState
from studycompanion.domain.personal import (
    IMPERSONAL,
    PERSONAL,
    VEIL,
    Erasure,
    Way,
    blanked,
)
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.storage.codec import field_types, plain_type
from studycompanion.storage.tables import KINDS, TABLES, metadata

_BASE = {"id", "revision"}
FACTS = {"named": "Người", "known_as": "Lê An", "page_id": "trang"}


def test_every_record_type_is_classified_once():
    personal = [TABLES[one.kind].name for one in PERSONAL]
    assert sorted([*personal, *IMPERSONAL]) == sorted(KINDS)


@pytest.mark.parametrize("one", PERSONAL, ids=lambda one: one.kind.__name__)
def test_every_field_of_a_persons_record_has_its_way(one):
    known = set(one.ways) | _BASE | {one.owner}
    assert known == set(field_types(one.kind))


_FORM_KEYS = {("IssuedForm", "code"), ("IssuedForm", "more_topics")}


@pytest.mark.parametrize("one", PERSONAL, ids=lambda one: one.kind.__name__)
def test_no_words_are_kept(one):
    """What is kept of a person is an id, a code, a number or a date."""
    table = TABLES[one.kind]
    keys = {key.parent.name for key in table.foreign_keys}
    for name, way in one.ways.items():
        kind = plain_type(field_types(one.kind)[name])
        is_text = issubclass(kind, str) and not issubclass(kind, StrEnum)
        if way is Way.KEPT and name not in keys:
            keys_or_digits = {("ReviewText", "part"), *_FORM_KEYS}
            is_free = is_text or kind in (dict, tuple, PartialDate)
            assert not is_free or (one.kind.__name__, name) in keys_or_digits


def test_every_kept_file_of_a_person_goes():
    blob = metadata.tables["blob"]
    for one in PERSONAL:
        named = {k.parent.name for k in TABLES[one.kind].foreign_keys if k.column is blob.c.id}
        assert named == set(one.files)


def test_words_of_other_records_are_listed():
    """So that a new text field of the cell's own is thought about and looked through for names."""
    for kind, listed in IMPERSONAL.items():
        keys = {key.parent.name for key in TABLES[KINDS[kind]].foreign_keys}
        hints = {n: plain_type(h) for n, h in field_types(KINDS[kind]).items()}
        words = {n for n, h in hints.items() if h in (str, tuple, dict)} - keys - _BASE
        assert words == set(listed)


@pytest.mark.parametrize(
    ("way", "value", "then"),
    [
        (Way.NAMED, "Lê An", "Người"),
        (Way.OWN_NAME, "Lê An", ""),
        (Way.OWN_NAME, "Vũ Bình", "Vũ Bình"),
        (Way.OWN_NAME, "", ""),
        (Way.PAGED, "cũ", "trang"),
        (Way.FILE, "cũ", None),
        (Way.VEILED, "đã viết", VEIL),
        (Way.VEILED, " ", ""),
        (Way.VEILED, {"task": "việc", "person": ""}, {"task": VEIL, "person": ""}),
        (Way.KEPT, FormState.PRINTED, FormState.PRINTED),
        (Way.GONE, "chữ", ""),
        (Way.GONE, PartialDate(1950, None, None), None),
        (Way.GONE, FormState.PRINTED, None),
    ],
)
def test_what_becomes_of_a_value(way, value, then):
    assert blanked(way, value, **FACTS) == then


def test_a_note_knows_every_record_of_its_person(evening):
    note = Erasure(id="1", member_id="a", also_ids=("b",), at=evening, by="", reason="")
    assert note.ids == ("a", "b")
