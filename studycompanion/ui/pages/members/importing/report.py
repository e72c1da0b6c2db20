"""Saving what an import did as a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.services.roster_preview import RosterPreview
from studycompanion.services.roster_report import save_report
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.members.importing.wizard import ImportWizard


def choose_report(wizard: ImportWizard, taken: RosterPreview) -> None:
    """Ask where to, write it off the GUI thread, and say where it is."""
    name = tr("Báo cáo nhập {file}.xlsx", file=taken.path.stem)
    chooser = choose_new_file(
        wizard, tr("Lưu báo cáo"), name=name, then=partial(_save, wizard, taken)
    )
    chooser.setNameFilters([tr("Excel (*.xlsx)")])
    chooser.setDefaultSuffix("xlsx")


def _save(wizard: ImportWizard, taken: RosterPreview, path: Path) -> None:
    wizard.context.tasks.compute(lambda _desk: save_report(taken, path), wizard.say_saved)
