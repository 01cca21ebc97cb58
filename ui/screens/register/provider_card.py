"""A provider: what it is called, its organisation number, who runs it, its units, and what others sent about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import Regime
from inspektor.shapes.views import ProviderRow, UnitRow
from ui.dialogs.received import ReceivedAbout
from ui.operations import Operations
from ui.screens.register.checked_line import CheckedLine
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRow, ListRows
from ui.written import Written, WrittenRecord


class ProviderCard(Card):
    """Saves itself as one writes. `unit_opened(id)`, `unit_asked(provider_id)`."""

    unit_opened = Signal(str)
    unit_asked = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(spacing=16, parent=parent)
        self._operations = operations
        self._id = ""
        self._record = WrittenRecord(operations, "provider", "actions.register.edit_provider", self)
        self._name = self._record.add(Written("name", tr("Name"), lines=1))
        self._number = CheckedLine()
        self._number_field = Field(
            tr("Organisation number"), self._number, hint=tr("Ten digits, the last one is checked.")
        )
        self._number.left.connect(self._save_number)
        self._regime = Choice(tr("Run by"), [(each.value, tr(each.label)) for each in Regime])
        self._regime.chosen.connect(self._save_regime)
        self.add(self._name)
        row = QHBoxLayout()
        row.setSpacing(16)
        regime = Field(tr("Run by"), self._regime)
        self._record.marks.add(self._number_field, "organisation_number")
        self._record.marks.add(regime, "regime")
        for field in (self._number_field, regime):
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)
        self._units = Card(tr("Units"), look="box", padding=12, spacing=4)
        new = link(tr("New unit"), "plus")
        new.clicked.connect(self._ask_for_unit)
        self._units.add_action(new)
        self._list = ListRows(tr("Units"), shows_choice=False)
        self._list.opened.connect(self.unit_opened)
        self._none = EmptyState("building-2", tr("The provider's units will stand here."))
        self._units.add(self._list, 1)
        self._units.add(self._none, 1)
        self.add(self._units, 1)
        self._theirs = ReceivedAbout(operations, look="box", padding=12, spacing=4)
        self.add(self._theirs)

    def show_provider(self, provider: ProviderRow, units: Sequence[UnitRow]) -> None:
        """Show this provider: another one is loaded, the same one refreshed."""
        if provider.id != self._id:
            self._id = provider.id
            self._number.load(provider.organisation_number)
            self._number_field.clear_error()
        else:
            self._number.show_text(provider.organisation_number)
        self._record.show(provider.id, {"name": provider.name})
        self._regime.set_current(provider.regime)
        own = [unit for unit in units if unit.provider_id == provider.id]
        self._list.set_rows([ListRow(unit.id, unit.name, unit.service_type) for unit in own])
        self._list.setVisible(bool(own))
        self._none.setVisible(not own)
        self._units.set_count(str(len(own)) if own else "")
        self._theirs.show_about(provider.id)

    def focus(self) -> None:
        """Give the keyboard to the name."""
        self._name.focus()

    def _ask_for_unit(self) -> None:
        self.unit_asked.emit(self._id)

    def _save_number(self, number: str) -> None:
        self._operations.change(
            "actions.register.edit_provider",
            self._id,
            owner=self,
            done=self._number_saved,
            failed=self._number_refused,
            organisation_number=number,
        )

    def _number_saved(self, _: object) -> None:
        self._number_field.clear_error()

    def _number_refused(self, error: InspektorError) -> None:
        self._number_field.set_error(str(error))

    def _save_regime(self, regime: str) -> None:
        self._record.put(regime=regime)
