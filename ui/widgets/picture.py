"""A picture in a frame."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


def draw_picture(painter: QPainter, area: QRectF, picture: QImage) -> None:
    """The whole picture in the middle of the area, or an icon while there is none."""
    if picture.isNull():
        side = theme.px(24)
        middle = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint.icon(painter, "image", "muted", middle)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(area.center())
    painter.drawImage(place, picture)


class Picture(QWidget):
    """A square place of `side` px for a picture."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def pixels(self) -> int:
        """How many pixels of the screen a side has."""
        return round(theme.px(self._side) * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def show_picture(self, picture: QImage) -> None:
        """Show this one."""
        self._picture = picture
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        paint.box(painter, area, 8, "sunk", "line")
        draw_picture(painter, area.adjusted(1, 1, -1, -1), self._picture)
        painter.end()
