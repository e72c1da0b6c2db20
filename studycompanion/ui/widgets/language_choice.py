"""The box to choose the language; each is named in itself, so that its speakers find it."""

from studycompanion.messages import LANGUAGES, language
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.words import tr


class LanguageChoice(ChoiceBox):
    """``picked`` tells the code of the language that is wanted; using it is up to the owner."""

    def __init__(self) -> None:
        super().__init__(tr("Ngôn ngữ (Language)"))
        self.fill(list(LANGUAGES.items()), language())
