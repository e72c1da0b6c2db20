"""The language of the window: our own sentences, and what Qt itself shows.

Qt ships no Vietnamese, so a translator reads ours; the names of keys stay as keyboards have them.
"""

from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from studycompanion import messages
from studycompanion.paths import resource
from studycompanion.ui.words import program_name

_LOCALES = {
    "vi": QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_LEFT = ("QShortcut", "QGuiApplication", "QPageSize", "QImageWriter")
"""Names of keys and of sizes of paper, and what Qt asks at every start: the catalogue is not read
for them."""


class QtInVietnamese(QTranslator):
    """Answers Qt from the catalogue; what is not there stays as it is."""

    def isEmpty(self) -> bool:
        """Never, or Qt would not ask."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """The Vietnamese for one of Qt's own sentences."""
        if context in _LEFT:
            return source
        known = _catalogue().get(context, {})
        return known.get(source) or known.get("", source)


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(resource("i18n", "qt.vi.toml").read_text("utf-8"))


@cache
def _translator() -> QtInVietnamese:
    """The one translator, kept: Qt only borrows it."""
    return QtInVietnamese()


def speak(code: str) -> None:
    """Use a language (``vi`` or ``en``) for all that is built and shown from now on."""
    messages.use_language(code)
    QLocale.setDefault(_LOCALES[code])
    QCoreApplication.removeTranslator(_translator())
    if code == "vi":
        QCoreApplication.installTranslator(_translator())
    QApplication.setApplicationDisplayName(program_name())
