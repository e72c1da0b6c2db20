"""What the window does right after the first start: the members come in as was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studycompanion.ui.page import Page
from studycompanion.ui.wizards.answers import Begin

if TYPE_CHECKING:
    from studycompanion.ui.main_window import MainWindow
    from studycompanion.ui.wizards.first_start import Following


def follow(window: MainWindow, following: Following) -> None:
    """Open on the members' page what fits: the list, the file dialog, or the new member."""
    page = window.pages.get("members")
    if page is None:
        return
    if following.begin in (Begin.EXCEL, Begin.FILE):
        _take_in(page, following)
    elif following.begin is Begin.HAND:
        _add_by_hand(page)


def _add_by_hand(page: Page) -> None:
    from studycompanion.ui.pages.members.page import MembersPage

    if isinstance(page, MembersPage):
        page.actions_here.add("")


def _take_in(page: Page, following: Following) -> None:
    from studycompanion.ui.pages.members.import_flow import ImportFlow

    flow = ImportFlow(page.context, page)
    flow.noted.connect(page.noted)
    if following.path is None:
        flow.choose()
    else:
        flow.look_at(following.path)
