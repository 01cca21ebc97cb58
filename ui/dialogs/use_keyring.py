"""Letting the system's keyring open the workspace."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField


class UseKeyringDialog(FormDialog):
    """`turned_on` when it does."""

    turned_on = Signal()

    def __init__(self, operations: Operations, name: str, parent: QWidget | None = None) -> None:
        line = tr(
            "Whoever is logged in to this computer as you can then open Inspektor without the passphrase, by {name}. After a"
            " lock, and to sign, the passphrase is needed as before."
        )
        super().__init__(
            tr("Open with the keyring?"), line.format(name=name), tr("Use the keyring"), parent=parent
        )
        self._operations = operations
        self._passphrase = PasswordField()
        self.body.addWidget(self.add_field("passphrase", Field(tr("Your passphrase"), self._passphrase)))
        self._passphrase.submitted.connect(self.submit)

    def submit(self) -> None:
        """Turn it on."""
        if self.verb.isEnabled():
            self.banners.clear()
            self.set_busy(True)
            self._operations.change(
                "actions.keyring.turn_on",
                self._passphrase.text(),
                owner=self,
                done=self._done,
                failed=self.show_error,
            )

    def _done(self, _: None) -> None:
        self.turned_on.emit()
        self.accept()

    def done(self, answer: int) -> None:
        self._passphrase.clear()
        super().done(answer)
