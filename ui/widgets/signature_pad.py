"""A pad to sign on with mouse, finger or pen. Keeps the geometry alone: neither pressure nor timing."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint
from ui.widgets.buttons import quiet
from ui.widgets.text import Label

Stroke = tuple[tuple[float, float], ...]
_PEN = 2.2
_NEAR = 0.8  # px; points closer than this say nothing


class _Pad(QWidget):
    """The surface. `changed` after each stroke, undo and clear."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(460, 170)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 120)

    def undo(self) -> None:
        """Take back the last stroke."""
        if self.strokes:
            self.strokes.pop()
            self._tell()

    def clear(self) -> None:
        """Take back everything."""
        if self.strokes:
            self.strokes.clear()
            self._tell()

    def _tell(self) -> None:
        self._drawing = False
        self.update()
        self.changed.emit()

    def _begin(self, place: QPointF) -> None:
        self._drawing = True
        self.strokes.append([QPointF(place)])
        self.update()

    def _go_on(self, place: QPointF) -> None:
        if not self._drawing:
            return
        within = QPointF(min(max(place.x(), 0), self.width()), min(max(place.y(), 0), self.height()))
        last = self.strokes[-1][-1]
        if abs(within.x() - last.x()) + abs(within.y() - last.y()) >= _NEAR:
            self.strokes[-1].append(within)
            self.update()

    def _finish(self, place: QPointF) -> None:
        if self._drawing:
            self._go_on(place)
            self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._finish(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        steps = {
            QEvent.Type.TabletPress: self._begin,
            QEvent.Type.TabletMove: self._go_on,
            QEvent.Type.TabletRelease: self._finish,
        }
        if step := steps.get(event.type()):
            step(event.position())
        event.accept()  # otherwise Qt makes a mouse event of it and every stroke is drawn twice

    def event(self, event: QEvent) -> bool:
        steps = {
            QEvent.Type.TouchBegin: self._begin,
            QEvent.Type.TouchUpdate: self._go_on,
            QEvent.Type.TouchEnd: self._finish,
        }
        if isinstance(event, QTouchEvent) and event.type() in steps and event.points():
            steps[event.type()](event.points()[0].position())
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        paint.box(painter, area, 8, "surface", "field")
        paint.line(painter, 24, self.width() - 24, self.height() * 0.74, "field")
        if self.hasFocus():
            paint.focus_ring(painter, area)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(theme.colour("text"), _PEN, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes:
            painter.drawPath(_smooth(stroke))
        painter.end()


def _smooth(stroke: list[QPointF]) -> QPainterPath:
    """A curve through the middles between the points."""
    path = QPainterPath(stroke[0])
    if len(stroke) < 3:
        path.lineTo(stroke[-1] + QPointF(0.1, 0))
        return path
    for here, after in pairwise(stroke[1:]):
        path.quadTo(here, (here + after) / 2)
    path.lineTo(stroke[-1])
    return path


class SignaturePad(QWidget):
    """Pad, a line of guidance, undo and clear. `changed` whenever what is drawn changes."""

    changed = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pad = _Pad(name or tr("Signature"))
        self._pad.changed.connect(self._look)
        self._guide = Label(tr("Sign with mouse, finger or pen."), "small", "muted")
        self._undo = quiet(tr("Undo"), "undo-2", small=True)
        self._undo.clicked.connect(self._pad.undo)
        self._clear = quiet(tr("Clear"), "eraser", small=True)
        self._clear.clicked.connect(self._pad.clear)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._guide)
        below.addStretch(1)
        below.addWidget(self._undo)
        below.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._pad, 1)
        column.addLayout(below)
        self.setFocusProxy(self._pad)
        self._look()

    def strokes(self) -> tuple[Stroke, ...]:
        """What is drawn: lines of points, x to the right, y downwards, in pixels."""
        return tuple(
            tuple((round(point.x(), 1), round(point.y(), 1)) for point in stroke)
            for stroke in self._pad.strokes
        )

    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._pad.strokes

    def clear(self) -> None:
        """Take everything back."""
        self._pad.clear()

    def _look(self) -> None:
        self._undo.setEnabled(not self.is_empty())
        self._clear.setEnabled(not self.is_empty())
        self.changed.emit()
