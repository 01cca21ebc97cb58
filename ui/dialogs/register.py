"""Registering a provider or a unit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.enums import Regime
from inspektor.shapes.views import ProviderRow
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.pick_line import PickLine


class NewProviderDialog(FormDialog):
    """`registered(provider_id)` when it is done."""

    registered = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(tr("New provider"), "", tr("Register"), width=480, parent=parent)
        self._operations = operations
        self._name, self._number = QLineEdit(), QLineEdit()
        self._regime = Choice(tr("Run by"), [(each.value, tr(each.label)) for each in Regime])
        self._regime.set_current(Regime.PRIVATE)
        self.body.addWidget(self.add_field("name", Field(tr("Name"), self._name)))
        number = Field(
            tr("Organisation number"),
            self._number,
            hint=tr("Ten digits, the last one is checked."),
            optional=True,
        )
        self.body.addWidget(self.add_field("organisation_number", number))
        self.body.addWidget(self.add_field("regime", Field(tr("Run by"), self._regime)))
        self.body.addStretch(1)
        self.fields()["name"].focus()

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(
            "actions.register.add_provider",
            owner=self,
            done=self._registered,
            failed=self.show_error,
            name=self._name.text(),
            organisation_number=self._number.text(),
            regime=self._regime.current(),
        )

    def _registered(self, changes: ChangeSet) -> None:
        self.registered.emit(changes.created("provider"))
        self.accept()


class NewUnitDialog(FormDialog):
    """`registered(unit_id)` when it is done."""

    registered = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget, *, provider_id: str = "") -> None:
        super().__init__(tr("New unit"), "", tr("Register"), width=560, parent=parent)
        self._operations = operations
        self._wanted = provider_id
        self._provider = PickLine(tr("Write a few letters of its name"))
        self._name, self._service, self._address = QLineEdit(), QLineEdit(), QLineEdit()
        self._service.setPlaceholderText(tr("For example residential care home"))
        self.body.addWidget(self.add_field("provider_id", Field(tr("Provider"), self._provider)))
        self.add_row(
            self.add_field("name", Field(tr("Name of the unit"), self._name)),
            self.add_field("service_type", Field(tr("Kind of service"), self._service)),
        )
        self.body.addWidget(self.add_field("address", Field(tr("Address"), self._address, optional=True)))
        self.body.addStretch(1)
        operations.ask("queries.register.providers", owner=self, done=self._take_providers)
        self.fields()["name" if provider_id else "provider_id"].focus()

    def _take_providers(self, found: tuple[ProviderRow, ...]) -> None:
        self._provider.set_choices([(row.id, row.name) for row in found])
        if self._wanted:
            self._provider.set_key(self._wanted)

    def submit(self) -> None:
        self.banners.clear()
        self._provider.settle()
        if not self._provider.key():
            self.refuse(self.fields()["provider_id"], tr("Choose a provider in the register."))
            return
        self.set_busy(True)
        self._operations.change(
            "actions.register.add_unit",
            owner=self,
            done=self._registered,
            failed=self.show_error,
            provider_id=self._provider.key(),
            name=self._name.text(),
            service_type=self._service.text(),
            address=self._address.text(),
        )

    def _registered(self, changes: ChangeSet) -> None:
        self.registered.emit(changes.created("unit"))
        self.accept()
