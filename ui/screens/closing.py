"""The last sync, before the program goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.widgets.door_card import Door, DoorCard
from ui.widgets.progress_row import ProgressRow


class ClosingScreen(Door):
    """`hurried` when the user would rather go at once."""

    hurried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = tr("Everything is saved. Colleagues get your latest changes before the program closes.")
        card = DoorCard("refresh-cw", tr("Closing Inspektor"), line, width=460)
        self._row = ProgressRow(tr("Syncing"))
        self._row.cancelled.connect(self.hurried)
        card.add(self._row)
        self.add_card(card)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it has come."""
        self._row.set_progress(done, total)
