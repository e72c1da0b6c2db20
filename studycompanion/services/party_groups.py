"""Party groups (tổ đảng) of a cell: how they are called and in which order they stand."""

from studycompanion.domain.vietnamese import fold, natural
from studycompanion.messages import word


def group_order(group: str) -> tuple[bool, list[tuple[int, str]]]:
    """Groups go by their number or name, those who are in none last."""
    return not group, natural(fold(group))


def group_name(group: str) -> str:
    """A party group as people call it: rosters say "Tổ 2" or just "2"."""
    if not group:
        return word("unsigned", "no_group")
    is_whole = fold(group).startswith("to ")
    return group if is_whole else word("unsigned", "group", group=group)
