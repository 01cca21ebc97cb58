"""A paper that is made when it is asked for: to the printer, or to a place the user picks. Kept nowhere."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.dialogs.files import ask_where_to_save
from ui.dialogs.printing import PdfPrinter
from ui.operations import Operations
from ui.widgets.autosave import flush_fields
from ui.widgets.banner import BannerArea


class PaperOut(QObject):
    """`paper` names the action that makes it, `paper(id)`; beside that stands `export(id, path)`. Both are told `which`, too.

    How it went is told in the banners.
    """

    def __init__(
        self,
        operations: Operations,
        paper: str,
        name: str,
        over: QWidget,
        banners: BannerArea,
        which: tuple[object, ...] = (),
    ) -> None:
        super().__init__(over)
        self._operations, self._paper, self._name = operations, paper, name
        self._over, self._banners, self._which = over, banners, which
        self._id = self._meaning = ""

    def ask_printer(self, row_id: str) -> None:
        """Print it. The write lane takes things in order: the barrier stands behind what was typed last."""
        self._id = row_id
        flush_fields(self._over)
        self._operations.change("queries.register.me", owner=self, done=self._make)

    def _make(self, _: object) -> None:
        told = (self._id, *self._which)
        self._operations.ask(self._paper, *told, owner=self, done=self._print, failed=self._tell)

    def _print(self, data: bytes) -> None:
        printer = PdfPrinter(data, self._name, self._over)
        printer.failed.connect(self._tell)
        printer.ask()

    def ask_place(self, row_id: str, meaning: str = "") -> None:
        """Save it where the user says; `meaning` is what to know of the file."""
        self._id, self._meaning = row_id, meaning
        flush_fields(self._over)
        chooser = ask_where_to_save(self._over, tr("Save the page"), f"{self._name}.pdf")
        chooser.picked.connect(self.export)

    def export(self, path: Path) -> None:
        """Save it there."""
        self._operations.ask(
            f"{self._paper.rpartition('.')[0]}.export",
            self._id,
            *self._which,
            path,
            owner=self,
            done=self._exported,
            failed=self._tell,
        )

    def _exported(self, _: None) -> None:
        self._banners.tell("ok", tr("The page is saved."), self._meaning)

    def _tell(self, error: InspektorError) -> None:
        self._banners.tell("bad", error.text(), error.advice())
