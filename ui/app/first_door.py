"""Behind the first start: makes the workspace, hands over the recovery sheet, and goes in when the words were asked back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs import files
from ui.dialogs.printing import PdfPrinter
from ui.jobs import Jobs
from ui.screens.first_start import FirstStartScreen

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace
    from ui.app.restore_door import RestoreDoor


class FirstDoor(QObject):
    """`opened(Workspace)` when everything is made. `example_there` when the example data is made already."""

    opened = Signal(object)
    example_there = Signal()
    place_picked = Signal(object)
    """The folder where the workspace is said to lie."""
    put_back = Signal()
    """A backup is in place, and locked."""

    def __init__(
        self, jobs: Jobs, folder: Path, example: Path, *, lost: bool = False, parent: QObject | None = None
    ) -> None:
        """`lost`: a workspace has lain in the folder."""
        super().__init__(parent)
        self._jobs = jobs
        self._folder, self._example = folder, example
        self._made: tuple[Workspace, list[str]] | None = None
        self._restorer: RestoreDoor | None = None
        with_example = find_spec("inspektor.demo") is not None
        self.screen = FirstStartScreen(with_example=with_example, lost=folder if lost else None)
        self.screen.elsewhere_asked.connect(self._ask_where_it_lies)
        self.screen.restore_asked.connect(self._ask_restore)
        self.screen.set_up_asked.connect(self._set_up)
        self.screen.example_asked.connect(self._make_example)
        self.screen.sheet_saved.connect(self._ask_where_to_save)
        self.screen.sheet_printed.connect(self._print)
        self.screen.finished.connect(self._enter)

    def close(self) -> None:
        """Close a workspace that was made but not entered."""
        if self._made is not None:
            self._made[0].close()
            self._made = None

    def _ask_where_it_lies(self) -> None:
        chooser = files.ask_for_folder(self.screen, tr("Where does the workspace lie?"))
        chooser.picked.connect(self.place_picked)

    def _ask_restore(self) -> None:
        if self._restorer is None:
            from ui.app.restore_door import RestoreDoor

            self._restorer = RestoreDoor(self._jobs, self._folder, self)
            self._restorer.opened.connect(self.opened)
            self._restorer.put_back.connect(self.put_back)
            self._restorer.failed.connect(self._refused)
        self._restorer.ask(self.screen)

    def _set_up(self, values: dict[str, str]) -> None:
        self._make(partial(_set_up, self._folder, values), self._show_words)

    def _make_example(self) -> None:
        if self._example.exists() and any(self._example.iterdir()):
            self.example_there.emit()
        else:
            self._make(partial(_make_example, self._example), self.opened.emit)

    def _make(self, work: Callable[..., object], done: Callable[..., object]) -> None:
        self._jobs.run(
            "slow", work, owner=self, done=done, failed=self._refused, progress=self.screen.show_progress
        )

    def _show_words(self, made: tuple[Workspace, list[str]]) -> None:
        self._made = made
        self.screen.show_words(made[1])

    def _enter(self) -> None:
        if self._made is not None:
            workspace, self._made = self._made[0], None
            self.opened.emit(workspace)

    def _refused(self, error: InspektorError) -> None:
        self.screen.show_error(error)

    def _ask_where_to_save(self) -> None:
        name = tr("Recovery sheet for Inspektor") + ".pdf"
        chooser = files.ask_where_to_save(self.screen, tr("Save the recovery sheet"), name)
        chooser.picked.connect(self._save)

    def _save(self, path: Path) -> None:
        if self._made is not None:
            work = partial(_save_sheet, *self._made, path)
            self._jobs.run("slow", work, owner=self, done=self._saved, failed=self._not_saved)

    def _saved(self, path: Path) -> None:
        meaning = tr("Print it, lock the print away, and delete the file.")
        self.screen.tell("ok", tr("The recovery sheet is saved as {name}.").format(name=path.name), meaning)

    def _not_saved(self, error: InspektorError) -> None:
        self.screen.tell("bad", error.text(), error.advice())

    def _print(self) -> None:
        if self._made is not None:
            work = partial(_sheet, *self._made)
            self._jobs.run("slow", work, owner=self, done=self._print_pdf, failed=self._not_saved)

    def _print_pdf(self, data: bytes) -> None:
        printer = PdfPrinter(data, self.screen)
        printer.failed.connect(self._not_saved)
        printer.ask()


Told = Callable[[int, int], None]


def _set_up(
    folder: Path, values: dict[str, str], *, progress: Told, cancelled: object
) -> tuple[Workspace, list[str]]:
    """Make the workspace; it is done within seconds, so nothing asks whether to stop."""
    from inspektor.actions import first_start

    del cancelled

    return first_start.set_up(folder, first_start.FirstStart(**values), progress=progress)


def _make_example(folder: Path, *, progress: Told, cancelled: object) -> Workspace:
    del cancelled
    workspace: Workspace = import_module("inspektor.demo").example_workspace(folder, progress)
    return workspace


def _sheet(workspace: Workspace, words: list[str]) -> bytes:
    from inspektor.actions import documents

    return documents.recovery_sheet(workspace, words)


def _save_sheet(workspace: Workspace, words: list[str], path: Path) -> Path:
    from inspektor.actions import documents

    return documents.save_recovery_sheet(workspace, words, path)
