"""Choosing the PIN of the covered window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.pin_field import PinField


class PinDialog(FormDialog):
    """`chosen` when it is kept."""

    chosen = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Choose a PIN"),
            tr(
                "Six digits that open the covered window. After a lock, and to sign, the passphrase is needed."
            ),
            tr("Choose"),
            parent=parent,
        )
        self._operations = operations
        self._pin, self._again, self._passphrase = PinField(), PinField(), PasswordField()
        self._first = self.add_field("pin", Field(tr("PIN"), self._pin))
        self._second = Field(tr("The PIN again"), self._again)
        self.add_row(self._first, self._second)
        self.body.addWidget(self.add_field("passphrase", Field(tr("Your passphrase"), self._passphrase)))
        self._pin.filled.connect(self._second.focus)
        self._again.filled.connect(self._passphrase.setFocus)
        for line in (self._pin, self._again, self._passphrase):
            line.submitted.connect(self.submit)

    def submit(self) -> None:
        """Keep it, if both are the same."""
        if not self.verb.isEnabled():
            return
        if self._pin.text() != self._again.text():
            self.refuse(self._second, tr("The two are not the same."))
            return
        self.set_busy(True)
        self._operations.change(
            "actions.passphrases.choose_pin",
            self._pin.text(),
            self._passphrase.text(),
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: None) -> None:
        self.chosen.emit()
        self.accept()

    def done(self, answer: int) -> None:
        for line in (self._pin, self._again, self._passphrase):
            line.clear()
        super().done(answer)
