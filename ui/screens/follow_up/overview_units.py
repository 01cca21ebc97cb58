"""The further units of a joint follow-up."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet, UnitRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.overview_people import emptied
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.pick_many import TakeLine
from ui.widgets.rights import goes
from ui.widgets.text import Lines


class UnitsCard(Card):
    """Adds a unit by name, and takes one away."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Further units"), parent=parent)
        self._opened = opened
        self._shown: tuple[UnitRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self._line = TakeLine(tr("Write a few letters of its name"))
        self._line.settled.connect(self._add)
        hint = tr("For a joint follow-up of several units with one protocol.")
        self._field = Field(tr("Add a unit"), self._line, hint=hint)
        self.add(self._field)
        goes(self._field)

    def show_units(self, sheet: FollowUpSheet) -> None:
        """Show the further units of this follow-up."""
        if sheet.further_units == self._shown:
            return
        self._shown = sheet.further_units
        self.set_count(str(len(sheet.further_units)) if sheet.further_units else "")
        emptied(self._rows)
        for unit in sheet.further_units:
            self._rows.addWidget(self._made(unit))
        self._opened.operations.ask("queries.register.units", owner=self, done=self._offer)

    def _made(self, unit: UnitRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Lines(unit.name, unit.provider), 1)
        remove = IconButton("x", tr("Remove {who}").format(who=unit.name), small=True)
        remove.clicked.connect(partial(self._remove, unit))
        row.addWidget(remove)
        return holder

    def _offer(self, units: tuple[UnitRow, ...]) -> None:
        taken = {unit.id for unit in self._shown or ()}
        if self._opened.sheet is not None:
            taken.add(self._opened.sheet.unit.id)
        others = [(unit.id, f"{unit.name} · {unit.provider}") for unit in units if unit.id not in taken]
        self._line.set_choices(others)

    def _add(self, unit_id: str) -> None:
        if not unit_id:
            self._field.set_error(tr("Choose a unit from the register."))
            return
        self._line.clear()
        self._opened.operations.change(
            "actions.follow_ups.add_unit", self._opened.id, unit_id, owner=self, failed=self._refuse
        )

    def _refuse(self, error: InspektorError) -> None:
        self._field.set_error(str(error))

    def _remove(self, unit: UnitRow) -> None:
        self._opened.operations.change("actions.follow_ups.remove_unit", self._opened.id, unit.id, owner=self)
        self._opened.undoable.emit(tr("{who} removed").format(who=unit.name))
