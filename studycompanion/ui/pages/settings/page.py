"""Behaviour of the settings: units, rules, comforts, safety."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from studycompanion.domain.due import DuePreset
from studycompanion.domain.people import UnitKind
from studycompanion.domain.plan import ClaritySet
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError
from studycompanion.services import due, topics, unit_merging, units
from studycompanion.services.desk import Desk
from studycompanion.services.safekeeping import PasswordChange
from studycompanion.services.topics import RuleChoice
from studycompanion.services.unit_merging import Hanging
from studycompanion.services.units import Signer, UnitLine
from studycompanion.ui import dialogs
from studycompanion.ui.context import BACKUP, Context
from studycompanion.ui.mark_keys import use_keys
from studycompanion.ui.page import Page
from studycompanion.ui.pages.settings.keys_dialog import KeysDialog
from studycompanion.ui.pages.settings.password_dialog import PasswordDialog, Step
from studycompanion.ui.pages.settings.rules import clarity_rules, due_rules
from studycompanion.ui.pages.settings.safety.actions import SafetyActions
from studycompanion.ui.pages.settings.safety.facts import SafetyFacts, read_facts
from studycompanion.ui.pages.settings.templates_dialog import TemplatesDialog
from studycompanion.ui.pages.settings.unit_dialogs import MergeDialog, RenameDialog, SignerDialog
from studycompanion.ui.pages.settings.view import SettingsView
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the sections show."""

    units: tuple[UnitLine, ...]
    clarity: tuple[tuple[RuleChoice, ClaritySet], ...]
    presets: tuple[DuePreset, ...]
    safety: SafetyFacts


def read_known(desk: Desk) -> Known:
    """Read what the sections show."""
    return Known(
        units.list_units(desk),
        topics.clarity_sets(desk),
        due.presets(desk, desk.today.year),
        read_facts(desk),
    )


class SettingsPage(Page):
    """What is set once for the whole file."""

    kinds: ClassVar[tuple[str, ...]] = (
        "unit", "unit_name", "setting", "member", "membership", "member_role", BACKUP,
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("section",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = SettingsView(context)
        self.setLayout(column(self.view))
        self._unit: UnitLine | None = None
        self._signer = Signer("")
        self._hanging: Hanging | None = None
        self.view.show_section(context.choice.section)
        self.view.tabs.currentChanged.connect(self._on_section)
        self._connect_sections()

    def _connect_sections(self) -> None:
        view = self.view
        view.units.finder.chosen.connect(self._on_unit)
        view.units.finder.entered.connect(self._on_rename)
        view.units.rename.clicked.connect(self._on_rename)
        view.units.merge.clicked.connect(partial(self._ask_merge, ""))
        view.units.remove.clicked.connect(self._on_remove)
        view.units.choose_signer.clicked.connect(self._on_choose_signer)
        view.comforts.language.picked.connect(self._on_language)
        view.comforts.scale.picked.connect(self._on_scale)
        view.comforts.scheme.picked.connect(self._on_scheme)
        view.comforts.with_cards.toggled.connect(self._on_with_cards)
        view.comforts.keys.clicked.connect(self._on_keys)
        view.comforts.with_hints.toggled.connect(self._on_with_hints)
        view.templates.clicked.connect(self._on_templates)
        view.trust.clicked.connect(self._on_trust)
        self.safety = SafetyActions(self, view.safety)
        for pressed, step in (
            (view.safety.set_password, Step.SET),
            (view.safety.change_password, Step.CHANGE),
            (view.safety.remove_password, Step.REMOVE),
        ):
            pressed.clicked.connect(partial(self._ask_password, step))

    def first_place(self) -> QWidget:
        """The tabs, from where Tab goes into the section."""
        return self.view.tabs.tabBar()

    def reload(self) -> None:
        """Read everything again; the section in view stays unless another is wanted."""
        self.view.show_section(self.context.choice.section)
        self.context.tasks.read(read_known, self._on_known, key=self)

    def _on_known(self, known: Known) -> None:
        self.view.units.model.fill(known.units)
        self.view.units.finder.refresh()
        self.view.clarity.show_rules(clarity_rules(known.clarity))
        self.view.due.show_rules(due_rules(known.presets))
        self.view.safety.show_facts(known.safety)
        count = group_thousands(len(known.units))
        self.view.header.subtitle.setText(tr("{n} tổ chức đảng", n=count))
        self.settle_focus()

    def _on_section(self, place: int) -> None:
        self.context.choice.section = self.view.sections[place]

    def _on_unit(self, unit: UnitLine | None) -> None:
        self._unit, self._hanging = unit, None
        self.view.units.show_unit(unit)
        if unit is not None:
            unit_id = unit.id
            self.context.tasks.read(
                lambda desk: units.signer(desk, unit_id), self._on_signer, key=self.view.units
            )
            self.context.tasks.read(
                lambda desk: unit_merging.hanging(desk, unit_id),
                self._on_hanging,
                key=self.view.units.merge,
            )

    def _other_cells(self) -> list[UnitLine]:
        """The cells that the one in view can be merged into; none where it is no cell."""
        listed: list[UnitLine] = list(self.view.units.model.records)
        cells = [unit for unit in listed if unit.kind is UnitKind.CELL]
        unit = self._unit
        is_cell = unit is not None and unit.kind is UnitKind.CELL
        return [cell for cell in cells if is_cell and unit is not None and cell.id != unit.id]

    def _on_hanging(self, found: Hanging) -> None:
        self._hanging = found
        others = bool(self._other_cells())
        self.view.units.show_ways_out(can_merge=others, can_remove=others and found.is_nothing)

    def _ask_merge(self, into: str, _checked: object = None) -> None:
        if self._unit is not None and self._hanging is not None and self._other_cells():
            dialog = MergeDialog(
                self,
                self.context,
                self._unit,
                others=self._other_cells(),
                found=self._hanging,
                into=into,
            )
            dialog.done_with.connect(self._on_merged)
            dialog.open()

    def _on_merged(self, _into: object) -> None:
        self.noted.emit(tr("Đã gộp chi bộ."))

    def _on_remove(self) -> None:
        if self._unit is not None:
            unit_id = self._unit.id
            self.context.tasks.write(
                lambda desk: unit_merging.remove_unit(desk, unit_id),
                lambda _done: self.noted.emit(tr("Đã bỏ chi bộ trống.")),
                failed=self._on_refused,
            )

    def _on_refused(self, error: CodedError) -> None:
        dialogs.say_error(self, error)

    def _on_signer(self, signer: Signer) -> None:
        self._signer = signer
        self.view.units.show_signer(signer)

    def _on_rename(self) -> None:
        if self._unit is not None:
            dialog = RenameDialog(self, self.context, self._unit)
            dialog.done_with.connect(self._on_renamed)
            dialog.merge_wanted.connect(self._ask_merge)
            dialog.open()

    def _on_renamed(self, _nothing: object) -> None:
        self.noted.emit(tr("Đã lưu tên."))

    def _on_choose_signer(self) -> None:
        if self._unit is not None:
            dialog = SignerDialog(self, self.context, self._unit, signer=self._signer)
            dialog.done_with.connect(self._on_signer)
            dialog.open()

    def _on_templates(self) -> None:
        TemplatesDialog(self, self.context).open()

    def _on_trust(self) -> None:
        from studycompanion.ui.signing.trust_dialog import TrustDialog

        TrustDialog(self, self.context).open()

    def _on_language(self, language: str) -> None:
        self.context.preferences.change(language=language)
        self.look_chosen.emit()

    def _on_scale(self, scale: str) -> None:
        self.context.preferences.change(scale=int(scale))
        self.look_chosen.emit()

    def _on_scheme(self, scheme: str) -> None:
        self.context.preferences.change(scheme=scheme)
        self.look_chosen.emit()

    def _on_keys(self) -> None:
        dialog = KeysDialog(self)
        dialog.chosen.connect(self._on_keys_chosen)
        dialog.open()

    def _on_keys_chosen(self, chosen: dict[str, str]) -> None:
        self.context.preferences.change(mark_keys=chosen)
        use_keys(chosen)
        self.look_chosen.emit()

    def _on_with_cards(self, wanted: bool) -> None:
        self.context.preferences.change(with_cards=wanted)

    def _on_with_hints(self, wanted: bool) -> None:
        self.context.preferences.change(with_hints=wanted)

    def _ask_password(self, step: Step, _checked: object = None) -> None:
        dialog = PasswordDialog(self, self.context, step)
        dialog.changed.connect(self._on_password)
        dialog.open()

    def _on_password(self, change: PasswordChange) -> None:
        self.reload()
        self.noted.emit(tr("Đã lưu mật khẩu. Hãy sao lưu lại."))
        if change.recovery_key is None:
            return
        self._sheet = RecoverySheet(change.recovery_key)
        self._sheet.setParent(self, self._sheet.windowFlags())
        self._sheet.accepted.connect(partial(self._on_key_kept, len(change.plain_backups)))
        self._sheet.open()

    def _on_key_kept(self, plain_backups: int) -> None:
        if plain_backups:
            count = group_thousands(plain_backups)
            sentence = tr(
                "Còn {n} bản sao lưu cũ chưa có mật khẩu trong thư mục sao lưu. Không cần nữa thì "
                "hãy bỏ chúng đi.",
                n=count,
            )
            dialogs.warn(self, sentence)
