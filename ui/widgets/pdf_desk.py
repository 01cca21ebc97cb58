"""White pages on a grey desk, one below the other, drawn as they come into sight."""

from collections import OrderedDict
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.pdf_pages import PX_PER_POINT, PdfPages
from ui.widgets import paint

Fit = Literal["page", "width", ""]
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_EDGE, _GAP, _KEPT = 20, 16, 12
_BAR = 48  # room below the last page for the bar that lies on the desk


class PagePictures(QObject):
    """The pages as drawn so far; asks for one when it is looked for, and tells when it has `come`."""

    come = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()

    def draw_from(self, pages: PdfPages | None) -> None:
        """Begin anew with a document."""
        self._pages = pages
        self._drawn.clear()
        self._asked.clear()

    def widths(self) -> list[int]:
        """How many pixels wide the pages were drawn."""
        return [picture.width() for picture in self._drawn.values()]

    def find(self, number: int, scale: float) -> QImage | None:
        """The page at this scale; until it has come, at another one."""
        wanted = (number, scale)
        if wanted in self._drawn:
            self._drawn.move_to_end(wanted)
            return self._drawn[wanted]
        if wanted not in self._asked and self._pages is not None:
            self._asked.add(wanted)
            self._pages.render(number, scale, self, partial(self._take, self._pages, wanted))
        return next((picture for (page, _), picture in self._drawn.items() if page == number), None)

    def _take(self, pages: PdfPages, asked: tuple[int, float], picture: QImage) -> None:
        if pages is not self._pages:
            return  # of the document shown before
        self._asked.discard(asked)
        self._drawn[asked] = picture
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        self.come.emit()


class PdfDesk(QAbstractScrollArea):
    """`page_changed(page)`, from 0, and `zoom_changed(zoom)`, 1 = as large as on paper."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pages: PdfPages | None = None
        self._zoom, self._fit = 1.0, "page"
        self._page = 0
        self._places: list[QRectF] = []
        self._pictures = PagePictures(self)
        self._pictures.come.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show an opened document; a new version of the same keeps its place."""
        self._pages = pages
        self._pictures.draw_from(pages)
        self._lay_out()
        self._page = min(self._page, max(0, len(self._places) - 1))
        self.go_to(self._page)
        self.page_changed.emit(self._page)
        self._speak()

    def page(self) -> int:
        """The page in sight, from 0."""
        return self._page

    def zoom(self) -> float:
        """How large; 1 is as on paper."""
        return self._zoom

    def set_fit(self, fit: Fit) -> None:
        """Fit whole pages or their width into the window."""
        self._fit = fit
        self._lay_out()
        self.go_to(self._page)

    def step_zoom(self, step: int) -> None:
        """Larger or smaller by a step."""
        larger = [zoom for zoom in ZOOMS if zoom > self._zoom + 0.01]
        smaller = [zoom for zoom in ZOOMS if zoom < self._zoom - 0.01]
        found = larger[:1] if step > 0 else smaller[-1:]
        if found:
            self._fit = ""
            self._zoom = found[0]
            self._lay_out()
            self.go_to(self._page)

    def go_to(self, page: int) -> None:
        """Bring a page into sight."""
        if 0 <= page < len(self._places):
            self.verticalScrollBar().setValue(round(self._places[page].top()) - _EDGE)
            self._turn_to(page)

    # Laying out

    def _lay_out(self) -> None:
        self._places = []
        pages = self._pages
        if pages is not None and pages.page_count:
            sizes = [pages.page_size(number) for number in range(pages.page_count)]
            self._fit_in(sizes)
            scale = self._zoom * PX_PER_POINT
            top, widest = float(_EDGE), max(width for width, _ in sizes) * scale + 2 * _EDGE
            across = max(widest, float(self.viewport().width()))
            for width, height in sizes:
                self._places.append(QRectF((across - width * scale) / 2, top, width * scale, height * scale))
                top += height * scale + _GAP
        self._set_bars()
        self.viewport().update()

    def _fit_in(self, sizes: list[tuple[float, float]]) -> None:
        if not self._fit:
            return
        room_x = self.viewport().width() - 2 * _EDGE
        room_y = self.viewport().height() - 2 * _EDGE - _BAR
        across = min(room_x / (width * PX_PER_POINT) for width, _ in sizes)
        down = min(room_y / (height * PX_PER_POINT) for _, height in sizes)
        wanted = across if self._fit == "width" else min(across, down)
        zoom = round(max(ZOOMS[0], min(ZOOMS[-1], wanted)), 3)
        if zoom != self._zoom:
            self._zoom = zoom
        self.zoom_changed.emit(self._zoom)

    def _set_bars(self) -> None:
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.blockSignals(True)  # laying out is no scrolling: the page in sight stays
        bottom = self._places[-1].bottom() + _EDGE + _BAR if self._places else 0
        right = max((place.right() for place in self._places), default=0) + _EDGE
        view = self.viewport().size()
        down.setRange(0, max(0, round(bottom) - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(40)
        along.setRange(0, max(0, round(right) - view.width()))
        along.setPageStep(view.width())
        down.blockSignals(False)
        self.zoom_changed.emit(self._zoom)

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        for number, place in enumerate(self._places):
            if place.bottom() + _GAP > middle:
                self._turn_to(number)
                return

    def _turn_to(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
            self._speak()

    # Screen readers hear the page's own words.

    def _speak(self) -> None:
        if self._pages is None or not self._places:
            self.setAccessibleDescription("")
            return
        place = tr("page {n} of {total}").format(n=self._page + 1, total=len(self._places))
        self.setAccessibleName(f"{self._name}, {place}")
        self._pages.text(self._page, self, partial(self._take_text, self._pages, self._page))

    def _take_text(self, pages: PdfPages, page: int, text: str) -> None:
        if pages is self._pages and page == self._page:
            self.setAccessibleDescription(text)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint.start(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        view = QRectF(self.viewport().rect())
        for number, place in enumerate(self._places):
            shown = place.translated(shift)
            if shown.intersects(view):
                self._draw_page(painter, number, shown)
        painter.end()

    def _draw_page(self, painter: QPainter, number: int, place: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        corner = QPointF(round(place.left() * ratio) / ratio, round(place.top() * ratio) / ratio)
        place = QRectF(corner, place.size())
        painter.fillRect(place, Qt.GlobalColor.white)  # paper stays white in the dark
        scale = round(self._zoom * PX_PER_POINT * ratio, 4)
        picture = self._pictures.find(number, scale)
        if picture is not None and abs(picture.width() / ratio - place.width()) < 2:
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(corner, picture)  # pixel by pixel, or letters blur
        elif picture is not None:
            painter.drawImage(place, picture)
        painter.setPen(theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._places) - 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self._page + steps[key])
        elif key in ends:
            self.go_to(ends[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        self._lay_out()
        self.go_to(page)

    def sizeHint(self) -> QSize:
        return QSize(640, 800)
