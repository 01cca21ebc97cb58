"""What is said in the window about its cover: that it waits for an interview, and once, that a PIN opens it faster."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.dialogs.pin import PinDialog
from ui.operations import Operations
from ui.widgets.banner import Banner
from ui.widgets.waiting_note import WaitingNote


class CoverWords(QObject):
    """Lives and dies with the rooms it speaks in."""

    def __init__(self, operations: Operations, inside: QWidget, top: QVBoxLayout) -> None:
        super().__init__(inside)
        self._operations, self._inside, self._top = operations, inside, top
        self._waiting: WaitingNote | None = None

    def show_waiting(self, until: datetime | None) -> None:
        """Say that the cover waits for an interview, and until when; None: it waits no longer."""
        if self._waiting is None and until is not None:
            self._waiting = WaitingNote(self._inside)
        if self._waiting is not None:
            self._waiting.say(until)

    def offer_pin(self) -> None:
        """Offer a PIN to whoever has just opened the covered window by passphrase."""
        offer = Banner(
            "accent",
            tr("Open the covered window with six digits"),
            tr("With a PIN of your own it takes a second. You find it in the settings too."),
            tr("Choose a PIN"),
            closable=True,
        )
        offer.acted.connect(partial(self._choose_pin, offer))
        offer.closed.connect(offer.deleteLater)
        self._top.insertWidget(0, offer)
        offer.show()  # a layout shows its new widget only when the events come round

    def _choose_pin(self, offer: Banner) -> None:
        dialog = PinDialog(self._operations, self._inside)
        dialog.chosen.connect(offer.deleteLater)
        dialog.unfold()
