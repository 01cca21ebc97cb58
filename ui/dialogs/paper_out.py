"""A paper that is made when it is asked for: shown, then printed or saved where the user says. Kept nowhere."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs.files import ask_where_to_save, safe_name
from ui.dialogs.paper import PaperDialog
from ui.dialogs.printing import PdfPrinter
from ui.jobs import Job
from ui.operations import Operations
from ui.widgets.autosave import flush_fields


class PaperOut(QObject):
    """`paper` names the action that makes it, `paper(id, *which)`, with progress and a way to stop it."""

    def __init__(
        self, operations: Operations, paper: str, name: str, over: QWidget, which: tuple[object, ...] = ()
    ) -> None:
        super().__init__(over)
        self._operations, self._paper, self._name = operations, paper, name
        self._over, self._which = over, which
        self._id, self._data = "", b""
        self._dialog: PaperDialog | None = None
        self._job: Job | None = None

    def unfold(self, row_id: str, meaning: str = "") -> None:
        """Make it and show it. The write lane takes things in order: the barrier stands behind what was typed last."""
        self._id, self._data = row_id, b""
        flush_fields(self._over)
        self._dialog = PaperDialog(self._name, meaning, self._over)
        self._dialog.print_asked.connect(self._ask_printer)
        self._dialog.save_asked.connect(self._ask_place)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()
        self._operations.change("queries.register.me", owner=self, done=self._make)

    def _make(self, _: object) -> None:
        if self._dialog is not None:
            self._job = self._operations.work(
                self._paper,
                self._id,
                *self._which,
                owner=self,
                done=self._show,
                failed=self._tell,
                progress=self._dialog.progress.set_progress,
            )

    def _show(self, data: bytes) -> None:
        self._data = data
        if self._dialog is not None:
            self._dialog.show_paper(data)

    def _forget(self) -> None:
        self._dialog = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _ask_printer(self) -> None:
        if self._dialog is not None:
            printer = PdfPrinter(self._data, self._dialog)
            printer.failed.connect(self._tell)
            printer.ask()

    def _ask_place(self) -> None:
        if self._dialog is not None:
            chooser = ask_where_to_save(self._dialog, tr("Save the page"), f"{safe_name(self._name)}.pdf")
            chooser.picked.connect(self.save)

    def save(self, path: Path) -> None:
        """Save it there."""
        self._operations.ask(
            "actions.papers.save",
            self._data,
            path,
            self._id,
            owner=self,
            done=self._saved,
            failed=self._tell,
        )

    def _saved(self, _: None) -> None:
        if self._dialog is not None:
            self._dialog.banners.tell("ok", tr("The page is saved."))

    def _tell(self, error: InspektorError) -> None:
        if self._dialog is not None:
            self._dialog.banners.tell("bad", error.text(), error.advice())
