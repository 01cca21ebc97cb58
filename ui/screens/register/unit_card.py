"""A unit: where it is, what it does, on what its assignment rests."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import LegalBasis
from inspektor.shapes.views import UnitRow
from ui import theme
from ui.operations import Operations
from ui.screens.register.checked_line import CheckedLine
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Check, Choice
from ui.widgets.field import Field
from ui.widgets.rights import reads
from ui.widgets.text import ElidedLabel
from ui.widgets.versions_mark import VersionsMark
from ui.written import Written, WrittenRecord

_UNKNOWN = "-"
_TEXTS = ("name", "service_type", "address", "manager", "agreement_number", "target_group")


class UnitCard(Card):
    """Saves itself as one writes. `provider_opened(id)`, `plan_asked(unit_id)`."""

    provider_opened = Signal(str)
    plan_asked = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(spacing=16, parent=parent)
        self._operations = operations
        self._unit: UnitRow | None = None
        self._record = WrittenRecord(operations, "unit", "actions.register.edit_unit", self)
        self.body.addLayout(self._make_head())
        written = self._record.add
        self._add_row(
            written(Written("name", tr("Name of the unit"), lines=1)),
            written(Written("service_type", tr("Kind of service"), lines=1)),
        )
        self._add_row(
            written(Written("address", tr("Address"), lines=1)),
            written(Written("manager", tr("Manager"), lines=1)),
        )
        self._protected = Check(
            tr(
                "The address is protected: it is not printed, not shown in lists, and not readable to readers of the group."
            )
        )
        self._protected.clicked.connect(self._save_protected)
        versions = VersionsMark()
        self.add(self._protected)
        self.add(versions)
        self._places = CheckedLine()
        self._places_field = Field(tr("Places"), self._places)
        self._places.left.connect(self._save_places)
        bases = [(_UNKNOWN, tr("Not known")), *((each.value, tr(each.label)) for each in LegalBasis)]
        self._basis = Choice(tr("Legal basis"), bases)
        self._basis.setMinimumWidth(theme.px(120))
        self._basis.chosen.connect(self._save_basis)
        self._lay_out_agreement(versions)

    def _lay_out_agreement(self, versions: VersionsMark) -> None:
        written, basis = self._record.add, Field(tr("Legal basis"), self._basis)
        self._record.marks.add(versions, "address_protected", "address_sealed")
        self._record.marks.add(self._places_field, "places")
        self._record.marks.add(basis, "legal_basis")
        self._add_row(
            written(Written("agreement_number", tr("Agreement number"), lines=1)),
            basis,
            self._places_field,
            shares=(3, 4, 2),
        )
        self.add(written(Written("target_group", tr("Target group"), lines=2)))

    def _make_head(self) -> QHBoxLayout:
        self._title = ElidedLabel("", "card")
        self._provider = link("")
        reads(self._provider)
        self._provider.clicked.connect(self._open_provider)
        plan = secondary(tr("Plan a follow-up"), "plus")
        plan.clicked.connect(self._ask_to_plan)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        below = QHBoxLayout()
        below.setContentsMargins(
            -5, 0, 0, 0
        )  # the link's own padding, so that its words stand below the name
        below.addWidget(self._provider)
        below.addStretch(1)
        words.addLayout(below)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(plan)
        return head

    def _add_row(self, *fields: QWidget, shares: tuple[int, ...] = (1, 1)) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for field, share in zip(fields, shares, strict=True):
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch(1)
            row.addLayout(column, share)
        self.body.addLayout(row)

    def show_unit(self, unit: UnitRow) -> None:
        """Show this unit: another one is loaded, the same one refreshed."""
        places = str(unit.places) if unit.places else ""
        if self._unit is None or unit.id != self._unit.id:
            self._unit = unit
            self._places.load(places)
            self._places_field.clear_error()
        else:
            self._places.show_text(places)
        self._unit = unit
        self._title.setText(unit.name)
        self._provider.setText(unit.provider)
        self._record.show(unit.id, {name: getattr(unit, name) for name in _TEXTS})
        self._protected.setChecked(unit.address_protected)
        self._basis.set_current(unit.legal_basis or _UNKNOWN)

    def focus(self) -> None:
        """Give the keyboard to the name."""
        self._record.field("name").focus()

    def _open_provider(self) -> None:
        if self._unit is not None:
            self.provider_opened.emit(self._unit.provider_id)

    def _ask_to_plan(self) -> None:
        if self._unit is not None:
            self.plan_asked.emit(self._unit.id)

    def _save_protected(self, protected: bool) -> None:
        self._record.put(address_protected=protected)

    def _save_basis(self, basis: str) -> None:
        self._record.put(legal_basis=None if basis == _UNKNOWN else basis)

    def _save_places(self, text: str) -> None:
        if self._unit is None:
            return
        if text and not text.isdecimal():
            self._places_field.set_error(tr("Write a whole number."))
            return
        self._operations.change(
            "actions.register.edit_unit",
            self._unit.id,
            owner=self,
            done=self._places_saved,
            failed=self._places_refused,
            places=int(text or 0),
        )

    def _places_saved(self, _: object) -> None:
        self._places_field.clear_error()

    def _places_refused(self, error: InspektorError) -> None:
        self._places_field.set_error(str(error))
