"""Restoring at the door: which backup, and what opens it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.backup import Backup
from ui.dialogs import files
from ui.dialogs.frame import FormDialog
from ui.lists.backup_rows import backup_row
from ui.widgets.buttons import secondary
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRows
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Label


class RestoreDialog(FormDialog):
    """`restore_asked(Backup, secret)`, the secret being a passphrase or the words of the sheet; `place_picked(Path)`."""

    restore_asked = Signal(object, str)
    place_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, replaces: bool = True) -> None:
        """`replaces`: whether something lies there already."""
        line = (
            tr("It is verified first. What is there now is kept in the workspace's folder, under set-aside.")
            if replaces
            else tr("It is verified first.")
        )
        super().__init__(tr("Restore a backup"), line, tr("Restore"), icon="undo-2", width=600, parent=parent)
        self._backups: dict[str, Backup] = {}
        self._list = ListRows(tr("Backups"), fit=True)
        self._none = Label("", "secondary", "muted", wrap=True)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)
        other = secondary(tr("Look in another folder"), "folder")
        other.clicked.connect(self._ask_where)
        self.body.addWidget(other)
        self._secret = PasswordField()
        hint = tr(
            "That of the backup's time, or the one you had last; the one you write holds afterwards. The words of the"
            " recovery sheet do too."
        )
        self.body.addWidget(self.add_field("passphrase", Field(tr("Passphrase"), self._secret, hint=hint)))
        self._progress = ProgressRow(tr("Restoring"), can_cancel=False)
        self._progress.setVisible(False)
        self.body.addWidget(self._progress)
        self._none.setVisible(False)
        self.verb.setEnabled(False)  # until there is something to restore
        self._secret.setFocus()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Offer these, the newest first."""
        self._backups = {each.name: each for each in backups}
        self._list.set_rows([backup_row(each, "") for each in backups])
        self._list.setVisible(bool(backups))
        self._none.setVisible(not backups)
        self._none.setText(
            tr("There are no backups here. Look on your stick, or on the share where copies are kept.")
        )
        if backups:
            self._list.move(1)
        self.verb.setEnabled(bool(backups))
        self.fit()

    def _ask_where(self) -> None:
        files.ask_for_folder(self, tr("Where are the backups?")).picked.connect(self._pick)

    def _pick(self, place: Path) -> None:
        self.banners.clear()
        self.place_picked.emit(place)

    def submit(self) -> None:
        backup = self._backups.get(self._list.current_key())
        if backup is None:
            return
        if not self._secret.text():
            self.refuse(self.fields()["passphrase"], tr("Write your passphrase."))
            return
        self.banners.clear()
        self.set_busy(True)
        self._progress.setVisible(True)
        self.fit()
        self.restore_asked.emit(backup, self._secret.text())

    def show_progress(self, done: int, total: int) -> None:
        """How far it has come."""
        self._progress.set_progress(done, total)

    def show_refused(self, error: InspektorError, *, wrong: bool) -> None:
        """What was written is wrong, or something else is."""
        self._progress.setVisible(False)
        self.set_busy(False)
        if wrong:
            self.refuse(self.fields()["passphrase"], str(error))
            self._secret.select_all()
        else:
            self.banners.tell("bad", error.text(), error.advice())
        self.fit()
