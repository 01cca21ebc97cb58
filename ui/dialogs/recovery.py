"""A new recovery sheet: the passphrase first, then the words, then two of them asked back."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui import theme
from ui.dialogs import files
from ui.dialogs.printing import PdfPrinter
from ui.operations import Operations
from ui.widgets.buttons import primary, quiet
from ui.widgets.field import Field
from ui.widgets.password_field import PasswordField
from ui.widgets.recovery_sheet import RecoverySheet
from ui.widgets.text import Label


class NewRecoverySheetDialog(QDialog):
    """Once the words are shown, the old sheet opens nothing, so the dialog stays until two words were asked back."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._words: list[str] = []
        self._sheet: RecoverySheet | None = None
        self.setWindowTitle(tr("Inspektor"))
        self.setModal(True)
        self.setFixedWidth(theme.px(600))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(tr("New recovery sheet"), "title"))
        line = tr("The words of the old sheet stop working as soon as the new ones are shown.")
        words.addWidget(Label(line, "secondary", "muted", wrap=True))
        self._column.addLayout(words)
        self._passphrase = PasswordField()
        self._field = Field(tr("Your passphrase"), self._passphrase)
        self._make = primary(tr("Make new words"))
        self._make.setDefault(True)
        self._leave = quiet(tr("Cancel"))
        self._leave.clicked.connect(self.reject)
        self._column.addWidget(self._field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._make)
        self._column.addLayout(foot)
        self._make.clicked.connect(self._ask)
        self._passphrase.setFocus()

    def _ask(self) -> None:
        self._make.setEnabled(False)
        self._operations.ask(
            "actions.first_start.new_recovery_phrase",
            self._passphrase.text(),
            owner=self,
            done=self._show,
            failed=self._refused,
        )

    def _refused(self, error: InspektorError) -> None:
        self._make.setEnabled(True)
        self._field.set_error(error.text())
        self._field.focus()

    def _show(self, words: list[str]) -> None:
        self._words = words
        for widget in (self._field, self._make, self._leave):
            widget.hide()
        self._sheet = RecoverySheet(words, tr("Done"))
        self._sheet.sheet_saved.connect(self._ask_where)
        self._sheet.sheet_printed.connect(self._ask_for_pdf)
        self._sheet.finished.connect(self.accept)
        self._column.addWidget(self._sheet)
        self._sheet.show()  # a layout shows its new widget only when the events come round
        self._sheet.focus()

    def _ask_where(self) -> None:
        name = tr("Recovery sheet for Inspektor") + ".pdf"
        chooser = files.ask_where_to_save(self, tr("Save the recovery sheet"), name)
        chooser.picked.connect(self._save)

    def _save(self, path: Path) -> None:
        self._operations.ask(
            "actions.documents.save_recovery_sheet",
            self._words,
            path,
            owner=self,
            done=self._saved,
            failed=self._not_saved,
        )

    def _saved(self, path: Path) -> None:
        if self._sheet is not None:
            meaning = tr("Print it, lock the print away, and delete the file.")
            self._sheet.tell(
                "ok", tr("The recovery sheet is saved as {name}.").format(name=path.name), meaning
            )

    def _not_saved(self, error: InspektorError) -> None:
        if self._sheet is not None:
            self._sheet.tell("bad", error.text(), error.advice())

    def _ask_for_pdf(self) -> None:
        self._operations.ask(
            "actions.documents.recovery_sheet",
            self._words,
            owner=self,
            done=self._print,
            failed=self._not_saved,
        )

    def _print(self, data: bytes) -> None:
        printer = PdfPrinter(data, self)
        printer.failed.connect(self._not_saved)
        printer.ask()

    def reject(self) -> None:
        if self._sheet is None:
            super().reject()
