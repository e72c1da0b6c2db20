"""Asks for a new topic."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services import topics
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.topics import RuleChoice
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class TopicDialog(FormDialog):
    """Title, year and clarity set; issuing body, document and speaker where known."""

    def __init__(self, parent: QWidget, context: Context, choices: tuple[RuleChoice, ...]) -> None:
        super().__init__(parent, context, tr("Thêm chuyên đề"), step=tr("Thêm chuyên đề"))
        self.title = LineField(tr("Tên chuyên đề"))
        self.year = LineField(tr("Năm"))
        self.year.show_text(str(context.today.year))
        self.clarity = ChoiceBox(tr("Mỗi việc làm theo phải"))
        self.clarity.setMaximumWidth(16777215)
        self.clarity.fill([(c.code, c.name) for c in choices])
        self.issuing_body = LineField(tr("Cơ quan ban hành (nếu có)"))
        self.document = LineField(tr("Văn bản (nếu có)"))
        self.speaker = LineField(tr("Người báo cáo (nếu có)"))
        for part in (self.title, self.year):
            self.fields.addWidget(part)
        caption = label(tr("Mỗi việc làm theo phải"), "field")
        self.fields.addLayout(column(caption, self.clarity, spacing=4))
        for part in (self.issuing_body, self.document, self.speaker):
            self.fields.addWidget(part)
        self.title.setFocus()

    def work(self) -> Callable[[Desk], Done[Topic]]:
        """The call that adds the topic."""
        title, year = self.title.text, _year(self.year.text)
        clarity, body = self.clarity.chosen, self.issuing_body.text
        document, speaker = self.document.text, self.speaker.text
        return lambda desk: topics.add_topic(
            desk,
            title,
            year,
            clarity=clarity,
            issuing_body=body,
            document=document,
            speaker=speaker,
        )


def _year(typed: str) -> int:
    if not typed.strip().isdigit():
        raise UserError("topic_year", year=typed.strip())
    return int(typed)
