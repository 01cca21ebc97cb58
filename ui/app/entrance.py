"""The way in: which door stands in the window, and what comes of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor import paths
from ui.app.lock_door import LockDoor
from ui.jobs import Jobs

if TYPE_CHECKING:
    from inspektor.shapes.backup import Backup
    from inspektor.store.workspace import Workspace
    from ui.app.first_door import FirstDoor

# The store's names of them; the store may not be imported before the first window is painted.
DATABASE, KEY_FILE = "inspektor.db", "keys.json"
EXAMPLE_PASSPHRASE = "fyra blå cyklar i regn"
"""The example's own; it protects nothing and is shown where it is asked for."""


def is_workspace(folder: Path) -> bool:
    """Whether there is something to unlock, whole or damaged."""
    return (folder / DATABASE).exists() or (folder / KEY_FILE).exists()


def example_folder() -> Path:
    """Where the example data lies, apart from anybody's own work."""
    return paths.user_data() / "exempel"


class Entrance(QObject):
    """`opened(Workspace)` each time somebody comes in; `screen_changed` when another door stands there."""

    opened = Signal(object)
    screen_changed = Signal(QWidget)

    def __init__(
        self, jobs: Jobs, folder: Path, *, known: bool = False, parent: QObject | None = None
    ) -> None:
        """`known`: a workspace has been opened there before."""
        super().__init__(parent)
        self._jobs = jobs
        self._home = self.folder = folder
        self._known = folder if known else None
        self._door: FirstDoor | LockDoor | None = None
        self._been_in = False

    def show(self, why: str = "") -> None:
        """Show the lock, or the first start where there is nothing to unlock. `why` it was locked, if not by its owner."""
        self.close()
        if is_workspace(self.folder):
            example = self.folder == example_folder()
            lock = LockDoor(self._jobs, self.folder, EXAMPLE_PASSPHRASE if example else "", self)
            if why == "tries":
                lock.screen.say_too_many_tries()
            lock.screen.example_left.connect(self._leave_example)
            self._take(lock)
        else:
            from ui.app.first_door import FirstDoor

            lost = self.folder == self._known
            first = FirstDoor(self._jobs, self.folder, example_folder(), lost=lost, parent=self)
            first.example_there.connect(self._to_example)
            first.place_picked.connect(self._go_to)
            first.put_back.connect(self._show_put_back)
            self._take(first)

    def restore(self, backup: Backup, passphrase: str) -> None:
        """Put a backup in the place of the workspace that was just closed."""
        if isinstance(self._door, LockDoor):
            self._door.restore(backup, passphrase)

    def _take(self, door: FirstDoor | LockDoor) -> None:
        door.opened.connect(self._enter)
        self._door = door
        self.screen_changed.emit(door.screen)

    def _to_example(self) -> None:
        self.folder = example_folder()
        self.show()

    def _go_to(self, folder: Path) -> None:
        """Where somebody says that the workspace lies."""
        if is_workspace(folder):
            self._home = self.folder = folder
            self.show()
        elif self._door is not None and not isinstance(self._door, LockDoor):
            self._door.screen.say_none_in(folder)

    def _show_put_back(self) -> None:
        self.show()
        if isinstance(self._door, LockDoor):
            self._door.screen.show_put_back()

    def _leave_example(self) -> None:
        self.folder = self._home
        self.show()

    def _enter(self, workspace: Workspace) -> None:
        self.folder = self._known = workspace.folder
        self._been_in = True
        self.opened.emit(workspace)

    def warm_up(self) -> None:
        """Import what opening needs while the passphrase is being written; offer the keyring where it opens this workspace."""
        self._jobs.run("slow", _import_core, owner=self)
        if isinstance(self._door, LockDoor) and not self._been_in:
            self._door.offer_keyring()

    def recover(self) -> None:
        """After a fault of ours: let the user try again."""
        if self._door is not None:
            self._door.screen.start_over()

    def close(self) -> None:
        """Leave no workspace open behind a door that was not passed."""
        if self._door is not None:
            self._door.close()
            self._door.deleteLater()
            self._door = None


def _import_core() -> None:
    for name in (
        "inspektor.actions.first_start",
        "inspektor.actions.follow_ups",
        "inspektor.queries.follow_ups",
    ):
        import_module(name)
