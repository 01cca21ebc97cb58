"""One backup: what it holds, one follow-up of it back beside the present one, all of it back, or away with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.backup import Backup, KeptFollowUp
from ui.dialogs.frame import FormDialog
from ui.jobs import Job
from ui.lists.backup_rows import about, kept_row, when
from ui.operations import Operations
from ui.widgets.buttons import quiet
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRows
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Label

_SEEN = 5


class BackupDialog(FormDialog):
    """`restore_asked(Backup, passphrase)` when everything is prepared; `changed` when it is there no more."""

    restore_asked = Signal(object, str)
    changed = Signal()

    def __init__(self, operations: Operations, backup: Backup, parent: QWidget | None = None) -> None:
        title = tr("Backup of {when}").format(when=when(backup.made_at))
        super().__init__(
            title, about(backup), tr("Restore everything"), icon="undo-2", width=640, parent=parent
        )
        self._operations, self._backup = operations, backup
        self._job: Job | None = None
        self._kept = ListRows(tr("Follow-ups in the backup"), fit=True, shows_choice=False)
        self._kept.opened.connect(self._bring_back)
        self._none = Label(tr("Reading the backup"), "secondary", "muted", wrap=True)
        self.body.addWidget(self._none)
        self.body.addWidget(self._kept)
        self._kept.setVisible(False)
        line = tr(
            "To restore everything, write your passphrase. What is here now is backed up first, and kept. Colleagues' changes,"
            " and yours that were sent, come back by the next sync."
        )
        self.body.addWidget(Label(line, "secondary", "muted", wrap=True))
        self._passphrase = PasswordField()
        self.body.addWidget(self.add_field("passphrase", Field(tr("Your passphrase"), self._passphrase)))
        self._progress = ProgressRow(tr("Backing up what is here now"))
        self._progress.cancelled.connect(self._stop)
        self._progress.setVisible(False)
        self.body.addWidget(self._progress)
        remove = quiet(tr("Remove this backup"), "trash-2")
        remove.clicked.connect(self._remove)
        self.body.addWidget(remove)
        operations.ask(
            "queries.backups.follow_ups", backup, owner=self, done=self._show, failed=self._unreadable
        )

    def _show(self, kept: tuple[KeptFollowUp, ...]) -> None:
        self._none.setText(
            tr("Get back one follow-up as it was: it stands beside the present one, which is not changed.")
            if kept
            else tr("There are no follow-ups in it.")
        )
        self._kept.set_rows([kept_row(each) for each in kept])
        self._kept.setVisible(bool(kept))
        self.fit()

    def _unreadable(self, error: InspektorError) -> None:
        self._none.setVisible(False)
        self.verb.setEnabled(False)
        self.banners.tell("bad", error.text(), error.advice())
        self.fit()

    def _bring_back(self, follow_up_id: str) -> None:
        self.banners.clear()
        self._operations.ask(
            "actions.backups.bring_back",
            self._backup,
            follow_up_id,
            owner=self,
            done=self._brought,
            failed=self.show_error,
        )

    def _brought(self, _: ChangeSet) -> None:
        meaning = tr("Signed documents, grave risks and the history stay in the backup.")
        self.banners.tell("ok", tr("The follow-up now stands beside the present one."), meaning)
        self.fit()

    def _remove(self) -> None:
        self._operations.ask(
            "actions.backups.remove", self._backup, owner=self, done=self._removed, failed=self.show_error
        )

    def _removed(self, _: object) -> None:
        self.changed.emit()
        self.accept()

    def submit(self) -> None:
        self.banners.clear()
        if not self._passphrase.text():
            self.refuse(self.fields()["passphrase"], tr("Write your passphrase."))
            return
        self.set_busy(True)
        self._progress.begin_anew()
        self._progress.setVisible(True)
        self.fit()
        self._job = self._operations.work(
            "actions.backups.prepare_restore",
            self._backup,
            self._passphrase.text(),
            owner=self,
            done=self._prepared,
            failed=self._refused,
            progress=self._progress.set_progress,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._progress.setVisible(False)
        self.set_busy(False)

    def _refused(self, error: InspektorError) -> None:
        self._progress.setVisible(False)
        self.show_error(error)
        self._passphrase.select_all()

    def _prepared(self, _: object) -> None:
        passphrase = self._passphrase.text()
        self.accept()
        self.restore_asked.emit(self._backup, passphrase)
