"""What covers a page while something is dragged over it: here it can be dropped."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint

_INSET, _ICON = 12, 32


class DropCover(QWidget):
    """Lies over its parent, says where a drop goes, and takes no events itself."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words)
        self.hide()
        parent.installEventFilter(self)

    def cover(self) -> None:
        """Appear over everything else in the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        ground = theme.colour("accent_bg")
        ground.setAlphaF(0.94)
        painter.fillRect(self.rect(), ground)
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        pen = QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, 12, 12)
        side = theme.px(_ICON)
        centre = frame.center()
        paint.icon(
            painter, "image-plus", "accent", QRectF(centre.x() - side / 2, centre.y() - side, side, side)
        )
        line = QRectF(frame.left(), centre.y() + 8, frame.width(), theme.px(28))
        paint.words(painter, line, self._words, "card", "accent", Qt.AlignmentFlag.AlignCenter)
        painter.end()
