"""Values of every type come back from the data file as they went in."""

import types
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.attendance import Mark
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.storage.codec import encode, field_types, from_row, plain_type, to_row
from studycompanion.storage.tables import TABLES

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
DAYS = st.dates()
PARTIAL = st.one_of(
    st.builds(PartialDate, st.integers(1800, 2200), st.none(), st.none()),
    st.builds(PartialDate, st.integers(1800, 2200), st.integers(1, 12), st.none()),
    st.builds(PartialDate, st.integers(1800, 2200), st.integers(1, 12), st.integers(1, 28)),
)
OF_TYPE = {
    str: TEXT,
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    date: DAYS,
    datetime: st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    PartialDate: PARTIAL,
    tuple: st.lists(TEXT).map(tuple),
    dict: st.dictionaries(TEXT, TEXT),
}


def values(hint):
    kind = plain_type(hint)
    some = st.sampled_from(kind) if issubclass(kind, StrEnum) else OF_TYPE[kind]
    return st.none() | some if isinstance(hint, types.UnionType) else some


def records(kind):
    return st.builds(kind, **{name: values(hint) for name, hint in field_types(kind).items()})


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_record_survives_the_way_there_and_back(kind, data):
    record = data.draw(records(kind))
    row = to_row(record)
    assert all(v is None or type(v) in (str, int, bool) for v in row.values())
    assert from_row(kind, row) == record


def test_a_moment_with_a_zone_is_kept_in_utc():
    evening = datetime(2026, 11, 20, 19, tzinfo=timezone(timedelta(hours=7)))
    assert encode(evening) == "2026-11-20T12:00:00+00:00"


def test_wall_time_is_kept_as_it_stands_on_the_wall():
    assert encode(datetime(2026, 11, 20, 19)) == "2026-11-20T19:00:00"


def test_the_same_content_is_the_same_text():
    assert encode({"b": "2", "a": "rõ"}) == encode({"a": "rõ", "b": "2"}) == '{"a":"rõ","b":"2"}'
    assert type(encode(Mark.LATE)) is str
