"""The fields for a USB token: its module, whose certificate, and the PIN with its warning."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services import tokens
from studycompanion.services.tokens import Held
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_BY_HAND = "by hand"


class TokenFields(QWidget):
    """Looks for tokens when it is asked to, and again when the module changes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._zone = context.clock().tzinfo
        self._by_hand = ""
        self._held: tuple[Held, ...] = ()
        self.module = ChoiceBox(tr("Loại USB token"))
        self.again = button(tr("Tìm lại"), self.look)
        self.certificate = ChoiceBox(tr("Chứng thư"))
        self.pin = LineField(tr("Mã PIN"))
        self.pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.warning = label()
        self.warning.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        for box in (self.module, self.certificate):
            box.setMaximumWidth(16777215)
        top = row(self.module, self.again)
        whole = column(label(self.module.accessibleName(), "field"), spacing=SPACE.small)
        whole.addLayout(top)
        for part in (
            label(self.certificate.accessibleName(), "field"),
            self.certificate,
            self.pin,
            self.warning,
        ):
            whole.addWidget(part)
        self.setLayout(whole)
        self.module.picked.connect(self._on_module)
        self.certificate.picked.connect(lambda _chosen: self.warn())

    @property
    def held(self) -> Held | None:
        """The chosen certificate on its token."""
        place = self.certificate.currentIndex()
        return self._held[place] if 0 <= place < len(self._held) else None

    def take_pin(self) -> str:
        """The PIN, which leaves the field."""
        pin = self.pin.text
        self.pin.edit.clear()
        return pin

    def look(self) -> None:
        """Look for modules, and then for what is plugged in."""
        if not self.module.count():
            self.context.tasks.compute(lambda _desk: tokens.modules(), self._on_modules)
        elif self.module.chosen != _BY_HAND or self._by_hand:
            self._look_into(Path(self._by_hand or self.module.chosen))

    def _on_modules(self, found: tuple[object, ...]) -> None:
        known = [(str(one.path), one.vendor) for one in found]  # type: ignore[attr-defined]
        self.module.fill([*known, (_BY_HAND, tr("Chọn tệp giao tiếp bằng tay…"))])
        if known:
            self._look_into(Path(self.module.chosen))
        else:
            self._say(tr("Máy này chưa cài phần mềm USB token nào quen thuộc. Hãy chọn bằng tay."))

    def _on_module(self, chosen: str) -> None:
        if chosen != _BY_HAND:
            self._by_hand = ""
            self._look_into(Path(chosen))
            return
        choose_file(
            self,
            tr("Chọn tệp giao tiếp USB token"),
            folder="",
            kinds="PKCS#11 (*.dll *.so *.so.*)",
            then=self.use_module,
        )

    def use_module(self, path: Path) -> None:
        """Speak to tokens through a module that the user names."""
        self._by_hand = str(path)
        self._look_into(path)

    def _look_into(self, module: Path) -> None:
        self._fill(())
        self._say(tr("Đang tìm USB token…"))
        self.context.tasks.compute(
            lambda _desk: tokens.held(module), self._on_held, failed=self._on_trouble, key=self
        )

    def _on_held(self, found: tuple[Held, ...]) -> None:
        self._fill(found)
        self.warn()

    def _fill(self, found: tuple[Held, ...]) -> None:
        self._held = found
        lines = [
            (str(place), tr("{name}, hạn đến {day}", name=one.name, day=self._day(one)))
            for place, one in enumerate(found)
        ]
        self.certificate.fill(lines)
        self.certificate.setEnabled(bool(found))
        self.pin.setEnabled(bool(found))

    def _day(self, one: Held) -> str:
        return display_date(one.not_after.astimezone(self._zone).date())

    def _on_trouble(self, error: CodedError) -> None:
        self._say(say(error))

    def warn(self) -> None:
        """Say what the token and earlier tries tell of the PIN."""
        held = self.held
        self._say(tokens.pin_warning(held) if held is not None else "")
        self.pin.setEnabled(held is not None and tokens.may_try(held))

    def _say(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        if sentence and self.isVisible():
            announce(self, sentence)
