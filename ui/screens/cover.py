"""The cover: nothing of the content, one field, and the way to the lock."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_n
from ui.widgets.buttons import link, primary
from ui.widgets.door_card import Door, DoorCard
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.pin_field import PinField


class CoverScreen(Door):
    """Asks for the PIN where there is one, for the passphrase where not, or where the user would rather."""

    pin_given = Signal(str)
    passphrase_given = Signal(str)
    lock_asked = Signal()

    def __init__(
        self, with_pin: bool, locks_at: datetime, example_passphrase: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        line = tr("Everything is saved. At {time} Inspektor is locked.").format(
            time=formats.clock_time(locks_at)
        )
        if example_passphrase:
            line = tr("This is example data. The passphrase is: {passphrase}").format(
                passphrase=example_passphrase
            )
        self._card, self._line = DoorCard("eye-off", tr("Inspektor is covered"), line), line
        card = self._card
        self._by_pin = with_pin
        self._pin, self._passphrase = PinField(), PasswordField()
        self._pin_field, self._passphrase_field = (
            Field(tr("PIN"), self._pin),
            Field(tr("Passphrase"), self._passphrase),
        )
        self._open, self._other = primary(tr("Open")), link(tr("Open with the passphrase"), "key-round")
        lock = link(tr("Lock"), "lock")
        for widget in (self._pin_field, self._passphrase_field, self._open):
            card.add(widget)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._other)
        foot.addWidget(lock)
        foot.addStretch(1)
        card.body.addLayout(foot)
        self.add_card(card)
        self._show_way()
        # After the field has taken its key: an error it is given meanwhile would be cleared by that key.
        self._pin.filled.connect(self.pin_given, Qt.ConnectionType.QueuedConnection)
        self._passphrase.submitted.connect(self._ask)
        self._open.clicked.connect(self._ask)
        self._other.clicked.connect(self._turn)
        lock.clicked.connect(self.lock_asked)

    def focus(self) -> None:
        """Give the keyboard to the field."""
        (self._pin_field if self._by_pin else self._passphrase_field).focus()

    def show_unsaved(self, trouble: InspektorError | None) -> None:
        """Say that not everything is saved, and why; None: it is again."""
        waits = tr("Not everything is saved, so Inspektor stays covered and is locked once it is.")
        self._card.set_line(self._line if trouble is None else f"{waits} {trouble}")

    def show_wrong(self, left: int) -> None:
        """It was not right: say how often one may try."""
        self._open.setEnabled(True)
        self._pin.clear()
        self._passphrase.clear()
        wrong = tr("That is not your PIN.") if self._by_pin else tr("That is not your passphrase.")
        tries = tr_n(
            "{n} try is left, then Inspektor is locked.",
            "{n} tries are left, then Inspektor is locked.",
            left,
        )
        shown = self._pin_field if self._by_pin else self._passphrase_field
        shown.set_error(f"{wrong} {tries.format(n=left)}")
        self.focus()

    def _ask(self) -> None:
        if self._passphrase.text() and self._open.isEnabled():
            self._open.setEnabled(False)
            self.passphrase_given.emit(self._passphrase.text())

    def _turn(self) -> None:
        self._by_pin = False
        self._show_way()
        self.focus()

    def _show_way(self) -> None:
        self._pin_field.setVisible(self._by_pin)
        self._other.setVisible(self._by_pin)
        self._passphrase_field.setVisible(not self._by_pin)
        self._open.setVisible(not self._by_pin)
