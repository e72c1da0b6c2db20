"""What the members' page asks of the services; they are loaded in the workers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from studycompanion.domain.people import Sex
from studycompanion.ui.reading import partial_date
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.changes import Done
    from studycompanion.services.desk import Desk
    from studycompanion.services.drafts import Draft
    from studycompanion.services.members import CellLine, MemberCard, MemberLine

    Rows = tuple[tuple[CellLine, ...], tuple[MemberLine, ...]]

DATES = ("birth", "joined", "official")


def read_rows(desk: Desk) -> Rows:
    """The cells and everyone in them."""
    from studycompanion.services import members

    return members.list_cells(desk), members.list_members(desk)


def read_card(desk: Desk, member_id: str) -> tuple[MemberCard, dict[str, Draft]]:
    """Everything of one member, and all texts that were not taken yet, by their key."""
    from studycompanion.services import drafts, members

    return members.member_card(desk, member_id), drafts.drafts(desk)


def change(desk: Desk, member_id: str, texts: dict[str, str], *, revision: int) -> Done[Any]:
    """Keep fields as they were typed; ``UserError("date_unreadable")`` and those of the service."""
    from studycompanion.services import members

    values: dict[str, Any] = {
        key: partial_date(text) if key in DATES else text for key, text in texts.items()
    }
    if "sex" in values:
        values["sex"] = Sex(values["sex"]) if values["sex"] else None
    return members.change_member(desk, member_id, revision, **values)


def remove(desk: Desk, ids: list[str]) -> Done[None]:
    """Take people off the list."""
    from studycompanion.services import removal

    return removal.remove_members(desk, ids)


def removal_question(lines: Sequence[MemberLine]) -> str:
    """What is asked before."""
    who = lines[0].full_name if len(lines) == 1 else tr("{n} đồng chí", n=len(lines))
    return tr(
        "Bỏ {who} khỏi danh sách? Chỉ làm thế với người nhập nhầm; ai chuyển đi, từ trần hay "
        "thôi sinh hoạt thì giữ lại.",
        who=who,
    )
