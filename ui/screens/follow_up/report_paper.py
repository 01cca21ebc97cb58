"""The left side of the report: the page as it will be printed, or as it was signed."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.representative import Representative
from ui.jobs import Job
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.banner import BannerArea
from ui.widgets.card import Card
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_row import ProgressRow

_REST_MS = 600


class ReportPaper(QWidget):
    """`shown(data)` when a document is in sight, b"" while there is none."""

    shown = Signal(bytes)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._job: Job | None = None
        self._kind = DocumentKind.VISIT_PROTOCOL
        self._theirs: Representative | None = None
        self._drafting = False
        self.data = b""
        self.banners = BannerArea()
        self.view = PdfView(tr("The document, page by page"))
        self._work = Card(padding=14)
        self._progress = ProgressRow(tr("The preview is being made"))
        self._work.add(self._progress)
        self._work.setVisible(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._build)
        desk = Card(padding=0)
        desk.add(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banners)
        column.addWidget(self._work)
        column.addWidget(desk, 1)
        self._progress.cancelled.connect(self._stop)

    def show_draft(self, kind: DocumentKind, *, at_once: bool) -> None:
        """Make the preview, now or once the changes have settled."""
        self._kind, self._drafting = kind, True
        self._rest.start(0 if at_once else _REST_MS)

    def name_representative(self, who: Representative | None) -> None:
        """Show the draft as it is with this representative of the provider."""
        if who != self._theirs:
            self._theirs = who
            if self._drafting:
                self._rest.start(0)

    def show_document(self, document_id: str) -> None:
        """Show a sealed document as it is kept."""
        self._drafting = False
        self._rest.stop()
        self._stop()
        self._job = self._opened.operations.ask(
            "actions.documents.data", document_id, owner=self, done=self._show, failed=self._fail
        )

    def _build(self) -> None:
        self._stop()
        self._work.setVisible(True)
        self._progress.set_progress(0, 0)
        self._job = self._opened.operations.work(
            "actions.documents.preview",
            self._opened.id,
            owner=self,
            done=self._show_built,
            failed=self._fail,
            progress=self._progress.set_progress,
            kind=self._kind,
            representative=self._theirs,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._work.setVisible(False)

    def _show_built(self, built: Any) -> None:
        self._work.setVisible(False)
        self._show(built.data)

    def _show(self, data: bytes) -> None:
        self.banners.clear()
        if data != self.data:
            self.data = data
            self.view.show_pdf(data)
        self.shown.emit(data)

    def _fail(self, error: InspektorError) -> None:
        self._work.setVisible(False)
        self.banners.tell("bad", error.text(), error.advice())
