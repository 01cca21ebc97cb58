"""Behind the lock: tries what was written, and tells what went wrong where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspektor.errors import InspektorError, RuleBroken
from ui.jobs import Jobs
from ui.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from inspektor.shapes.backup import Backup
    from inspektor.store.workspace import Workspace
    from ui.app.restore_door import RestoreDoor


class LockDoor(QObject):
    """`opened(Workspace)` when the passphrase or the recovery phrase was right."""

    opened = Signal(object)

    def __init__(
        self, jobs: Jobs, folder: Path, example_passphrase: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._folder = folder
        self.screen = UnlockScreen(example_passphrase)
        self.screen.unlock_asked.connect(self._unlock)
        self.screen.recovery_asked.connect(self._recover)
        self.screen.spare_asked.connect(self._use_spare)
        self.screen.keyring_asked.connect(self._open_by_keyring)
        self.screen.restore_asked.connect(self._ask_restore)
        self._restorer: RestoreDoor | None = None

    def close(self) -> None:
        """Nothing is open behind a lock."""

    def _unlock(self, passphrase: str) -> None:
        self._try(partial(_open, self._folder, passphrase), self._open)

    def _recover(self, words: Sequence[str], passphrase: str) -> None:
        self._try(partial(_recover, self._folder, list(words), passphrase), self._open)

    def offer_keyring(self) -> None:
        """Offer the system's keyring where it opens this workspace: at the program's start, never after a lock."""
        look = partial(_keyring_opens, self._folder)
        self._jobs.run("slow", look, owner=self, done=self.screen.offer_keyring, failed=self._refused)

    def _open_by_keyring(self) -> None:
        self._try(partial(_open_by_keyring, self._folder), self._open)

    def _use_spare(self) -> None:
        self._try(partial(_use_spare, self._folder), self._spare_used)

    def _ask_restore(self) -> None:
        self._restorer_here().ask(self.screen)

    def restore(self, backup: Backup, passphrase: str) -> None:
        """Put a backup in place without asking any more."""
        self.screen.show_restoring()
        self._restorer_here().restore(backup, passphrase)

    def _restorer_here(self) -> RestoreDoor:
        if self._restorer is None:
            from ui.app.restore_door import RestoreDoor

            self._restorer = RestoreDoor(self._jobs, self._folder, self)
            self._restorer.opened.connect(self._open)
            self._restorer.put_back.connect(self._was_put_back)
            self._restorer.failed.connect(self._refused)
        return self._restorer

    def _was_put_back(self) -> None:
        self.screen.show_put_back()

    def _try(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._jobs.run("slow", work, owner=self, done=done, failed=self._refused)

    def _open(self, workspace: Workspace) -> None:
        self.screen.ready()
        self.opened.emit(workspace)

    def _spare_used(self, _: None) -> None:
        self.screen.start_over()

    def _refused(self, error: InspektorError) -> None:
        if _is_wrong(error):
            self.screen.show_wrong(error)
        else:
            self.screen.show_trouble(error, spare=bool(getattr(error, "spare_exists", False)))


def _is_wrong(error: InspektorError) -> bool:
    """Whether it is what was written that is wrong, and not the workspace."""
    from inspektor.store.keys import WrongPassphrase, WrongRecoveryPhrase

    return isinstance(error, (WrongPassphrase, WrongRecoveryPhrase, RuleBroken))


def _open(folder: Path, passphrase: str) -> Workspace:
    from inspektor.actions import first_start

    return first_start.open_workspace(folder, passphrase)


def _recover(folder: Path, words: Sequence[str], passphrase: str) -> Workspace:
    from inspektor.actions import first_start

    return first_start.recover(folder, words, passphrase)


def _use_spare(folder: Path) -> None:
    from inspektor.store.keys import use_spare

    use_spare(folder)


def _keyring_opens(folder: Path) -> bool:
    from inspektor.actions import keyring

    return keyring.opens(folder)


def _open_by_keyring(folder: Path) -> Workspace:
    from inspektor.actions import keyring

    return keyring.open_workspace(folder)
