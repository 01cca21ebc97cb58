"""Restoring where no workspace is open: looks for backups, puts one in place, and goes in, or back to the lock."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from ui.app.entrance import is_workspace
from ui.jobs import Jobs

if TYPE_CHECKING:
    from inspektor.shapes.backup import Backup
    from inspektor.store.workspace import Workspace
    from ui.dialogs.restore import RestoreDialog


class RestoreDoor(QObject):
    """`opened(Workspace)` by a passphrase; `put_back` by the words of the sheet, which then open the lock."""

    opened = Signal(object)
    put_back = Signal()
    failed = Signal(object)
    """The InspektorError of a restore that no dialog asked for."""

    def __init__(self, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._folder = jobs, folder
        self._dialog: RestoreDialog | None = None

    def ask(self, over: QWidget) -> None:
        """Ask which."""
        from ui.dialogs.restore import RestoreDialog

        self._dialog = RestoreDialog(over, replaces=is_workspace(self._folder))
        self._dialog.place_picked.connect(self._look)
        self._dialog.restore_asked.connect(self.restore)
        self._dialog.finished.connect(self._gone)
        self._dialog.unfold()
        self._look(self._folder)

    def _gone(self) -> None:
        self._dialog = None

    def _look(self, place: Path) -> None:
        self._jobs.run("slow", partial(_found, place), owner=self, done=self._show, failed=self._refuse)

    def _show(self, backups: tuple[Backup, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(backups)

    def restore(self, backup: Backup, secret: str) -> None:
        """Put a backup in place."""
        self._jobs.run(
            "slow",
            partial(_restored, self._folder, backup, secret),
            owner=self,
            done=self._done,
            failed=self._refuse,
            progress=self._tell,
        )

    def _tell(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _done(self, workspace: Workspace | None) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        if workspace is None:
            self.put_back.emit()
        else:
            self.opened.emit(workspace)

    def _refuse(self, error: InspektorError) -> None:
        from inspektor.store.keys import WrongPassphrase, WrongRecoveryPhrase

        if self._dialog is None:
            self.failed.emit(error)
        else:
            wrong = isinstance(error, (WrongPassphrase, WrongRecoveryPhrase))
            self._dialog.show_refused(error, wrong=wrong)


def _found(place: Path) -> tuple[Backup, ...]:
    from inspektor.actions import backups

    return backups.found_in(place)


def _restored(
    folder: Path, backup: Backup, secret: str, *, progress: object, cancelled: object
) -> Workspace | None:
    """It is done within moments once it has begun, so nothing asks whether to stop."""
    from inspektor.actions import backups

    del cancelled
    return backups.put_back(folder, backup, secret, progress)  # type: ignore[arg-type]
