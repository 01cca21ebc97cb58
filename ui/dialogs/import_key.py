"""Taking in a signing key from a file that the municipality's authority issued."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs import files
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.buttons import secondary
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.text import ElidedLabel


class ImportKeyDialog(FormDialog):
    """`imported` when it has been taken in."""

    imported = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Import a signing key"),
            tr("You sign with it from now on. What you have signed before stays as valid as it is."),
            tr("Import"),
            icon="key-round",
            parent=parent,
        )
        self._operations = operations
        self._path: Path | None = None
        self._file = self._make_file()
        self._theirs, self._own = PasswordField(), PasswordField()
        self.body.addWidget(self._file)
        for name, label, editor, hint in (
            (
                "file_passphrase",
                tr("The file's passphrase"),
                self._theirs,
                tr("It came with the file, often by another way."),
            ),
            (
                "passphrase",
                tr("Your passphrase"),
                self._own,
                tr("It opens the key from now on, each time you sign."),
            ),
        ):
            self.body.addWidget(self.add_field(name, Field(label, editor, hint=hint)))
            editor.submitted.connect(self.submit)

    def _make_file(self) -> Field:
        chooser = secondary(tr("Choose a file"), "folder")
        chooser.clicked.connect(self._ask)
        self._name = ElidedLabel(tr("No file is chosen."), "body", "muted")
        editor = QWidget()
        editor.setFocusProxy(chooser)
        row = QHBoxLayout(editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(chooser)
        row.addWidget(self._name, 1)
        hint = tr("A PKCS#12 file (.p12 or .pfx) with an RSA key, its certificate and the issuer's.")
        return self.add_field("file", Field(tr("File"), editor, hint=hint))

    def _ask(self) -> None:
        chooser = files.ask_for_file(self, tr("Choose a file"), tr("Signing keys (*.p12 *.pfx)"))
        chooser.picked.connect(self.choose)

    def choose(self, path: Path) -> None:
        """Take this file."""
        self._path = path
        self._name.setText(path.name)
        self._file.clear_error()
        self.fields()["file_passphrase"].focus()

    def submit(self) -> None:
        """Take it in, if all is given."""
        if not self.verb.isEnabled():
            return
        if self._path is None:
            self.refuse(self._file, tr("Choose the file."))
            return
        self.banners.clear()
        self._file.clear_error()
        self.set_busy(True)
        self._operations.ask(
            "actions.signing.import_key",
            self._path,
            self._theirs.text(),
            self._own.text(),
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def show_error(self, error: InspektorError) -> None:
        """By its field, or above, with room for the words."""
        super().show_error(error)
        self.fit()

    def refuse(self, field: Field, why: str) -> None:
        """The same for what is missing."""
        super().refuse(field, why)
        self.fit()

    def _done(self, _: object) -> None:
        self.imported.emit()
        self.accept()

    def done(self, answer: int) -> None:
        for field in (self._theirs, self._own):
            field.clear()
        super().done(answer)
