"""Files that the members' page writes: the list, an empty one, and one person's record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.members import MemberLine


class MemberPapers(QObject):
    """Asks where to, writes off the GUI thread, and says where the file is."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def export(self, ids: Sequence[str]) -> None:
        """Write those who are shown, in their order."""
        self._page.leave()
        self._choose(
            tr("Xuất danh sách"),
            tr("Danh sách đảng viên.xlsx"),
            kinds=tr("Excel (*.xlsx)"),
            work=partial(_export, ids=tuple(ids)),
        )

    def template(self) -> None:
        """Write an empty list to fill in."""
        self._choose(
            tr("Lưu tệp mẫu danh sách"),
            tr("Mẫu danh sách đảng viên.xlsx"),
            kinds=tr("Excel (*.xlsx)"),
            work=_template,
        )

    def record(self, line: MemberLine | None) -> None:
        """Ask in which form the record of a person is wanted."""
        from studycompanion.ui.pages.members.record_dialog import RecordDialog

        if line is None:
            return
        self._page.leave()
        dialog = RecordDialog(self._page, line)
        dialog.wanted.connect(partial(self._choose_record, line))
        dialog.open()

    def _choose_record(self, line: MemberLine, suffix: str, is_full: bool) -> None:
        self._choose(
            tr("Lưu hồ sơ"),
            tr("Hồ sơ {name}.{suffix}", name=line.full_name, suffix=suffix),
            kinds=f"{suffix.upper()} (*.{suffix})",
            work=partial(_record, member_id=line.id, is_full=is_full),
        )

    def _choose(
        self, title: str, name: str, *, kinds: str, work: Callable[[Desk, Path], Path]
    ) -> None:
        from studycompanion.ui.files import choose_new_file

        chooser = choose_new_file(self._page, title, name=name, then=partial(self._write, work))
        folder = self._context.preferences.comforts.export_folder
        if folder and Path(folder).is_dir():
            chooser.setDirectory(folder)
        chooser.setNameFilters([kinds])
        chooser.setDefaultSuffix(name.rpartition(".")[2])

    def _write(self, work: Callable[[Desk, Path], Path], path: Path) -> None:
        self._context.preferences.change(export_folder=str(path.parent))
        self._context.tasks.compute(lambda desk: work(desk, path), self._on_written)

    def _on_written(self, path: Path) -> None:
        from studycompanion.ui import dialogs

        dialogs.tell_where(self._page, tr("Đã ghi vào tệp:"), path)


def _export(desk: Desk, path: Path, *, ids: Sequence[str]) -> Path:
    from studycompanion.services.member_list import export_members

    return export_members(desk, path, ids=ids)


def _template(_desk: Desk, path: Path) -> Path:
    from studycompanion.services.member_list import export_template

    return export_template(path)


def _record(desk: Desk, path: Path, *, member_id: str, is_full: bool) -> Path:
    from studycompanion.services.member_record import export_record

    return export_record(desk, member_id, path, with_card=is_full)
