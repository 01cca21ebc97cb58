"""What covers a page while something is dragged over it: here it can be dropped."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint

_INSET, _ICON = 12, 32


class DropCover(QWidget):
    """Lies over its parent while something is dragged there that `wanted` finds something in; `dropped(what it found)`."""

    dropped = Signal(list)

    def __init__(self, words: str, wanted: Callable[[QMimeData], list[Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._wanted, self._over = words, wanted, parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words)
        self.hide()
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        elif kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            self._greet(event)
            return True
        elif kind == QEvent.Type.DragLeave:
            self.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            event.acceptProposedAction()
            self.dropped.emit(self._wanted(event.mimeData()))
            return True
        return False

    def _greet(self, event: QDragEnterEvent) -> None:
        if self._wanted(event.mimeData()):
            event.acceptProposedAction()
            self.setGeometry(self._over.rect())
            self.raise_()
            self.show()

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
