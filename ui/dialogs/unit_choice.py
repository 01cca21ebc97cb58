"""Choosing a unit, or registering one on the spot with its provider."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.views import ProviderRow, UnitRow
from ui.operations import Operations
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.pick_line import PickLine


class UnitChoice(QWidget):
    """`picked(unit_id)` when one that is known is chosen. `settle` ends in the id of a unit that exists."""

    picked = Signal(str)
    turned = Signal()
    """It has become higher or lower."""

    def __init__(self, operations: Operations, *, unit_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._wanted = unit_id
        self._line = PickLine(tr("Write a few letters of its name"))
        self._line.picked.connect(self._tell)
        self._field = Field(tr("Unit"), self._line)
        self._new = _NewUnit(operations)
        self._new.setVisible(False)
        self._turn = link(tr("Register a new unit"), "plus")
        self._turn.clicked.connect(self._turn_over)
        self._services: dict[str, str] = {}
        self._done: Callable[[str], object] = _nothing
        self._refused: Callable[[], object] = _nothing
        row = QHBoxLayout()
        row.addWidget(self._turn)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._new)
        column.addLayout(row)
        self._new.made.connect(self._made)
        self._new.refused.connect(self._not_made)
        operations.ask("queries.register.units", owner=self, done=self._take_units)

    def focus(self) -> None:
        """Give the keyboard to the line."""
        self._field.focus()

    def settle(self, done: Callable[[str], object], refused: Callable[[], object]) -> None:
        """Call `done(unit_id)`, after registering the unit if it is new; or `refused()`, when the fields say why."""
        self._done, self._refused = done, refused
        if not self._new.isHidden():
            self._new.register()
            return
        self._line.settle()
        if self._line.key():
            done(self._line.key())
        else:
            self._field.set_error(tr("Choose a unit from the register, or register a new one."))
            self._field.focus()
            refused()

    def service_type(self, unit_id: str) -> str:
        """The service of a unit in the register; "" for none of them."""
        return self._services.get(unit_id, "")

    def _take_units(self, found: tuple[UnitRow, ...]) -> None:
        self._services = {row.id: row.service_type for row in found}
        self._line.set_choices([(row.id, f"{row.name} · {row.provider}") for row in found])
        if self._wanted:
            self._line.set_key(self._wanted)
            self.picked.emit(self._wanted)
        if not found and self._new.isHidden():
            self._turn_over()

    def _tell(self, unit_id: str) -> None:
        self._field.clear_error()
        self.picked.emit(unit_id)

    def _turn_over(self) -> None:
        new = self._new.isHidden()
        self._new.setVisible(new)
        self._field.setVisible(not new)
        self._turn.setText(tr("Choose a unit from the register") if new else tr("Register a new unit"))
        self._turn.set_icon("chevron-left" if new else "plus")
        self.turned.emit()
        if new:
            self._new.focus(self._line.text())
        else:
            self._field.focus()

    def _made(self, unit_id: str) -> None:
        self._done(unit_id)

    def _not_made(self) -> None:
        self._refused()


class _NewUnit(Card):
    """Provider, name and kind of service: what a visit cannot do without."""

    made = Signal(str)
    refused = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(look="box", padding=16, parent=parent)
        self._operations = operations
        self._provider = PickLine(tr("A provider in the register, or the name of a new one"))
        self._name, self._service, self._address = QLineEdit(), QLineEdit(), QLineEdit()
        self._fields = {
            "provider": Field(tr("Provider"), self._provider),
            "name": Field(tr("Name of the unit"), self._name),
            "service_type": Field(tr("Kind of service"), self._service),
            "address": Field(tr("Address"), self._address, optional=True),
        }
        self._service.setPlaceholderText(tr("For example residential care home"))
        for pair in (("provider", "name"), ("service_type", "address")):
            row = QHBoxLayout()
            row.setSpacing(16)
            for name in pair:
                column = QVBoxLayout()
                column.addWidget(self._fields[name])
                column.addStretch(1)
                row.addLayout(column, 1)
            self.body.addLayout(row)
        operations.ask("queries.register.providers", owner=self, done=self._take_providers)

    def focus(self, name: str) -> None:
        """Begin, with what was written as the unit's name."""
        if not self._name.text():
            self._name.setText(name)
        self._fields["provider"].focus()

    def _take_providers(self, found: tuple[ProviderRow, ...]) -> None:
        self._provider.set_choices([(row.id, row.name) for row in found])

    def register(self) -> None:
        """Register the unit, after its provider if that is new too."""
        lines = {"provider": self._provider, "name": self._name, "service_type": self._service}
        empty = [name for name, line in lines.items() if not line.text().strip()]
        for name in empty:
            self._fields[name].set_error(tr("Fill in this field."))
        if empty:
            self._fields[empty[0]].focus()
            self.refused.emit()
        elif self._provider.key():
            self._add_unit(self._provider.key())
        else:
            self._change("actions.register.add_provider", self._provider_made, name=self._provider.text())

    def _provider_made(self, changes: ChangeSet) -> None:
        provider_id = changes.created("provider")
        name = self._provider.text()
        self._provider.set_choices([(provider_id, name)])
        self._provider.set_key(provider_id)
        self._add_unit(provider_id)

    def _add_unit(self, provider_id: str) -> None:
        self._change(
            "actions.register.add_unit",
            self._unit_made,
            provider_id=provider_id,
            name=self._name.text(),
            service_type=self._service.text(),
            address=self._address.text(),
        )

    def _unit_made(self, changes: ChangeSet) -> None:
        self.made.emit(changes.created("unit"))

    def _change(self, action: str, done: Callable[[ChangeSet], object], **values: Any) -> None:
        self._operations.change(action, owner=self, done=done, failed=self._show_error, **values)

    def _show_error(self, error: InspektorError) -> None:
        field = self._fields.get(error.field) if isinstance(error, RuleBroken) else None
        field = field or self._fields["name"]
        field.set_error(str(error))
        field.focus()
        self.refused.emit()


def _nothing(*_: object) -> None:
    """Nobody waits."""
