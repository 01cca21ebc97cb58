"""Printing: each page of the document reaches the printer, as sharp as it can."""

import gc
import os
import sys
from functools import partial
from io import BytesIO

import pypdfium2
import pytest
from builders import a_workspace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from inspektor.actions import documents
from ui.dialogs.printing import NotPrinted, PdfPrinter, spool_in_memory, wanted
from ui.pdf_pages import PdfUnreadable


@pytest.fixture
def window(show):
    made = QWidget()
    show(made)
    return made


@pytest.fixture
def sheet(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    data = documents.recovery_sheet(workspace, ["ankare"] * 18)
    workspace.close()
    return data


def to_file(path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_is_printed_where_it_stands_on_paper(window, sheet, tmp_path, qtbot):
    job = PdfPrinter(sheet, window)
    with qtbot.waitSignal(job.printed, timeout=20_000):
        job.print_to(to_file(tmp_path / "ut.pdf"))
    printed, wanted = pypdfium2.PdfDocument(tmp_path / "ut.pdf"), pypdfium2.PdfDocument(sheet)
    assert len(printed) == len(wanted)
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    one, other = (each[0].render(scale=0.25).to_pil().convert("L") for each in (printed, wanted))
    differing = sum(abs(a - b) > 90 for a, b in zip(one.tobytes(), other.tobytes(), strict=False))
    assert differing < 0.02 * one.width * one.height
    printed.close()
    wanted.close()


def test_only_the_pages_chosen_are_printed(window, tmp_path, qtbot):
    pages = pypdfium2.PdfDocument.new()
    for number in range(4):
        pages.new_page(595, 842 - number)
    out = BytesIO()
    pages.save(out)
    printer = to_file(tmp_path / "ut.pdf")
    assert wanted(printer, 4) == [0, 1, 2, 3]
    printer.setFromTo(2, 3)
    job = PdfPrinter(out.getvalue(), window)
    with qtbot.waitSignal(job.printed, timeout=20_000):
        job.print_to(printer)
    with pypdfium2.PdfDocument(tmp_path / "ut.pdf") as printed:
        assert len(printed) == 2


def test_a_window_that_goes_while_it_is_printed_takes_the_print_along(window, sheet, tmp_path, qtbot):
    page = QWidget(window)
    job = PdfPrinter(sheet, page)
    printer = to_file(tmp_path / "ut.pdf")
    job.print_to(printer)
    active = QPrinter.PrinterState.Active
    qtbot.waitUntil(partial(_is_in, printer, active), timeout=20_000)
    del printer, job
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QApplication.processEvents()


def _is_in(printer: QPrinter, state: QPrinter.PrinterState) -> bool:
    return printer.printerState() is state


@pytest.mark.qt_log_ignore("QPdfEngine", "QPainter::")
def test_a_printer_that_does_not_take_it_is_said(window, sheet, tmp_path, qtbot):
    job = PdfPrinter(sheet, window)
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        job.print_to(to_file(tmp_path / "finns inte" / "ut.pdf"))
    assert isinstance(failed.args[0], NotPrinted)


def test_what_is_no_document_is_said(window, qtbot):
    job = PdfPrinter(b"hej", window)
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        QApplication.processEvents()
    assert isinstance(failed.args[0], PdfUnreadable)


@pytest.mark.skipif(sys.platform != "linux", reason="what lies in memory here, lies elsewhere there")
def test_pages_on_their_way_lie_in_memory_also_without_a_folder_of_ones_own(monkeypatch, tmp_path):
    for given, used in (("", "/dev/shm"), (str(tmp_path), str(tmp_path))):
        monkeypatch.setenv("XDG_RUNTIME_DIR", given)
        with spool_in_memory():
            assert os.environ["TMPDIR"] == used
