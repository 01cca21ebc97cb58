"""The unit and its agreement, as facts to read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet, UnitRow
from ui.widgets.card import Card
from ui.widgets.text import Label


class UnitCard(Card):
    """What is known of the unit. An address that is protected is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Unit and agreement"), parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._shown: list[tuple[str, str]] = []

    def show_unit(self, sheet: FollowUpSheet) -> None:
        """Show the unit of this follow-up."""
        facts = [*_facts(sheet.unit), (tr("Board"), f"{sheet.board}, {sheet.municipality}")]
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Label(name, "secondary", "muted"), row, 0, top)
            self._grid.addWidget(Label(value, "secondary", wrap=True), row, 1, top)


def _facts(unit: UnitRow) -> list[tuple[str, str]]:
    facts = [
        (tr("Unit"), unit.name),
        (tr("Provider"), unit.provider),
        (tr("Organisation number"), unit.organisation_number),
        (tr("Run by"), tr(unit.regime.label)),
        (tr("Service"), unit.service_type),
        (tr("Target group"), unit.target_group),
        (tr("Places"), str(unit.places) if unit.places else ""),
        (tr("Manager"), unit.manager),
        (tr("Address"), tr("Protected address") if unit.address_protected else unit.address),
        (tr("Agreement"), unit.agreement_number),
        (tr("Legal basis"), tr(unit.legal_basis.label) if unit.legal_basis else ""),
    ]
    return [(name, value) for name, value in facts if value]
