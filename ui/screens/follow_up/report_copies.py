"""Copies of a document outside the program: on paper, or in a place the user picks."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import DocumentRow, FollowUpSheet
from ui.dialogs.files import ask_where_to_save
from ui.dialogs.printing import PdfPrinter
from ui.screens.follow_up import report_words
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.banner import BannerArea


class ReportCopies(QObject):
    """Asks where, does it, and tells how it went in the page."""

    def __init__(self, opened: OpenFollowUp, over: QWidget, banners: BannerArea) -> None:
        super().__init__(over)
        self._operations, self._over, self._banners = opened.operations, over, banners
        self._document_id = ""

    def ask_printer(self, data: bytes) -> None:
        """Print what is in sight."""
        if data:
            printer = PdfPrinter(data, self._over)
            printer.failed.connect(self._tell)
            printer.ask()

    def ask_place(self, document: DocumentRow, sheet: FollowUpSheet) -> None:
        """Save a sealed document where the user says."""
        self._document_id = document.id
        name = report_words.file_name(document, sheet)
        ask_where_to_save(self._over, tr("Save the document"), name).picked.connect(self.export)

    def export(self, path: Path) -> None:
        """Save it there."""
        self._operations.ask(
            "actions.documents.export",
            self._document_id,
            path,
            owner=self,
            done=self._exported,
            failed=self._tell,
        )

    def _exported(self, _: None) -> None:
        self._banners.tell("ok", tr("The document is saved."))

    def _tell(self, error: InspektorError) -> None:
        self._banners.tell("bad", error.text(), error.advice())
