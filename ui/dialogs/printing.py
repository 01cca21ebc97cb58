"""Printing a PDF: the system's own dialog, then each page as a picture as sharp as the printer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MEMORY = "/dev/shm"
_SHARPEST_DPI = 300  # a page drawn finer than this takes hundreds of megabytes and looks no better


class NotPrinted(InspektorError):
    """The printer did not take the pages."""

    def text(self) -> str:
        """What happened."""
        return tr("The document could not be printed.")

    def advice(self) -> str:
        """What to do."""
        return tr("Check the printer, or save the document as PDF and print it with another program.")


class _Brush:
    """What draws on a printer. It is put down before the printer goes: Qt does not survive the other order."""

    def __init__(self) -> None:
        self.painter = QPainter()
        self.printer: QPrinter | None = None

    def put_down(self) -> None:
        """End the print; what has no end yet is not printed."""
        if self.painter.isActive():
            if self.printer is not None:
                self.printer.abort()
            self.painter.end()
        self.printer = None


class PdfPrinter(QObject):
    """Prints one document. `printed` when the printer has it, `failed(InspektorError)` if it could not be."""

    printed = Signal()
    failed = Signal(object)

    def __init__(self, data: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._left: list[int] = []
        self._printer: QPrinter | None = None
        self._brush = _Brush()
        self.destroyed.connect(self._brush.put_down)  # locked, or closed, in the middle of it
        self._pages = PdfPages(data, self)
        self._pages.failed.connect(self._fail)

    def ask(self) -> None:
        """Ask for a printer; nothing happens if the user thinks better of it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setWindowTitle(tr("Print"))
        dialog.finished.connect(self._answered)
        QDialog.open(dialog)  # QPrintDialog's own wants a receiver

    def _answered(self, answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted and self._printer is not None:
            self.print_to(self._printer)
        else:
            self._end()

    def print_to(self, printer: QPrinter) -> None:
        """Print on this printer as soon as the document has opened."""
        self._printer = printer
        printer.setDocName(tr("Inspektor"))  # others see the queue
        printer.setFullPage(True)
        if self._pages.page_count:
            self._begin()
        else:
            self._pages.opened.connect(self._begin)

    def _begin(self) -> None:
        if self._printer is None:
            return
        width, height = self._pages.page_size(0)
        lying = width > height
        ways = QPageLayout.Orientation
        self._printer.setPageOrientation(ways.Landscape if lying else ways.Portrait)
        self._brush.printer = self._printer
        with spool_in_memory():
            begun = self._brush.painter.begin(self._printer)
        if not begun:
            self._fail(NotPrinted())
            return
        self._left = wanted(self._printer, self._pages.page_count)
        if self._left:
            self._ask_for_page()
        else:
            self._fail(NotPrinted())

    def _ask_for_page(self) -> None:
        if self._printer is not None:
            scale = min(self._printer.resolution(), _SHARPEST_DPI) / 72
            self._pages.render(self._left[0], scale, self, self._draw)

    def _draw(self, picture: QImage) -> None:
        if self._printer is None:
            return
        width, height = self._pages.page_size(self._left.pop(0))
        dots = self._printer.resolution() / 72
        self._brush.painter.drawImage(QRectF(0, 0, width * dots, height * dots), picture)
        if not self._left:
            self._brush.painter.end()
            self.printed.emit()
            self._end()
        elif self._printer.newPage():
            self._ask_for_page()
        else:
            self._fail(NotPrinted())

    def _fail(self, error: InspektorError) -> None:
        self._brush.put_down()
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self.deleteLater()


@contextmanager
def spool_in_memory() -> Iterator[None]:
    """Let CUPS keep the pages on their way to it where no disk is: on Linux the user's own folder in memory, or everybody's."""
    before = os.environ.get("TMPDIR")
    memory = next((each for each in (os.environ.get("XDG_RUNTIME_DIR", ""), _MEMORY) if _takes(each)), None)
    if sys.platform != "linux" or memory is None:
        yield
        return
    os.environ["TMPDIR"] = memory
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def _takes(place: str) -> bool:
    return Path(place).is_absolute() and os.access(place, os.W_OK)


def wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages that were chosen in the print dialog, from 0; all of them where none were."""
    chosen = printer.pageRanges()
    return [page for page in range(count) if chosen.isEmpty() or chosen.contains(page + 1)]
