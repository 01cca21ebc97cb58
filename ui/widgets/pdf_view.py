"""A PDF as it will be printed: small pages at the left, the desk, and a bar for size and page."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from ui import theme
from ui.pdf_pages import PdfPages
from ui.widgets import paint
from ui.widgets.buttons import IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.pdf_desk import Fit, PdfDesk
from ui.widgets.rights import reads
from ui.widgets.rows import ROW_ROLE, Index, RowsView
from ui.widgets.text import Label

_THUMB, _THUMB_LABEL, _THUMBS = 60, 26, 96


class _ThumbRow:
    """A small page."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.key = str(number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ThumbRow) and other.number == self.number

    def __hash__(self) -> int:
        return hash(self.number)

    def spoken(self) -> str:
        return tr("Page {n}").format(n=self.number + 1)


class _ThumbDelegate(QStyledItemDelegate):
    def __init__(self, view: "_Thumbs") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(_THUMBS) - 12, round(theme.px(_THUMB) * 1.414) + theme.px(_THUMB_LABEL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number = index.data(ROW_ROLE).number
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect)
        width = theme.px(_THUMB)
        page = QRectF(area.center().x() - width / 2, area.top() + 2, width, round(width * 1.414))
        painter.save()
        paint.start(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page, Qt.GlobalColor.white)
        picture = self._view.picture(number)
        if picture is not None:
            painter.drawImage(page, picture)
        ring = page.adjusted(-2, -2, 2, 2)
        paint.box(
            painter,
            ring if chosen else page,
            4 if chosen else 1,
            border="accent" if chosen else "line",
            width=2 if chosen else 1,
        )
        below = QRectF(area.left(), page.bottom() + 3, area.width(), area.bottom() - page.bottom() - 4)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        role = "head" if chosen else "small"
        paint.words(painter, below, str(number + 1), role, "accent" if chosen else "muted", centre)
        painter.restore()


class _Thumbs(RowsView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Pages"), parent=parent)
        self._pages: PdfPages | None = None
        self._pictures: dict[int, QImage | None] = {}
        self.setItemDelegate(_ThumbDelegate(self))
        self.setFixedWidth(theme.px(_THUMBS))

    def show_pages(self, pages: PdfPages | None) -> None:
        self._pages = pages
        self._pictures.clear()
        self.set_rows([_ThumbRow(number) for number in range(pages.page_count if pages else 0)])
        self.viewport().update()

    def picture(self, number: int) -> QImage | None:
        """The small page; asked for the first time it is needed."""
        if number not in self._pictures and self._pages is not None:
            self._pictures[number] = None
            scale = theme.px(_THUMB) * self.devicePixelRatioF() / self._pages.page_size(number)[0]
            self._pages.render(number, scale, self, partial(self._take, self._pages, number))
        return self._pictures.get(number)

    def _take(self, pages: PdfPages, number: int, picture: QImage) -> None:
        if pages is self._pages:
            self._pictures[number] = picture
            self.viewport().update()


class PdfView(QWidget):
    """Shows a document. `page_changed(page)`, from 0; `failed(InspektorError)` if it cannot be shown."""

    page_changed = Signal(int)
    failed = Signal(object)

    def __init__(self, name: str, *, thumbnails: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self._pages: PdfPages | None = None
        self._thumbs = _Thumbs(self)
        self._thumbs.setVisible(False)
        self._wants_thumbs = thumbnails
        self._desk = PdfDesk(name, self)
        self._message = EmptyState("file-text", tr("The pages are being made."), parent=self)
        self._bar = self._make_bar()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 14, 0, 2)
        left.addWidget(self._thumbs)
        row.addLayout(left)
        row.addWidget(self._desk, 1)
        self._desk.installEventFilter(self)
        self._thumbs.chosen.connect(self._turn_to)
        self._desk.page_changed.connect(self._turned)
        self._desk.zoom_changed.connect(self._zoomed)
        self.setFocusProxy(self._desk)
        self._bar.setVisible(False)

    def _make_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("look", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 1, 4, 1)
        row.setSpacing(2)
        self._zoom = Label("", "control")
        self._zoom.setMinimumWidth(theme.px(48))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = Label("", "control")
        smaller, larger = IconButton("zoom-out", tr("Smaller")), IconButton("zoom-in", tr("Larger"))
        before, after = (
            IconButton("chevron-left", tr("Previous page")),
            IconButton("chevron-right", tr("Next page")),
        )
        smaller.clicked.connect(self._smaller)
        larger.clicked.connect(self._larger)
        before.clicked.connect(self._before)
        after.clicked.connect(self._after)
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedSize(1, 18)
        for widget in (smaller, self._zoom, larger, rule, before, self._place, after):
            row.addWidget(widget)
        return bar

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; the page in sight stays when a new version comes."""
        if self._pages is not None:
            self._pages.deleteLater()
        self._pages = PdfPages(data, self)
        self._pages.opened.connect(self._opened)
        self._pages.failed.connect(self._failed)

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._pages.page_count if self._pages else 0

    def page(self) -> int:
        """The page in sight, from 0."""
        return self._desk.page()

    def go_to(self, page: int) -> None:
        """Bring a page into sight, from 0."""
        self._desk.go_to(page)

    def set_fit(self, fit: Fit) -> None:
        """Fit whole pages ("page") or their width ("width")."""
        self._desk.set_fit(fit)

    def _opened(self, count: int) -> None:
        self._message.setVisible(False)
        self._thumbs.setVisible(self._wants_thumbs and count > 1)
        self._thumbs.show_pages(self._pages if self._wants_thumbs else None)
        self._desk.show_pages(self._pages)
        self._bar.setVisible(True)
        self._turned(self._desk.page())
        self._place_overlays()

    def _failed(self, error: InspektorError) -> None:
        self._desk.show_pages(None)
        self._bar.setVisible(False)
        self._message.say(str(error))
        self._message.setVisible(True)
        self.failed.emit(error)

    def _turn_to(self, key: str) -> None:
        self._desk.go_to(int(key))

    def _turned(self, page: int) -> None:
        self._place.setText(tr("Page {n} of {total}").format(n=page + 1, total=self.page_count()))
        self._thumbs.set_current(str(page))
        self._place_overlays()
        self.page_changed.emit(page)

    def _zoomed(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")

    def _smaller(self) -> None:
        self._desk.step_zoom(-1)

    def _larger(self) -> None:
        self._desk.step_zoom(1)

    def _before(self) -> None:
        self._desk.go_to(self._desk.page() - 1)

    def _after(self) -> None:
        self._desk.go_to(self._desk.page() + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        paint.box(painter, area, 12, "desk", "line")
        if self._desk.hasFocus():
            paint.focus_ring(painter, area, 12)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def _place_overlays(self) -> None:
        size = self._bar.sizeHint()
        desk = self._desk.geometry()
        corner = QPoint(desk.center().x() - size.width() // 2, desk.bottom() - size.height() - 16)
        self._bar.setGeometry(corner.x(), corner.y(), size.width(), size.height())
        self._bar.raise_()
        self._message.setGeometry(self.rect())
