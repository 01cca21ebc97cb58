"""The toast: what was just done and can be undone. Eight seconds, longer while pointed at or focused."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint
from ui.widgets.keycap import shown

SHOWN_MS = 8000
_INSET = 24


class Toast(QFrame):
    """Lies at the lower left of the widget it is given, above `clearance` pixels.

    `undone` is its button; `redone` where it tells of something that was undone.
    """

    undone = Signal()
    redone = Signal()

    def __init__(self, over: QWidget, *, clearance: int = 0, shown_ms: int = SHOWN_MS) -> None:
        super().__init__(over)
        self._over, self._clearance = over, clearance
        self._text = ""
        self._tells_undone = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(shown_ms)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addStretch(1)
        self._undo = _ToastButton(tr("Undo"), self)
        self._undo.clicked.connect(self._take_back)
        row.addWidget(self._undo)
        over.installEventFilter(self)
        self._undo.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, undone: bool = False) -> None:
        """Show what was done, or `undone`; replaces what stood there."""
        self._text = text
        self._tells_undone = undone
        self._undo.offer(tr("Redo") if undone else tr("Undo"), "Ctrl+Shift+Z" if undone else "Ctrl+Z")
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._wait()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_clearance(self, clearance: int) -> None:
        """How far above the lower edge it lies."""
        self._clearance = clearance
        self._place()

    def _take_back(self) -> None:
        self.hide()
        (self.redone if self._tells_undone else self.undone).emit()

    def _wait(self) -> None:
        """Count down, unless somebody points at it or has it focused."""
        if self.underMouse() or self._undo.hasFocus():
            self._timer.stop()
        else:
            self._timer.start()

    def waiting(self) -> bool:
        """Whether it is on its way out."""
        return self._timer.isActive()

    def _place(self) -> None:
        text = paint.width_of(self._text, "body")
        room = max(200, self._over.width() - 2 * _INSET)
        width = min(room, round(text) + self._undo.sizeHint().width() + 44)
        height = theme.px(44)
        self.setGeometry(_INSET, self._over.height() - self._clearance - height - 16, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        if watched is self._undo and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self._wait_if_shown)
        return False

    def _wait_if_shown(self) -> None:
        if not self.isHidden():
            self._wait()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and not self._undo.hasFocus():
            self._timer.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        paint.box(painter, QRectF(self.rect()), 8, "text")
        room = self._undo.x() - 16 - 12
        paint.words(painter, QRectF(16, 0, room, self.height()), self._text, "body", "surface")
        painter.end()


class _ToastButton(QPushButton):
    """Undo with its shortcut, in inverted colours."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.offer(text, "Ctrl+Z")

    def offer(self, text: str, keys: str) -> None:
        """Say what it does, and by which key."""
        self.setText(text)
        self.setToolTip(shown(keys))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = paint.width_of(self.text(), "strong") + paint.width_of(self.toolTip(), "small")
        return QSize(round(words) + 34, theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setBrush(paint.mixed("text", "surface", 0.15))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 6, 6)
        width = paint.words(painter, area.adjusted(12, 0, 0, 0), self.text(), "strong", "surface")
        painter.setOpacity(0.8)
        paint.words(painter, area.adjusted(12 + width + 8, 0, 0, 0), self.toolTip(), "small", "surface")
        painter.setOpacity(1)
        if self.hasFocus():
            paint.focus_ring(painter, area, 6, "surface")
        painter.end()
