"""The review of one person: head, stage, then every part of the form in its order."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studycompanion.domain.hints import Hint
from studycompanion.domain.paper import wrong_sum
from studycompanion.domain.review import SelfReview, Side
from studycompanion.services.drafts import Draft
from studycompanion.services.past_reviews import COMMITMENT, PastPart, PastReview
from studycompanion.services.review_forms import Part, PartKind
from studycompanion.services.reviews import PersonLine, ReviewCard, SectionText, may_write
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.reviews.beside import PastCard
from studycompanion.ui.pages.reviews.fields import ChoiceField, PartField, PointField, ProseField
from studycompanion.ui.pages.reviews.mending import MendingField
from studycompanion.ui.pages.reviews.others import OthersCard
from studycompanion.ui.pages.reviews.promise_card import PromiseCard
from studycompanion.ui.pages.reviews.prompt_card import PromptCard
from studycompanion.ui.pages.reviews.receiving import PaperNote
from studycompanion.ui.signs import review_sign
from studycompanion.ui.stage_bar import StageBar
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.person_head import PersonHead
from studycompanion.ui.words import near_moment, short_moment, tr

LAST_YEAR_KEYS = "Ctrl+T"
"""Shows or hides last year's words beside this year's."""


def stage_of(line: PersonLine) -> Cell:
    """The sign of a person's review."""
    return review_sign(line.review_stage, owes=line.owes)


def field_of(part: Part, hints: tuple[Hint, ...] = ()) -> PartField:
    """The field that a part is filled in with."""
    if part.kind is PartKind.CHOICE:
        return ChoiceField(part)
    if part.kind is PartKind.POINTS:
        return PointField(part)
    return MendingField(part) if part.kind is PartKind.MENDING else ProseField(part, hints)


class ReviewPanel(QWidget):
    """Tells which part paused, was left or went back, by its key."""

    paused = Signal(str, str)
    left = Signal(str, str)
    reverted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.paper = button(tr("Đã nhận bản giấy…"), icon_name="paper")
        self.plan = button(tr("Mở kế hoạch"), kind="quiet")
        self.last_year = button(tr("Xem năm trước"), kind="quiet")
        self.last_year.setCheckable(True)
        self.last_year.setToolTip(tr("Bài năm trước ở bên cạnh ({keys})", keys=LAST_YEAR_KEYS))
        self.more = button(tr("Thao tác khác"), kind="quiet")
        menu = QMenu(self)
        self.change_form: QAction = menu.addAction(tr("Đổi mẫu…"))
        self.enter: QAction = menu.addAction(tr("Nhập thay…"))
        menu.addSeparator()
        self.ranks: QAction = menu.addAction(tr("Tổng hợp xếp loại…"))
        self.more.setMenu(menu)
        changing(self.paper, self.change_form, self.enter)
        self.head = PersonHead(self.plan, self.paper)
        self.about = label("", "muted")
        self.stages = StageBar(tr("Khóa bản tự soi"), self.more, self.last_year, has_sign=False)
        self.paper_note = PaperNote()
        self.promises = PromiseCard()
        self.hint = label(
            tr("Chữ được giữ lại khi đang gõ. Ô nào để trống sẽ in dòng kẻ để viết tay."), "muted"
        )
        self.sections: dict[str, PartField] = {}
        self._parts: tuple[Part, ...] = ()
        self._hints: tuple[Hint, ...] = ()
        self._past: PastReview | None = None
        self._shown: list[QWidget] = []
        self._texts = QVBoxLayout()
        self._texts.setSpacing(current().px(SPACE.large))
        self.prompt_card = PromptCard()
        self.others = OthersCard()
        self.rest = PastCard()
        whole = column(
            *(self.head, self.stages, self.paper_note, self.promises),
            *(self.prompt_card, self.others, self.about, self.hint),
            spacing=SPACE.medium,
        )
        whole.addLayout(self._texts)
        whole.addWidget(self.rest)
        whole.addStretch(1)
        self.setLayout(whole)
        self.last_year.toggled.connect(self._show_past)

    def show_person(self, line: PersonLine | None) -> None:
        """Show who it is; the texts come with the card."""
        self.head.show_person(line, stage_of(line) if line else Cell(""))
        self.setEnabled(line is not None and line.owes)

    def wait(self) -> None:
        """Nothing is typed into fields that still show somebody else."""
        for field in self.sections.values():
            field.let_type(may_type=False)

    def show_card(
        self, card: ReviewCard, drafts: dict[str, Draft], *, past: PastReview | None = None
    ) -> None:
        """Show the stored texts, and drafts (by section) in place of those they continue."""
        parts = tuple(section.part for section in card.sections)
        if (parts, card.hints) != (self._parts, self._hints):
            self._rebuild(parts, card.hints)
        self.prompt_card.show_prompts(card.prompts)
        self.stages.show_stage(card.stage, card.steps, is_there=card.review is not None)
        self.paper_note.show_review(card.review)
        self.about.setText(about_words(card))
        may_type = card.stage.is_writable
        for control in (self.paper, self.change_form, self.enter):
            control.setEnabled(may_type)
        self.others.show_others(card.others, card.sections, may_type=may_type)
        self._order_offers()
        for section in card.sections:
            is_writable = may_write(card.stage, section.side)
            draft = drafts.get(section.key) if is_writable else None
            self._show_section(section, draft, is_writable=is_writable)
        self._past = past
        self._show_past()
        self._check_points()
        self._advise()

    def held(self) -> PartField | None:
        """The part that has the keyboard."""
        return next((f for f in self.sections.values() if f.edit.hasFocus()), None)

    def leave(self) -> None:
        """Tell every text that is not stored yet."""
        for field in self.sections.values():
            field.leave()

    def _show_section(
        self, section: SectionText, draft: Draft | None, *, is_writable: bool
    ) -> None:
        field = self.sections[section.key]
        field.let_type(may_type=is_writable)
        field.show_stored(section.text, draft=draft.text if draft else None)
        field.is_brought = section.is_prefilled
        field.is_put_back = draft is not None
        if draft is not None:
            when = near_moment(draft.saved_at, draft.saved_at.date())
            field.say(tr("Đã đưa lại chữ đang viết dở ({when}). Rời ô là lưu.", when=when))
        elif section.is_prefilled:
            field.say(tr("Đưa sẵn từ năm trước; sửa hoặc ghi thêm thì mới tính là đã viết."))
        else:
            field.say("")

    def _rebuild(self, parts: tuple[Part, ...], hints: tuple[Hint, ...]) -> None:
        held = self.held()
        for old in self._shown:
            self._texts.removeWidget(old)
            old.deleteLater()
        self._parts, self._hints = parts, hints
        self._shown, self.sections = [], {part.key: field_of(part, hints) for part in parts}
        for key, field in self.sections.items():
            if field.part.head:
                self._add(label(field.part.head, "section"))
            rated = self.sections.get(field.part.about)
            if isinstance(rated, ProseField):
                rated.put_rating(field)
            else:
                self._add(field)
            field.paused.connect(partial(self.paused.emit, key))
            field.left.connect(partial(self._on_left, key))
            field.reverted.connect(partial(self.reverted.emit, key))
        if held is not None and self.sections:
            first = next(iter(self.sections.values()))
            self.sections.get(held.part.key, first).edit.setFocus()

    def _order_offers(self) -> None:
        """Tab goes through what is offered right before the first part."""
        first = next(iter(self.sections.values()), None)
        before = first.edit.previousInFocusChain() if first else None
        while first and before and (before is first or first.isAncestorOf(before)):
            before = before.previousInFocusChain()
        if before:
            self.others.follow(before)

    def _add(self, shown: QWidget) -> None:
        self._texts.addWidget(shown)
        self._shown.append(shown)
        shown.show()  # else Qt shows it only later, and the keyboard could not go there yet

    def _on_left(self, key: str, text: str) -> None:
        field = self.sections[key]
        field.is_brought = field.is_put_back = False
        field.say("")
        self.left.emit(key, text)
        self._check_points()
        self._advise()

    def _show_past(self, _is_on: object = None) -> None:
        """Last year's words where they are wanted and there are any."""
        past, wanted = self._past, self.last_year.isChecked()
        self.last_year.setVisible(past is not None)
        self.last_year.setText(tr("Ẩn năm trước") if wanted else tr("Xem năm trước"))
        parts = dict(past.parts) if past and wanted else {}
        year = past.year if past else 0
        promises = list(past.promises) if past and wanted else []
        for key, field in self.sections.items():
            told = parts.pop((field.part.side, key), None)
            if key == COMMITMENT and promises:
                words = [told.text] if told else []
                told = PastPart(field.title, "\n".join(words + promises))
            field.show_past(year, told)
        rest = [f"{part.title}\n{part.text}" for part in parts.values()]
        self.rest.show_text(
            year, "\n\n".join([*rest, *(["\n".join(promises)] if promises else [])])
        )

    def _check_points(self) -> None:
        """Say which points cannot be; nobody's points are reckoned."""
        fields = [f for f in self.sections.values() if f.part.points is not None]
        lines = tuple(f.part.points for f in fields if f.part.points is not None)
        typed = {f.part.points.key: f.text for f in fields if f.part.points is not None}
        wrong = wrong_sum(lines, typed)
        for field, line in zip(fields, lines, strict=True):
            if line not in wrong:
                field.say("")
            elif wrong_sum((replace(line, is_total=False),), typed):
                field.say(tr("Ghi một số từ 0 đến {most}.", most=line.most))
            else:
                field.say(tr("Tổng này chưa bằng các dòng trên cộng lại."))

    def _advise(self) -> None:
        """Name what is still empty once something of the member's own is written."""
        own = [f for f in self.sections.values() if isinstance(f, ProseField)]
        own = [f for f in own if f.part.side is Side.OWN]
        is_begun = any(f.text.strip() and not f.is_brought for f in own)
        for field in own:
            if not (field.is_brought or field.is_put_back):
                field.advise(is_wanted=is_begun)


def about_words(card: ReviewCard) -> str:
    """On which form a review is written, and who typed it where somebody else did."""
    form = tr("Mẫu: {form}", form=card.form)
    return " · ".join(filter(None, (form, entry_words(card.review))))


def entry_words(review: SelfReview | None) -> str:
    """Who typed the review for the member and when; "" where nobody is noted."""
    if review is None or not review.entered_by:
        return ""
    when = short_moment(review.entered_at) if review.entered_at else ""
    return tr("Nhập thay: {who} ({when})", who=review.entered_by, when=when)
