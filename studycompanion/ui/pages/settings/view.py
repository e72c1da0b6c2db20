"""Layout of the settings: one tab for each section."""

from PySide6.QtWidgets import QTabWidget, QWidget

from studycompanion.ui.context import SAFETY, Context
from studycompanion.ui.holding import changing
from studycompanion.ui.pages.settings.comforts import ComfortsSection
from studycompanion.ui.pages.settings.rules import RulesSection
from studycompanion.ui.pages.settings.safety.section import SafetySection
from studycompanion.ui.pages.settings.units import UnitsSection
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.words import tr


class SettingsView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.templates = button(tr("Mẫu giấy tờ…"), icon_name="commitments")
        self.trust = button(tr("Chứng thư tin cậy…"), icon_name="key")
        self.header = PageHeader(tr("Cài đặt"), self.trust, self.templates)
        self.units = UnitsSection()
        self.clarity = RulesSection(
            tr("Mỗi việc làm theo phải rõ từng điểm của bộ mà chuyên đề đã chọn.")
        )
        self.due = RulesSection(
            tr("Thời hạn đặt sẵn khi lập chuyên đề; chọn rồi vẫn sửa được từng ngày.")
        )
        self.comforts = ComfortsSection(context.preferences.comforts)
        self.safety = SafetySection(context.folder)
        changing(self.units, self.clarity, self.due, self.templates, self.trust)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("Các mục cài đặt"))
        self.sections = ("units", "clarity", "due", "comforts", SAFETY)
        self.tabs.addTab(self.units, tr("Đơn vị"))
        self.tabs.addTab(self.clarity, tr("Bộ rõ"))
        self.tabs.addTab(self.due, tr("Mốc hạn"))
        self.tabs.addTab(self.comforts, tr("Hiển thị"))
        self.tabs.addTab(self.safety, tr("An toàn"))
        for section in (self.comforts, self.safety):
            # These are of this PC and its data, not of a copy that is only looked at.
            self.tabs.setTabVisible(self.tabs.indexOf(section), not context.is_copy)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self.tabs, 1)
        self.setLayout(whole)

    def show_section(self, name: str) -> None:
        """Open the section of this name; none of that name leaves it at the one in view."""
        if name in self.sections:
            self.tabs.setCurrentIndex(self.sections.index(name))
