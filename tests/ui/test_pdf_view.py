"""Pages on the desk: real PDFs, drawn on their own thread."""

import threading
from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ui.pdf_pages import PdfPages, PdfUnreadable
from ui.widgets.pdf_view import PdfView


def a_pdf(*texts: str) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.rect(0, 0, 40, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def a_form() -> bytes:
    """A page whose text stands in a form field alone, as a signature's appearance does."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.acroForm.textfield(value="IFYLLT", x=100, y=600, width=200, height=40, borderWidth=0)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def pages(qapp, qtbot):
    made = PdfPages(a_pdf("Sida ett", "Sida två", "Sida tre"))
    qtbot.waitUntil(lambda: made.page_count == 3)
    return made


def test_a_page_becomes_a_picture_on_white(pages, qtbot):
    pictures, owner = [], QWidget()
    qtbot.addWidget(owner)
    pages.render(0, 1.0, owner, pictures.append)
    qtbot.waitUntil(lambda: bool(pictures))
    picture = pictures[0]
    assert (picture.width(), picture.height()) == (596, 842)
    assert picture.pixelColor(500, 500) == QColor(Qt.GlobalColor.white)
    assert picture.pixelColor(10, 835) == QColor(Qt.GlobalColor.black)


def test_what_stands_in_a_form_field_is_drawn(qtbot):
    pages, pictures, owner = PdfPages(a_form()), [], QWidget()
    qtbot.addWidget(owner)
    pages.opened.connect(lambda _: pages.render(0, 1.0, owner, pictures.append))
    qtbot.waitUntil(lambda: bool(pictures))
    field = [pictures[0].pixelColor(x, y) for x in range(102, 200) for y in range(842 - 638, 842 - 602)]
    assert min(colour.lightness() for colour in field) < 128


def test_a_page_tells_its_words(pages, qtbot):
    said, owner = [], QWidget()
    qtbot.addWidget(owner)
    pages.text(1, owner, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].strip() == "Sida två"


def test_many_documents_share_one_thread(qtbot):
    names: set[str] = set()
    many = [PdfPages(a_pdf(f"Dokument {n}", "mer")) for n in range(8)]
    qtbot.waitUntil(lambda: all(each.page_count == 2 for each in many))
    names = {thread.name for thread in threading.enumerate() if "pdf" in thread.name}
    assert len(names) == 1


def test_what_is_no_pdf_is_refused_with_words(qtbot):
    pages, errors = PdfPages(b"inte en pdf"), []
    pages.failed.connect(errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], PdfUnreadable)
    assert errors[0].text() == "Dokumentet kan inte visas."


@pytest.fixture
def view(show, qtbot):
    made = PdfView("Besöksprotokoll")
    made.turned = []
    made.page_changed.connect(made.turned.append)
    made.resize(900, 700)
    show(made)
    made.show_pdf(a_pdf("Sida ett", "Sida två", "Sida tre"))
    qtbot.waitUntil(lambda: made.page_count() == 3)
    made.setFocus()
    return made


def test_keys_turn_pages(view, press, qtbot):
    desk = view.focusProxy()
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 2),
    ):
        press(desk, key)
        assert view.page() == page
    assert view._place.text() == "Sida 3 av 3"


def test_the_desk_is_named_and_read_aloud(view, press, qtbot):
    desk = view.focusProxy()
    qtbot.waitUntil(lambda: "Sida ett" in desk.accessibleDescription())
    press(desk, Qt.Key.Key_PageDown)
    assert desk.accessibleName() == "Besöksprotokoll, sida 2 av 3"
    qtbot.waitUntil(lambda: "Sida två" in desk.accessibleDescription())


def test_whole_pages_are_shown_first_and_steps_make_them_larger(view, qtbot):
    desk = view.focusProxy()
    fitted = desk.zoom()
    assert fitted < 1
    view._larger()
    assert desk.zoom() > fitted
    view.set_fit("page")
    assert desk.zoom() == fitted
    view.set_fit("width")
    assert desk.zoom() > fitted
    assert view._zoom.text() == f"{round(desk.zoom() * 100)} %"


def test_pages_come_sharp_after_zooming(view, qtbot):
    desk = view.focusProxy()
    qtbot.waitUntil(lambda: bool(desk._pictures.widths()))
    view._larger()
    desk.grab()
    wanted = round(595 * desk.zoom() * 96 / 72)
    qtbot.waitUntil(lambda: any(abs(width - wanted) <= 2 for width in desk._pictures.widths()))


def test_a_small_page_goes_there(view, qtbot):
    thumbs = view._thumbs
    third = thumbs.visualRect(thumbs.model().index(2)).center()
    qtbot.mouseClick(thumbs.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert view.page() == 2


def test_a_new_version_keeps_the_page_in_sight(view, press, qtbot):
    press(view.focusProxy(), Qt.Key.Key_PageDown)
    view.show_pdf(a_pdf("Ny ett", "Ny två"))
    qtbot.waitUntil(lambda: view.page_count() == 2)
    assert view.page() == 1
    qtbot.waitUntil(lambda: "Ny två" in view.focusProxy().accessibleDescription())


def test_a_late_picture_of_the_old_version_is_not_taken_for_the_new(view, qtbot):
    desk = view.focusProxy()
    qtbot.waitUntil(lambda: bool(desk._pictures.widths()))
    for number in range(4):
        view.show_pdf(a_pdf(*(f"Version {number}" for _ in range(number + 1))))
        desk.grab()
    qtbot.waitUntil(lambda: view.page_count() == 4 and bool(desk._pictures.widths()))
    qtbot.waitUntil(lambda: "Version 3" in desk.accessibleDescription())
    assert len(view.findChildren(PdfPages)) == 1


def test_a_broken_document_says_so_in_its_place(view, qtbot):
    errors = []
    view.failed.connect(errors.append)
    view.show_pdf(b"trasig")
    qtbot.waitUntil(lambda: bool(errors))
    assert view._message.isVisible()
    assert not view._bar.isVisible()


def test_ctrl_and_the_wheel_zooms(view):
    desk = view.focusProxy()
    before = desk.zoom()
    turn = QWheelEvent(
        QPointF(300, 300),
        QPointF(300, 300),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.viewport(), turn)
    assert desk.zoom() > before
