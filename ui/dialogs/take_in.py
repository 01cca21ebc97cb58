"""Taking in a file that comes from elsewhere: what it holds is shown first, and a large one waits for a backup."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.jobs import Job
from ui.operations import Operations
from ui.widgets.progress_row import ProgressRow


class TakeInDialog(FormDialog):
    """Esc changes nothing. Who inherits it shows what was found and takes it in."""

    def __init__(
        self, operations: Operations, title: str, path: Path, verb: str, *, width: int, parent: QWidget
    ) -> None:
        super().__init__(title, path.name, verb, icon="inbox", width=width, parent=parent)
        self._operations, self._path = operations, path
        self._backup: Job | None = None
        self._progress = ProgressRow(tr("Making a backup first"), can_cancel=False)
        self._progress.setVisible(False)

    def begin(self) -> None:
        """Show the dialog, and look at the file."""
        self.unfold()
        self.look()

    def look(self) -> None:
        """Ask what the file holds."""
        raise NotImplementedError

    def take_in(self) -> None:
        """Take in what was shown."""
        raise NotImplementedError

    def back_up_first(self) -> None:
        """Make a backup if the file is large, then take it in."""
        self.banners.clear()
        self.set_busy(True)
        self._backup = self._operations.work(
            "actions.backups.make_before_import",
            self._path,
            owner=self,
            done=self._backed_up,
            failed=self.show_error,
            progress=self._show_progress,
        )

    def _show_progress(self, done: int, total: int) -> None:
        if self._progress.isHidden():
            self._progress.setVisible(True)
            self.fit()
        self._progress.set_progress(done, total)

    def _backed_up(self, _: object) -> None:
        if self.isVisible():
            self.take_in()

    def done(self, answer: int) -> None:
        if self._backup is not None:
            self._backup.cancel()
        super().done(answer)
