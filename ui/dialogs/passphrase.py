"""Another passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.password_field import PasswordField


class PassphraseDialog(FormDialog):
    """`changed` when the new one opens the workspace."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Change the passphrase"),
            tr("The new one opens the workspace and signs. The recovery sheet stays as it is."),
            tr("Change"),
            parent=parent,
        )
        self._operations = operations
        self._old = PasswordField()
        self._new = NewPassphrase(tr("New passphrase"), tr("The new passphrase again"))
        self.body.addWidget(
            self.add_field("old_passphrase", Field(tr("The passphrase until now"), self._old))
        )
        self.body.addWidget(self._new)
        self._old.submitted.connect(self.submit)
        self._new.submitted.connect(self.submit)

    def submit(self) -> None:
        """Change it, if both are the same."""
        passphrase = self._new.passphrase() if self.verb.isEnabled() else None
        if passphrase is not None:
            self.set_busy(True)
            self._operations.change(
                "actions.passphrases.change_passphrase",
                self._old.text(),
                passphrase,
                owner=self,
                done=self._done,
                failed=self.show_error,
            )
        self.fit()

    def show_error(self, error: InspektorError) -> None:
        """What is wrong with the new one stands by it."""
        if isinstance(error, RuleBroken) and error.field not in self.fields():
            self.set_busy(False)
            self._new.refuse(str(error))
        else:
            super().show_error(error)
        self.fit()

    def _done(self, _: None) -> None:
        self.changed.emit()
        self.accept()

    def done(self, answer: int) -> None:
        self._old.clear()
        self._new.clear()
        super().done(answer)
