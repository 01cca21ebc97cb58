"""The provider's representative on the report page: signs here, or the file they signed elsewhere is taken in."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import DocumentRow
from ui.dialogs.files import ask_for_file
from ui.dialogs.representative import RepresentativeSignDialog
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.banner import BannerArea
from ui.widgets.signature_pad import Stroke


class ReportTheirs(QObject):
    """Does it, and tells in the page what did not go."""

    def __init__(self, opened: OpenFollowUp, over: QWidget, banners: BannerArea) -> None:
        super().__init__(over)
        self._operations, self._over, self._banners = opened.operations, over, banners
        self._document: DocumentRow | None = None
        self._dialog: RepresentativeSignDialog | None = None

    def ask(self, document: DocumentRow) -> None:
        """Let the representative draw their signature on this document."""
        place = document.representative_place()
        if place is None:
            return
        self._document = document
        self._dialog = RepresentativeSignDialog(document.title, place, self._over)
        self._dialog.signed.connect(self._sign)
        self._dialog.finished.connect(self._forget)
        self._dialog.unfold()

    def _forget(self) -> None:
        self._dialog = None

    def _sign(self, strokes: tuple[Stroke, ...]) -> None:
        if self._document is not None:
            self._operations.ask(
                "actions.representatives.sign_here",
                self._document.id,
                strokes,
                owner=self,
                done=self._signed,
                failed=self._refused,
            )

    def _signed(self, _: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    def _refused(self, error: InspektorError) -> None:
        if self._dialog is not None:
            self._dialog.show_error(error)

    def ask_for_file(self) -> None:
        """Ask for the file that came back."""
        chooser = ask_for_file(self._over, tr("Take in the signed file"), tr("PDF documents (*.pdf)"))
        chooser.picked.connect(self.receive)

    def receive(self, path: Path) -> None:
        """Take in that file."""
        self._operations.change(
            "actions.representatives.receive_file",
            path,
            owner=self,
            done=self._received,
            failed=self._not_received,
        )

    def _received(self, _: object) -> None:
        self._banners.tell("ok", tr("The representative's signature is taken in."))

    def _not_received(self, error: InspektorError) -> None:
        self._banners.tell("bad", error.text(), error.advice())
