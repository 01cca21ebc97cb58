"""What lives while a workspace is open: its lanes, its operations, the screens, the sync. Closed in the right order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from inspektor.errors import InspektorError
from inspektor.settings import Settings
from ui.app.backup_rounds import BackupRounds
from ui.app.entrance import EXAMPLE_PASSPHRASE, example_folder
from ui.app.stamp_rounds import StampRounds
from ui.app.sync_rounds import SyncRounds
from ui.jobs import Jobs
from ui.main_window.inside import Inside, Surroundings
from ui.notices import Notices
from ui.operations import Operations
from ui.widgets.autosave import flush_fields
from ui.window_state import WindowState

if TYPE_CHECKING:
    from inspektor.shapes.unfinished import Unfinished
    from inspektor.store.workspace import Workspace


class Session(QObject):
    """`cover_asked` and `lock_asked` when the user does; `settings_changed(Settings)`."""

    cover_asked = Signal()
    lock_asked = Signal()
    settings_changed = Signal(object)
    example_left = Signal()
    restore_asked = Signal(object, str)
    """The whole workspace from this backup, by this passphrase."""
    renewal_asked = Signal()
    """The screens anew, for one who may do more than before."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        notices: Notices,
        state: WindowState,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._notices, self._state = workspace, jobs, notices, state
        self._settings = settings
        self.operations = Operations(jobs, workspace, self)
        self.operations.saved.connect(notices.note_saved)
        self.operations.troubled.connect(notices.trouble)
        notices.undo_asked.connect(self.operations.undo)
        notices.redo_asked.connect(self.operations.redo)
        self.rounds = SyncRounds(self.operations, self)
        self._stamps = StampRounds(self.operations, self)
        self._backups = BackupRounds(self.operations, self)
        self.widget = self._make_inside("today")

    def start(self) -> None:
        """Begin to sync, to timestamp what waits for it, and to back up what was written."""
        self.rounds.start()
        self._stamps.start()
        self._backups.start()
        self.operations.ask("queries.unfinished.unfinished", owner=self, done=self._show_unfinished)

    def _show_unfinished(self, kept: Sequence[Unfinished]) -> None:
        if kept:
            from ui.dialogs.unfinished import UnfinishedDialog

            UnfinishedDialog(self.operations, kept, self.widget).unfold()

    def _make_inside(self, place: str) -> Inside:
        profile = self._workspace.profile
        around = Surroundings(
            person=(profile.name, profile.title),
            folder=self._workspace.folder,
            settings=self._settings,
            state=self._state,
            example_passphrase=self.example_passphrase,
        )
        inside = Inside(self.operations, self._notices, around, place)
        inside.cover_asked.connect(self.cover_asked)
        inside.lock_asked.connect(self.lock_asked)
        inside.example_left.connect(self.example_left)
        inside.settings_changed.connect(self.settings_changed)
        inside.sync_asked.connect(self.rounds.sync)
        inside.sync_cancelled.connect(self.rounds.cancel)
        inside.joined.connect(self.rounds.start)
        inside.restore_asked.connect(self.restore_asked)
        inside.renewal_asked.connect(self.renewal_asked)
        self.rounds.status_changed.connect(inside.show_sync)
        self.rounds.running.connect(inside.show_running)
        self.rounds.progressed.connect(inside.show_progress)
        self.rounds.finished.connect(inside.show_result)
        self.rounds.failed.connect(inside.show_result)
        return inside

    def renew(self, settings: Settings) -> Inside:
        """The screens anew, in another language, at the settings."""
        self._settings = settings
        return self._made_anew("settings")

    def _made_anew(self, place: str) -> Inside:
        self.flush()
        self.widget = self._make_inside(place)
        if self.rounds.status is not None:
            self.widget.show_sync(self.rounds.status)
        self.widget.show_running(self.rounds.under_way)
        return self.widget

    def renew_here(self) -> Inside:
        """The screens anew, where one is."""
        place, follow_up, inner = self.widget.whereabouts()
        inside = self._made_anew(place)
        if follow_up:
            inside.open_follow_up(follow_up, inner)
        return inside

    @property
    def example_passphrase(self) -> str:
        """What opens the example data; empty in anybody's own work."""
        return EXAMPLE_PASSPHRASE if self._workspace.folder == example_folder() else ""

    @property
    def unsaved(self) -> InspektorError | None:
        """Why something that was changed is not saved yet; None if all is."""
        return self.operations.patience.trouble

    def hand_over(self) -> None:
        """Hand over everything typed; it is written in its turn."""
        if isValid(self.widget):  # during the last sync another screen stands there, and the fields are gone
            flush_fields(self.widget)

    def flush(self) -> None:
        """Hand over everything typed and wait until it is committed, or the disk has refused it."""
        self.hand_over()
        self.operations.flush()

    def keep_forms(self) -> None:
        """Keep what stands unsaved in open forms, which go with the screens: it is shown when the workspace is open again."""
        from ui.dialogs.unfinished import written_in_forms

        written = written_in_forms()
        if written:
            self.operations.change("actions.unfinished.keep", written, owner=self)

    def end(self) -> None:
        """Save what is typed, stop the work, close the workspace; the screens must not be used after this."""
        self.hand_over()
        self.rounds.stop()
        self._stamps.stop()
        self._backups.stop()
        self._notices.undo_asked.disconnect(self.operations.undo)
        self._notices.redo_asked.disconnect(self.operations.redo)
        try:
            self.operations.close()
        finally:
            self._jobs.close()
            self._workspace.close()
