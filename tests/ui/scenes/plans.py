"""The dialogs around a plan: who answers, what becomes of a task, usual tasks."""

from collections.abc import Iterator

from studycompanion.ui.pages.plans.follow_dialog import FollowDialog
from studycompanion.ui.pages.plans.item_card import ItemCard
from studycompanion.ui.pages.plans.small_dialogs import PickDialog
from studycompanion.ui.pages.plans.usual_dialog import UsualDialog
from studycompanion.ui.pages.plans.view import PlanPanel
from studycompanion.ui.pages.reports.plans_part import PlansPart
from studycompanion.ui.pages.reviews.reopening import reopening
from studycompanion.ui.reopen_dialog import ReopenDialog
from tests.ui.scenes.scene import Playbook, Scene, World
from tests.ui.scenes.stage import Stage

_BOOK = Playbook()


def scenes() -> Iterator[Scene]:
    """Every dialog around a plan."""
    yield from _BOOK.scenes


def _plan(stage: Stage, *, stage_wanted: str) -> PlanPanel:
    """A plan of the sample at a stage, with its first task."""
    page = stage.page("plans")
    topics = page.view.topic
    topics.setCurrentIndex(0 if stage_wanted == "writing" else topics.count() - 1)
    topics.picked.emit(topics.chosen)
    stage.settle()
    line = next(p for p in page.view.model.records if p.plan_stage == stage_wanted)
    page.view.finder.table.go_to(line.member_id)
    stage.settle()
    return page.view.panel


def _first_card(stage: Stage, *, stage_wanted: str = "writing") -> ItemCard:
    return next(iter(_plan(stage, stage_wanted=stage_wanted).cards.values()))


@_BOOK.scene("plan-follow", FollowDialog)
def _follow(stage: Stage) -> None:
    _first_card(stage, stage_wanted="confirmed").follow.click()


@_BOOK.scene("plan-evidence", FollowDialog)
def _evidence(stage: Stage) -> None:
    _first_card(stage, stage_wanted="confirmed").follow.click()
    dialog = stage.dialog(FollowDialog)
    dialog.tabs.setCurrentIndex(1)
    stage.settle()
    dialog.evidence.table.go_to_row(0)


@_BOOK.scene("plan-more-time", FollowDialog)
def _more_time(stage: Stage) -> None:
    """The reason is missing, which is said above the button."""
    _first_card(stage, stage_wanted="confirmed").follow.click()
    dialog = stage.dialog(FollowDialog)
    dialog.tabs.setCurrentIndex(2)
    dialog.time.day.edit.setText("31/12/2026")
    dialog.time.extend.click()


@_BOOK.scene("plan-outcome", FollowDialog)
def _outcome(stage: Stage) -> None:
    _first_card(stage, stage_wanted="confirmed").follow.click()
    stage.dialog(FollowDialog).tabs.setCurrentIndex(3)


@_BOOK.scene("plan-accountable", PickDialog)
def _accountable(stage: Stage) -> None:
    _first_card(stage).links.accountable.click()


@_BOOK.scene("review-reopen", ReopenDialog)
def _reopen_review(stage: Stage) -> None:
    page = stage.page("reviews")
    member_id = page.view.model.records[0].member_id
    reopening(page, page.context, page.topic_id, member_id).open()


@_BOOK.scene("plan-reopen", ReopenDialog)
def _reopen_plan(stage: Stage) -> None:
    _plan(stage, stage_wanted="confirmed").stages.reopen.click()


@_BOOK.scene("plan-usual", UsualDialog)
def _usual(stage: Stage) -> None:
    card = _first_card(stage)
    card.acted.emit("keep")
    stage.settle()
    stage.page("plans").view.panel.usual.click()


@_BOOK.scene("plan-usual-none", UsualDialog, world=World.WARD)
def _usual_none(stage: Stage) -> None:
    stage.page("plans").view.panel.usual.click()


@_BOOK.scene("reports-plans", PlansPart)
def _progress(stage: Stage) -> None:
    stage.page("reports").view.tabs.setCurrentIndex(3)


@_BOOK.scene("reports-plans-ward", PlansPart, world=World.WARD)
def _ward_progress(stage: Stage) -> None:
    stage.page("reports").view.tabs.setCurrentIndex(3)
