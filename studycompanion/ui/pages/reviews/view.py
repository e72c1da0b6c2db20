"""Layout of the reviews' page: people at the left, the sections of one review at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from studycompanion.services.drafts import Draft
from studycompanion.services.reviews import PersonLine, ReviewCard, SectionText, may_write
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.reviews.receiving import PaperNote
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.signs import review_sign
from studycompanion.ui.stage_bar import StageBar
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.person_head import PersonHead
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import near_moment, tr


def stage_of(line: PersonLine) -> Cell:
    """The sign of a person's review."""
    return review_sign(line.review_stage, owes=line.owes)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda p: Cell(p.full_name, is_strong=True), is_name=True),
        Column(tr("Bản tự soi"), stage_of, 18),
    )


def _prompt_card(prompts: QLabel) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "soft")
    inside = column(label(tr("Gợi ý tự soi"), "field"), prompts, spacing=SPACE.hair)
    room = current().px(SPACE.medium)
    inside.setContentsMargins(room, room, room, room)
    card.setLayout(inside)
    return card


class SectionField(QWidget):
    """One section: its title, the text, and a word on a draft that was put back."""

    def __init__(self, section: SectionText) -> None:
        super().__init__()
        self.title = section.title
        self.edit = DraftEdit(section.title, least=3)
        self.note = label("", "muted")
        self.note.hide()
        title = label(section.title, "field")
        title.setBuddy(self.edit)
        self.setLayout(column(title, self.edit, self.note, spacing=SPACE.hair))
        self.setFocusProxy(self.edit)


class ReviewPanel(QWidget):
    """The review of one person; tells which section paused, was left or went back."""

    paused = Signal(str, str)
    left = Signal(str, str)
    reverted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.paper = button(tr("Đã nhận bản giấy…"), icon_name="paper")
        self.plan = button(tr("Mở kế hoạch"), kind="quiet")
        self.head = PersonHead(self.plan, self.paper)
        self.stages = StageBar(tr("Khóa bản tự soi"), has_sign=False)
        self.paper_note = PaperNote()
        self.hint = label(
            tr("Chữ được giữ lại khi đang gõ. Ô nào để trống sẽ in dòng kẻ để viết tay."), "muted"
        )
        self.sections: dict[str, SectionField] = {}
        self._texts = QVBoxLayout()
        self._texts.setSpacing(current().px(SPACE.large))
        self.prompts = label("")
        self.prompt_card = _prompt_card(self.prompts)
        whole = column(
            self.head,
            self.stages,
            self.paper_note,
            self.hint,
            self.prompt_card,
            spacing=SPACE.medium,
        )
        whole.addLayout(self._texts)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_person(self, line: PersonLine | None) -> None:
        """Show who it is; the texts come with the card."""
        self.head.show_person(line, stage_of(line) if line else Cell(""))
        self.setEnabled(line is not None and line.owes)

    def wait(self) -> None:
        """Nothing is typed into fields that still show somebody else."""
        for field in self.sections.values():
            field.edit.setReadOnly(True)

    def show_card(self, card: ReviewCard, drafts: dict[str, Draft]) -> None:
        """Show the stored texts, and drafts (by section) in place of those they continue."""
        titles = {section.key: section.title for section in card.sections}
        if titles != {key: field.title for key, field in self.sections.items()}:
            self._build(card.sections)
        self.prompts.setText("\n".join(f"• {prompt}" for prompt in card.prompts))
        self.prompt_card.setVisible(bool(card.prompts))
        self.stages.show_stage(card.stage, card.steps, is_there=card.review is not None)
        self.paper.setEnabled(card.stage.is_writable)
        self.paper_note.show_review(card.review)
        for section in card.sections:
            is_writable = may_write(card.stage, section.side)
            draft = drafts.get(section.key) if is_writable else None
            self._show_section(section, draft, is_writable=is_writable)

    def leave(self) -> None:
        """Tell every text that is not stored yet."""
        for field in self.sections.values():
            field.edit.leave()

    def _show_section(
        self, section: SectionText, draft: Draft | None, *, is_writable: bool
    ) -> None:
        field = self.sections[section.key]
        field.edit.setReadOnly(not is_writable)
        field.edit.show_stored(section.text, draft=draft.text if draft else None)
        field.note.setVisible(draft is not None)
        if draft is not None:
            when = near_moment(draft.saved_at, draft.saved_at.date())
            field.note.setText(tr("Đã đưa lại chữ đang viết dở ({when}). Rời ô là lưu.", when=when))

    def _build(self, sections: tuple[SectionText, ...]) -> None:
        for old in self.sections.values():
            self._texts.removeWidget(old)
            old.deleteLater()
        self.sections = {section.key: SectionField(section) for section in sections}
        for key, field in self.sections.items():
            self._texts.addWidget(field)
            field.show()
            field.edit.paused.connect(lambda text, key=key: self.paused.emit(key, text))
            field.edit.left.connect(lambda text, key=key: self._on_left(key, text))
            field.edit.reverted.connect(lambda key=key: self.reverted.emit(key))

    def _on_left(self, key: str, text: str) -> None:
        self.sections[key].note.hide()
        self.left.emit(key, text)


class ReviewsView(PersonView):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        self.panel = ReviewPanel()
        self.drafts = button(tr("Lập cho cả chi bộ…"), icon_name="reviews")
        self.stack = button(tr("Nhận bản giấy…"), icon_name="paper")
        super().__init__(
            tr("Tự soi, tự sửa"),
            _columns(),
            scrolling_card(self.panel),
            self.stack,
            self.drafts,
            icon_name="reviews",
        )
