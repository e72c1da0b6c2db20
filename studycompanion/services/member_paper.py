"""A person's record as blocks of a paper, in Vietnamese, or as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studycompanion.domain.vietnamese import PartialDate
from studycompanion.forms.blocks import Block, Column, FieldLine, Heading, Paragraph, Table, Title
from studycompanion.messages import word

_DATES = ("birth", "joined", "official")
_SAID = "member_record"


def paper_blocks(record: Mapping[str, Any]) -> tuple[Block, ...]:
    """What the paper says, in reading order; what nothing is kept of is left out."""
    return tuple(_blocks(record))


def paper_lines(record: Mapping[str, Any]) -> list[str]:
    """The same in lines of text, in the language spoken; rows of a table are indented."""
    return [line for block in _blocks(record) for line in _lines(block)]


def _lines(block: Block) -> tuple[str, ...]:
    match block:
        case Title():
            return (block.title, block.subject)
        case FieldLine():
            return (f"{block.label}{block.value}",)
        case Table():
            return tuple("  " + "  ".join(filter(None, row)) for row in block.rows)
        case Heading() | Paragraph():
            return (block.text,)
    raise TypeError(type(block).__name__)


def _blocks(record: Mapping[str, Any]) -> Iterator[Block]:
    own = record["member"]
    yield Title(word(_SAID, "title"), own["full_name"])
    for name, value in own.items():
        if value and name not in ("id", "full_name"):
            yield FieldLine(f"{word('fields', name)}: ", _own_words(name, value))
    yield from _spans(record)
    yield from _sessions(record["sessions"])
    for review in record["reviews"]:
        stage = word("stages", review["stage"])
        yield Heading(f"{word(_SAID, 'review')}: {review['topic'] or review['year']} ({stage})")
        if review["entered_by"]:
            entered, at = word(_SAID, "entered"), _day(review["entered_at"])
            yield FieldLine(f"{entered}: ", f"{review['entered_by']}, {at}")
        yield from (Paragraph(_titled(text)) for text in review["texts"] if text["text"])
    yield from _plans(record["plans"])
    yield from _forms(record["forms"])


def _titled(text: Mapping[str, str]) -> str:
    return ": ".join(filter(None, (text["title"].rstrip(":"), text["text"])))


def _own_words(name: str, value: str) -> str:
    if name in _DATES:
        return PartialDate.parse_iso(value).display
    return word("sexes", value) if name == "sex" else value


def _spans(record: Mapping[str, Any]) -> Iterator[Block]:
    rows = [(word("fields", "cell"), one["cell"], _since(one)) for one in record["cells"]]
    for one in record["statuses"]:
        rows.append((word("fields", "status"), _status_words(one), _since(one)))
    rows += [(word("fields", "party_post"), one["post"], _since(one)) for one in record["posts"]]
    if rows:
        yield Heading(word(_SAID, "dated"))
        yield _table(("what", "content", "when"), (28.0, 44.0, 28.0), rows)


def _status_words(one: Mapping[str, str]) -> str:
    """The status; of an exemption its ground, who decided it and until when."""
    said = [word("statuses", one["status"])]
    if one.get("ground"):
        said.append(word("grounds", one["ground"]))
    said += [one[name] for name in ("decided_by", "decision_number") if one.get(name)]
    if one.get("exempt_until"):
        said.append(f"{word(_SAID, 'exempt_until')}: {_day(one['exempt_until'])}")
    return "; ".join(said)


def _since(one: Mapping[str, str]) -> str:
    parts = ((word(_SAID, "since"), one["since"]), (word(_SAID, "until"), one["until"]))
    return ", ".join(f"{name} {_day(iso)}" for name, iso in parts if iso)


def _day(iso: str) -> str:
    return PartialDate.parse_iso(iso[:10]).display


def _sessions(sessions: list[dict[str, str]]) -> Iterator[Block]:
    if sessions:
        yield Heading(word(_SAID, "sessions"))
        rows = [
            (_day(one["at"]), one["topic"], _mark_words(one["mark"], one["reason"]))
            for one in sessions
        ]
        yield _table(("when", "topic", "mark"), (18.0, 52.0, 30.0), rows)


def _mark_words(mark: str, reason: str) -> str:
    return f"{word('marks', mark)}: {reason}" if reason else word("marks", mark)


def _plans(plans: list[dict[str, Any]]) -> Iterator[Block]:
    for plan in plans:
        yield Heading(f"{word(_SAID, 'plan')}: {plan['topic']} ({word('stages', plan['stage'])})")
        for item in plan["items"]:
            texts = [*item["points"].values(), *item["notes"], *item["evidence"]]
            told = "; ".join(text for text in texts if text)
            due = f" ({_day(item['due'])})" if item["due"] else ""
            yield Paragraph(f"{told}{due}: {item['percent']} %")


def _forms(issued: list[dict[str, Any]]) -> Iterator[Block]:
    if issued:
        yield Heading(word(_SAID, "forms"))
        rows = [
            (_day(one["dated"]), one["topic"], word("form_states", one["state"])) for one in issued
        ]
        yield _table(("when", "topic", "state"), (18.0, 52.0, 30.0), rows)


def _table(
    heads: tuple[str, ...], shares: tuple[float, ...], rows: Sequence[tuple[str, ...]]
) -> Table:
    columns = zip(heads, shares, strict=True)
    made = tuple(Column((word(_SAID, head),), share) for head, share in columns)
    return Table(made, tuple(rows))
