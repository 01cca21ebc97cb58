"""Signing from the report page: the dialog, the work, and the check of what came out."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspektor import settings
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.keys import CardPin
from inspektor.shapes.representative import Representative
from inspektor.shapes.views import DocumentRow
from ui.dialogs.sign import SignDialog
from ui.jobs import Job
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.report_side import ReportSide
from ui.widgets.signature_pad import Stroke


class ReportSigning(QObject):
    """Seals and signs a new document, or signs one that a colleague sealed.

    `named(representative or None)` when the dialog is left: the draft then shows whom the document will name.
    """

    named = Signal(object)

    def __init__(self, opened: OpenFollowUp, over: QWidget) -> None:
        super().__init__(over)
        self._opened, self._over = opened, over
        self._document: DocumentRow | None = None
        self._kind = DocumentKind.VISIT_PROTOCOL
        self._dialog: SignDialog | None = None
        self._job: Job | None = None
        self._side: ReportSide | None = None
        self._theirs: Representative | None = None

    def ask(self, document: DocumentRow | None, kind: DocumentKind) -> None:
        """Ask for a signature on this document; with None on a new one of that kind."""
        if self._opened.me is None:
            return
        self._document, self._kind = document, kind
        self._dialog = SignDialog(
            tr(kind.label),
            self._opened.me,
            self._over,
            sealed=document is not None,
            with_card=bool(settings.load().card_module),
        )
        self._dialog.name_representative(None if document else self._theirs)
        self._dialog.cards_asked.connect(self._look_for_cards)
        self._dialog.signed.connect(self._sign)
        self._dialog.stopped.connect(self._stop)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.unfold()

    def _look_for_cards(self) -> None:
        if self._dialog is not None:
            self._opened.operations.ask(
                "actions.signing.card_certificates",
                owner=self._dialog,
                done=self._dialog.show_cards,
                failed=self._dialog.show_card_trouble,
            )

    def _forget_dialog(self) -> None:
        self._stop()
        if self._dialog is not None and self._document is None:
            done = self._dialog.result() == SignDialog.DialogCode.Accepted
            self._theirs = None if done else self._dialog.representative()
            self.named.emit(self._theirs)
        self._dialog = None

    def _sign(
        self, secret: str | CardPin, strokes: tuple[Stroke, ...], representative: Representative | None
    ) -> None:
        if self._dialog is None:
            return
        if self._document is not None:
            # Not on the lane that saves what is typed: a timestamp server may take seconds to answer.
            self._opened.operations.ask(
                "actions.documents.sign_with",
                self._document.id,
                secret,
                strokes,
                owner=self,
                done=self._signed,
                failed=self._refused,
            )
            return
        self._job = self._opened.operations.work(
            "actions.documents.seal_with",
            self._opened.id,
            secret,
            strokes,
            owner=self,
            done=self._signed,
            failed=self._refused,
            progress=self._dialog.show_progress,
            kind=self._kind,
            representative=representative,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if self._dialog is not None:
                self._dialog.set_busy(False)

    def _signed(self, _: object) -> None:
        self._job = None
        if self._dialog is not None:
            self._dialog.accept()

    def _refused(self, error: InspektorError) -> None:
        self._job = None
        if self._dialog is not None:
            self._dialog.show_error(error)

    def verify(self, data: bytes, side: ReportSide) -> None:
        """Check a document and show there what was found."""
        self._side = side
        self._opened.operations.ask("actions.checking.verify_data", data, owner=self, done=self._show_verdict)

    def _show_verdict(self, verdict: Any) -> None:
        if self._side is not None:
            self._side.show_findings([(finding.level, finding.text) for finding in verdict.findings])
