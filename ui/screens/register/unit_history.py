"""What is known of the unit below its fields: how it was judged last, what is open, its follow-ups, what others sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.dossier import Dossier
from inspektor.shapes.views import UnitRow
from ui.dialogs.received import ReceivedAbout
from ui.jobs import Job
from ui.lists.dossier_cards import FollowUpsCard, LastCard, OpenDeficienciesCard
from ui.operations import Operations
from ui.widgets.page import GAP
from ui.widgets.refresh import Refresher

_TABLES = ("follow_up", "follow_up_unit", "visit", "assessment", "deficiency", "document")


class UnitHistory(QWidget):
    """`follow_up_opened(id, place, record)`."""

    follow_up_opened = Signal(str, str, str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._unit = ""
        self._job: Job | None = None
        self._last, self._open = LastCard(), OpenDeficienciesCard()
        self._all = FollowUpsCard(
            tr("Follow-ups of the unit"), tr("No follow-up is planned or made. Plan the first one above.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._theirs = ReceivedAbout(operations)
        for card in (self._last, self._open, self._all, self._theirs):
            column.addWidget(card)
        self._last.opened.connect(self._open_judgement)
        self._open.opened.connect(self._open_deficiency)
        self._all.opened.connect(self._open_follow_up)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._read)

    def show_unit(self, unit: UnitRow) -> None:
        """Show what is known of this unit."""
        if unit.id != self._unit:
            self._unit = unit.id
            self._read()
        self._theirs.show_about(unit.provider_id, unit.id)

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()  # an answer about another unit must not come late
        if self._unit:
            self._job = self._operations.ask(
                "queries.dossier.dossier", self._unit, owner=self, done=self._show
            )

    def _show(self, dossier: Dossier) -> None:
        for card in (self._last, self._open, self._all):
            card.show_dossier(dossier)
        self._last.setVisible(dossier.last is not None)
        self._open.setVisible(bool(dossier.follow_ups))

    def _open_follow_up(self, follow_up_id: str) -> None:
        self.follow_up_opened.emit(follow_up_id, "", "")

    def _open_judgement(self, follow_up_id: str, code: str) -> None:
        self.follow_up_opened.emit(follow_up_id, "judgement" if code else "", code)

    def _open_deficiency(self, follow_up_id: str, deficiency_id: str) -> None:
        self.follow_up_opened.emit(follow_up_id, "deficiencies", deficiency_id)
