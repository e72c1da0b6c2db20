"""A help page to read in peace: shipped with the program, nothing is fetched from anywhere."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from studycompanion import messages
from studycompanion.services import help as help_service
from studycompanion.ui.mark_keys import with_keys_in_force
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.words import tr

KEYS = "keys"
_WIDTH, _HEIGHT = 720, 600
_LINE_PERCENT = 125


class HelpSheet(ListSheet):
    """Shows the page of that name; the others are one choice away."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, "", width=_WIDTH, height=_HEIGHT)
        self.pages = ChoiceBox(tr("Trang trợ giúp"))
        self.pages.fill([(n, _title(_text(n))) for n in help_service.help_names()], name)
        self.pages.picked.connect(self.show_page)
        self.reading = _reading_room()
        self._lay_out()
        self.show_page(name)
        self.reading.setFocus()

    def show_page(self, name: str) -> None:
        """Show another page from its beginning."""
        text = _text(name)
        self.setWindowTitle(tr("Trợ giúp: {title}", title=_title(text)))
        self.reading.setAccessibleName(self.windowTitle())
        features = QTextDocument.MarkdownFeature
        self.reading.document().setMarkdown(
            text, features.MarkdownDialectCommonMark | features.MarkdownNoHTML
        )
        _space_out(self.reading.document())
        self.reading.moveCursor(QTextCursor.MoveOperation.Start)

    def _lay_out(self) -> None:
        caption = label(tr("Trang trợ giúp"), "field", wraps=False)
        caption.setBuddy(self.pages)
        self.lay_out(
            row(caption, self.pages, None),
            self.reading,
            row(None, button(tr("Đóng"), self.accept, kind="primary")),
            grows=self.reading,
            has_title=False,
        )


def _reading_room() -> QTextBrowser:
    made = QTextBrowser()
    made.setOpenLinks(False)
    made.setOpenExternalLinks(False)
    made.viewport().setAutoFillBackground(False)
    made.setFrameShape(QTextBrowser.Shape.NoFrame)
    made.document().setDefaultFont(current().font(TYPE.body))
    made.document().setDocumentMargin(current().px(SPACE.small))
    return made


def _space_out(document: QTextDocument) -> None:
    """Lines apart enough for tired eyes, and room above each heading."""
    block = document.begin()
    while block.isValid():
        shape = QTextBlockFormat()
        shape.setLineHeight(
            _LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        is_heading = block.blockFormat().headingLevel() > 0
        shape.setTopMargin(current().px(SPACE.large if is_heading else SPACE.hair))
        shape.setBottomMargin(current().px(SPACE.hair))
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(shape)
        if is_heading:
            _shape_heading(cursor, block.blockFormat().headingLevel())
        block = block.next()


def _shape_heading(cursor: QTextCursor, level: int) -> None:
    size = TYPE.title if level == 1 else TYPE.section
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    letters = cursor.charFormat()
    letters.setFont(current().font(size, bold=True))
    letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    cursor.setCharFormat(letters)


def _text(name: str) -> str:
    return with_keys_in_force(help_service.help_page(name, messages.language()))


def _title(text: str) -> str:
    return text.split("\n", 1)[0].lstrip("# ")
