"""Saves the cards with QR of people on a roll."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from studycompanion.services import session_papers
from studycompanion.services.desk import Desk
from studycompanion.ui import dialogs
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.page import Page
from studycompanion.ui.words import tr


def save_cards(page: Page, member_ids: Sequence[str]) -> None:
    """Ask where the cards of these people go, write them there and say so."""
    wanted = tuple(member_ids)
    chooser = choose_new_file(
        page,
        tr("Lưu thẻ điểm danh"),
        name=f"{tr('Thẻ điểm danh')}.pdf",
        then=lambda path: page.context.tasks.compute(
            lambda desk: _write(desk, path, wanted), partial(_tell, page)
        ),
    )
    chooser.setDefaultSuffix("pdf")


def _write(desk: Desk, path: Path, member_ids: Sequence[str]) -> Path:
    path.write_bytes(session_papers.cards_pdf(desk, member_ids=member_ids))
    return path


def _tell(page: Page, path: Path) -> None:
    dialogs.tell_where(page, tr("Đã lưu thẻ điểm danh, 8 thẻ một trang:"), path)
