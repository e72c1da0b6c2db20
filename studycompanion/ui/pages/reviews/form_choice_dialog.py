"""Chooses another form for one person's review, and says what becomes of what is written."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from studycompanion.services import review_changing
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.review_changing import FormChoice
from studycompanion.services.reviews import PersonLine, ReviewCard
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.words import tr


class FormChoiceDialog(FormDialog):
    """No reason is asked: nothing is lost, and undo takes it back."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        topic_id: str,
        *,
        person: PersonLine,
        choices: Sequence[FormChoice],
    ) -> None:
        super().__init__(parent, context, tr("Đổi mẫu bản tự soi"), step=tr("Đổi mẫu"))
        self._topic_id, self._member_id = topic_id, person.member_id
        self._choices = {choice.code: choice for choice in choices}
        self.form = ChoiceBox(tr("Mẫu"))
        self.form.setMaximumWidth(16777215)
        chosen = next((c.code for c in choices if c.is_chosen), None)
        self.form.fill([(c.code, c.name) for c in choices], chosen)
        self.form.picked.connect(self._show_what_becomes)
        title = label(tr("Mẫu"), "field")
        title.setBuddy(self.form)
        self.stays = label(
            tr("Mục hai mẫu cùng có thì ở nguyên chỗ. Điểm và mức mẫu mới không có vẫn được giữ."),
            "muted",
        )
        self.kept = label("")
        self.fields.addWidget(label(person.full_name))
        for shown in (title, self.form, self.stays, self.kept):
            self.fields.addWidget(shown)
        self._show_what_becomes()
        self.form.setFocus()

    def _show_what_becomes(self, _code: str = "") -> None:
        loses = self._choices[self.form.chosen].loses if self.form.chosen else ()
        lines = "\n".join(f"• {title}" for title in loses)
        told = tr("Mẫu này không có các mục sau; chữ được giữ lại và đưa ra ở đầu bản:")
        self.kept.setText(f"{told}\n{lines}")
        self.kept.setVisible(bool(loses))

    def work(self) -> Callable[[Desk], Done[ReviewCard]]:
        """The call that changes the form."""
        topic_id, member_id, code = self._topic_id, self._member_id, self.form.chosen
        return lambda desk: review_changing.change_form(desk, topic_id, member_id, code)
