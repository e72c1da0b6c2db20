"""Text that is being typed: kept every few seconds, forgotten when its field is left."""

from studycompanion.services.desk import Desk
from studycompanion.storage import drafts as kept
from studycompanion.storage.drafts import Draft as Draft


def review_key(topic_id: str, member_id: str, section: str) -> str:
    """The draft key of one section of a review."""
    return f"review/{topic_id}/{member_id}/{section}"


def item_key(item_id: str, point: str) -> str:
    """The draft key of one point of a task."""
    return f"item/{item_id}/{point}"


def template_key(template_id: str) -> str:
    """The draft key of a form's text that is being edited."""
    return f"template/{template_id}"


def member_key(member_id: str, name: str) -> str:
    """The draft key of one field of a member."""
    return f"member/{member_id}/{name}"


def keep_draft(desk: Desk, key: str, text: str, base_revision: int) -> None:
    """Keep unfinished text, begun on ``base_revision`` of its record."""
    with desk.store.unlogged() as connection:
        kept.keep(connection, Draft(key, text, base_revision, desk.clock()))


def drop_draft(desk: Desk, key: str) -> None:
    """Forget the draft under ``key``."""
    with desk.store.unlogged() as connection:
        kept.drop(connection, key)


def drafts(desk: Desk) -> dict[str, Draft]:
    """All drafts by key."""
    with desk.read() as reader:
        return {one.key: one for one in kept.every(reader.connection)}
