"""Drafts go into the data file; what the disk does not take stays in memory until it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from studycompanion.ui.context import Context

if TYPE_CHECKING:
    from studycompanion.services.drafts import Draft


def keep_draft(context: Context, key: str, text: str, revision: int) -> None:
    """Keep unfinished text under ``key``, begun on a revision of its record."""
    from studycompanion.services import drafts

    draft = drafts.Draft(key, text, revision, context.clock())
    context.unkept[key] = draft

    def on_kept(_nothing: object) -> None:
        if context.unkept.get(key) is draft:
            del context.unkept[key]

    context.tasks.keep(lambda desk: drafts.keep_draft(desk, key, text, revision), on_kept)


def drop_draft(context: Context, key: str) -> None:
    """Forget the draft under ``key``: its field is back at what is stored."""
    from studycompanion.services import drafts

    context.unkept.pop(key, None)
    context.tasks.keep(lambda desk: drafts.drop_draft(desk, key))


def known_drafts(context: Context, stored: Mapping[str, Draft]) -> dict[str, Draft]:
    """The drafts of the file, and over them those that it did not take."""
    return {**stored, **context.unkept}


def try_again(context: Context) -> None:
    """Offer the file once more what it did not take."""
    for one in tuple(context.unkept.values()):
        keep_draft(context, one.key, one.text, one.base_revision)
