"""The settings page, drawn from the declared settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Setting, Settings


class SettingsDialog(Sheet):
    """Each choice takes effect at once."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, parent, "Settings", 600, 560)
        self.setObjectName("settings")
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[str, Select] = {}
        for name, setting in Settings.declared().items():
            if setting.title:
                form.addRow(QLabel(setting.title), self._field(name, setting))
        self.page.body.addLayout(form)
        self._places()
        self.page.body.addStretch(1)
        self.add_button("Close", primary=True)

    def _field(self, name: str, setting: Setting[Any]) -> QWidget:
        select = Select(self.services.theme, setting.title)
        for value, words in setting.choices:
            select.addItem(words, value)
        select.choose(self.services.settings.value(name))
        select.currentIndexChanged.connect(
            lambda _: self.services.settings.put(name, select.currentData())
        )
        self.fields[name] = select
        field = QWidget()
        box = QVBoxLayout(field)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(select)
        box.addWidget(text_label(setting.explained, role="small"))
        return field

    def _places(self) -> None:
        self.page.add(SectionHeading("Where things are kept"))
        library = self.services.library
        if library is not None:
            self.page.add(text_label(f"Library: {library.folder}"))
        if self.services.settings.file is not None:
            self.page.add(text_label(f"Settings: {self.services.settings.file}"))
        accepted = self.services.settings.first_notice_accepted
        if accepted:
            self.page.add(text_label(f"The notice was accepted on {accepted}.", role="small"))
