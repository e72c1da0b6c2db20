"""Every dialog that asks for something, and each list that stands in a window of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from studycompanion.domain.plan import ActionItem
from studycompanion.domain.print_run import Sides
from studycompanion.services.erasing import ErasureLine
from studycompanion.services.promises import Promise
from studycompanion.services.topic_files import FileLine
from studycompanion.ui.bin_dialog import BinDialog
from studycompanion.ui.erasures_dialog import ErasuresDialog
from studycompanion.ui.files import choose_folder
from studycompanion.ui.pages.members.erase_dialog import EraseDialog
from studycompanion.ui.pages.members.history_dialog import MemberHistoryDialog
from studycompanion.ui.pages.members.merge_dialog import MergeDialog
from studycompanion.ui.pages.members.new_dialog import NewMemberDialog
from studycompanion.ui.pages.members.record_dialog import RecordDialog
from studycompanion.ui.pages.members.standing_dialogs import MoveDialog, PostDialog, StatusDialog
from studycompanion.ui.pages.reviews.drafts_dialog import DraftsDialog
from studycompanion.ui.pages.reviews.paper_dialog import PaperDialog
from studycompanion.ui.pages.reviews.promise_card import PromiseCard
from studycompanion.ui.pages.reviews.stack_dialog import StackDialog
from studycompanion.ui.pages.settings.keys_dialog import KeysDialog
from studycompanion.ui.pages.settings.password_dialog import PasswordDialog, Step
from studycompanion.ui.pages.settings.templates_dialog import TemplatesDialog
from studycompanion.ui.pages.settings.unit_dialogs import MergeDialog as UnitMergeDialog
from studycompanion.ui.pages.settings.unit_dialogs import RenameDialog, SignerDialog
from studycompanion.ui.pages.topics.files_dialog import FilesDialog
from studycompanion.ui.pages.topics.people_picker import PeoplePicker
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.topic_dialog import TopicDialog
from studycompanion.ui.printing.answer_dialog import AnswerDialog
from studycompanion.ui.printing.copies import Copy, numbered
from studycompanion.ui.printing.print_dialog import PrintDialog
from studycompanion.ui.printing.turn_dialog import TurnDialog
from tests.ui.scenes import plans, rosters, signatures
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()


def scenes() -> Iterator[Scene]:
    """The dialogs, and one of each step of the password."""
    yield from _BOOK.scenes
    yield from rosters.scenes()
    yield from signatures.scenes()
    yield from plans.scenes()
    for step in Step:
        yield Scene(f"password-{step.value}", World.CELL, partial(_password, step), PasswordDialog)


@_BOOK.scene("topic-new", TopicDialog)
def _new_topic(stage: Stage) -> None:
    stage.page("topics").view.add_topic.click()


@_BOOK.scene("topic-wrong", TopicDialog)
def _wrong_topic(stage: Stage) -> None:
    """A title is missing, which is said above the buttons."""
    stage.page("topics").view.add_topic.click()
    stage.dialog(TopicDialog).accept_button.click()


@_BOOK.scene("topic-change", TopicDialog)
def _change_topic(stage: Stage) -> None:
    stage.page("topics").view.change_topic.click()


@_BOOK.scene("topic-people", PeoplePicker)
def _people(stage: Stage) -> None:
    stage.page("topics").view.add_topic.click()
    stage.dialog(TopicDialog).audience.open_picker()


@_BOOK.scene("topic-files-empty", FilesDialog)
def _no_files(stage: Stage) -> None:
    stage.page("topics").view.files.click()


@_BOOK.scene("topic-files", FilesDialog)
def _files(stage: Stage) -> None:
    stage.page("topics").view.files.click()
    dialog = stage.dialog(FilesDialog)
    dialog._show(
        tuple(
            FileLine(str(n), name, size)
            for n, (name, size) in enumerate(
                (
                    ("Kế hoạch số 12-KH/ĐU.pdf", 812_000),
                    ("Bài giảng chuyên đề 2026.pptx", 6_400_000),
                )
            )
        )
    )


@_BOOK.scene("session-new", SessionDialog)
def _new_session(stage: Stage) -> None:
    stage.page("topics").view.add_session.click()


@_BOOK.scene("session-new-ward", SessionDialog, world=World.WARD)
def _new_ward_session(stage: Stage) -> None:
    stage.page("topics").view.add_session.click()


@_BOOK.scene("review-paper", PaperDialog)
def _paper(stage: Stage) -> None:
    view = stage.page("reviews").view
    wanted = next(p for p in view.model.records if p.owes and p.review_stage is None)
    view.finder.table.go_to(wanted.member_id)
    stage.settle()
    view.panel.paper.click()


@_BOOK.scene("review-stack", StackDialog)
def _stack(stage: Stage) -> None:
    stage.page("reviews").view.stack.click()
    dialog = stage.dialog(StackDialog)
    lines = dialog.model.records
    for line in lines[:4]:
        dialog.ticked.add(line.member_id)
    dialog.finder.table.go_to_row(1)
    dialog.take_scan(Path("Ban-tu-soi-da-quet.pdf"), 5)
    dialog.paper.place.edit.setText("Tủ hồ sơ số 2")


@_BOOK.scene("review-stack-ward", StackDialog, world=World.WARD)
def _ward_stack(stage: Stage) -> None:
    stage.page("reviews").view.stack.click()


@_BOOK.scene("review-promises", PromiseCard)
def _promises(stage: Stage) -> None:
    """A review on a form that asks of promises: one kept, one kept partly for a reason."""
    page = stage.page("reviews")
    kept = ActionItem(
        id="1",
        plan_id="1",
        position=1,
        points={"task": "Dọn vệ sinh ngõ 9 mỗi tháng một buổi"},
        due=date(2025, 12, 31),
    )
    proof = ("Biên bản họp tổ (12 buổi, bien-ban.pdf)", "Ảnh trước và sau")
    first = Promise(kept, "", "", 2025, done="Đạt", note="Đủ 12 buổi", evidence=proof)
    late = replace(kept, id="2", points={"task": "Mỗi tháng đọc một bài về tư tưởng của Bác"})
    why = ("Đi viện hai tháng", "gia hạn đến 31/03/2026: sức khỏe yếu")
    mends = "Còn ít đọc sách, ngại ghi chép"
    second = Promise(late, "", "", 2025, done="Đạt một phần", reasons=why, mends=mends)
    page.view.panel.promises.show_promises((first, second), has_part=True, may_write=True)


@_BOOK.scene("review-drafts", DraftsDialog)
def _drafts(stage: Stage) -> None:
    stage.page("reviews").view.drafts.click()


@_BOOK.scene("mark-keys", KeysDialog)
def _keys(stage: Stage) -> None:
    KeysDialog(stage.page("settings")).open()


@_BOOK.scene("templates", TemplatesDialog)
def _templates(stage: Stage) -> None:
    stage.page("settings").view.templates.click()


@_BOOK.scene("templates-own", TemplatesDialog)
def _own_template(stage: Stage) -> None:
    """A form of the cell's own, its parts in view."""
    stage.page("settings").view.templates.click()
    dialog = stage.dialog(TemplatesDialog)
    stage.settle()
    dialog.copy.click()
    stage.settle()
    dialog.area.ensureWidgetVisible(dialog.area.steps["remove sections 2"])


@_BOOK.scene("print", PrintDialog)
def _print(stage: Stage) -> None:
    stage.page("commitments").view.print.click()
    dialog = stage.dialog(PrintDialog)
    dialog.sides.choose(Sides.BY_HAND.value)
    dialog.sides.picked.emit(Sides.BY_HAND.value)


@_BOOK.scene("print-printer", PrintDialog)
def _print_on(stage: Stage) -> None:
    """A printer is there, with its own options and the test sheet."""
    stage.page("commitments").view.print.click()
    dialog = stage.dialog(PrintDialog)
    stage.settle()
    dialog.printer.fill([("HP LaserJet", "HP LaserJet Pro M404dn (tầng 2)")], "HP LaserJet")
    dialog._refresh()


@_BOOK.scene("print-ward", PrintDialog, world=World.WARD)
def _print_ward(stage: Stage) -> None:
    stage.page("commitments").view.print.click()
    stage.dialog(PrintDialog).covers.setChecked(True)


@_BOOK.scene("print-turn", TurnDialog)
def _turn(stage: Stage) -> None:
    stage.hold(TurnDialog(stage.page("commitments"), sheets="60"))


@_BOOK.scene("print-came-out", AnswerDialog)
def _came_out(stage: Stage) -> None:
    stage.hold(AnswerDialog(stage.page("commitments"), _copies(stage)))


@_BOOK.scene("print-jam", AnswerDialog)
def _jam(stage: Stage) -> None:
    """The printer jammed at copy 23."""
    dialog = stage.hold(AnswerDialog(stage.page("commitments"), _copies(stage)))
    dialog.some.click()
    dialog.table.go_to_row(22)


def _copies(stage: Stage) -> tuple[Copy, ...]:
    people = stage.window.pages["commitments"].view.model.records
    return numbered((person.member_id, person.full_name) for person in people)


@_BOOK.scene("unit-rename", RenameDialog)
def _rename(stage: Stage) -> None:
    stage.page("settings").view.units.rename.click()


@_BOOK.scene("unit-merge", UnitMergeDialog, world=World.WARD)
def _unit_merge(stage: Stage) -> None:
    units = stage.page("settings").view.units
    units.finder.table.go_to_row(1)
    stage.settle()
    units.merge.click()


@_BOOK.scene("unit-signer", SignerDialog)
def _signer(stage: Stage) -> None:
    stage.page("settings").view.units.choose_signer.click()


def _password(step: Step, stage: Stage) -> None:
    page = stage.page("settings")
    page.view.show_section("safety")
    PasswordDialog(page, page.context, step).open()


@_BOOK.scene("member-new", NewMemberDialog)
def _new_member(stage: Stage) -> None:
    stage.page("members").view.add.click()


@_BOOK.scene("member-alike", NewMemberDialog, world=World.WARD)
def _alike(stage: Stage) -> None:
    """Somebody who is in the list already."""
    view = stage.page("members").view
    view.add.click()
    dialog = stage.dialog(NewMemberDialog)
    dialog.form.name.edit.setText(view.model.records[0].full_name)
    dialog.accept_button.click()


@_BOOK.scene("member-status", StatusDialog)
def _status(stage: Stage) -> None:
    stage.page("members").view.panel.change_status.click()


@_BOOK.scene("member-exempt", StatusDialog)
def _exempt(stage: Stage) -> None:
    """An exemption has its ground and who decided it."""
    stage.page("members").view.panel.change_status.click()
    dialog = stage.dialog(StatusDialog)
    dialog.choice.choose("exempt")
    dialog.choice.picked.emit("exempt")


@_BOOK.scene("member-post", PostDialog)
def _post(stage: Stage) -> None:
    stage.page("members").view.panel.change_post.click()


@_BOOK.scene("member-move", MoveDialog, world=World.WARD)
def _move(stage: Stage) -> None:
    stage.page("members").view.panel.move_cell.click()


@_BOOK.scene("member-merge", MergeDialog)
def _merge(stage: Stage) -> None:
    stage.page("members").view.panel.merge.click()


@_BOOK.scene("member-merge-ward", MergeDialog, world=World.WARD)
def _merge_in_ward(stage: Stage) -> None:
    stage.page("members").view.panel.merge.click()
    stage.dialog(MergeDialog).others.table.go_to_row(0)


@_BOOK.scene("member-history", MemberHistoryDialog)
def _history(stage: Stage) -> None:
    stage.page("members").view.panel.history.click()


@_BOOK.scene("member-record", RecordDialog)
def _record(stage: Stage) -> None:
    stage.page("members").view.panel.record.click()


@_BOOK.scene("member-erase", EraseDialog)
def _erase(stage: Stage) -> None:
    stage.page("members").erase_action.trigger()


@_BOOK.scene("member-erase-again", EraseDialog)
def _erase_again(stage: Stage) -> None:
    """The second step, with a reason."""
    stage.page("members").erase_action.trigger()
    dialog = stage.dialog(EraseDialog)
    stage.settle()
    dialog.reason.edit.setText("Theo đơn ngày 20/11/2026")
    dialog.go_on.click()


@_BOOK.scene("erasures", ErasuresDialog)
def _erasures(stage: Stage) -> None:
    """One erasure was done."""
    dialog = ErasuresDialog(stage.window, stage.window.context)
    dialog.open()
    stage.settle()
    at = stage.window.context.clock()
    dialog._on_lines((ErasureLine("1", at, "Trần Văn Mẫu", "Theo đơn", at.date()),))


@_BOOK.scene("erasures-empty", ErasuresDialog, world=World.EMPTY)
def _no_erasures(stage: Stage) -> None:
    ErasuresDialog(stage.window, stage.window.context).open()


@_BOOK.scene("bin", BinDialog)
def _bin(stage: Stage) -> None:
    BinDialog(stage.window, stage.window.context).open()


@_BOOK.scene("bin-empty", BinDialog, world=World.EMPTY)
def _empty_bin(stage: Stage) -> None:
    BinDialog(stage.window, stage.window.context).open()


@_BOOK.scene("folder", QFileDialog)
def _folder(stage: Stage) -> None:
    page = stage.page("commitments")
    choose_folder(page, page.view.export.text(), folder="/", then=print)
