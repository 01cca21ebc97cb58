"""The tick bar: one tick a requirement, gaps between quality areas. The number stands in words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.widgets import paint

_TICK, _GAP, _AREA_GAP, _LEAST = 8, 3, 10, 5
_CLOSE, _THINNEST = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One requirement. No tone = not done: hollow. `tip` names it; `group` is its quality area; `faint` = filtered out."""

    key: str
    tone: str = ""
    tip: str = ""
    group: str = ""
    faint: bool = False


class TickBar(QWidget):
    """Shows how far one has come and goes where one points. `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: tuple[Tick, ...] = ()
        self._current = ""
        self._aim = -1
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_ticks(self, ticks: Sequence[Tick], current: str = "") -> None:
        """Show these ticks with a ring round the current one."""
        self._ticks = tuple(ticks)
        self.set_current(current)

    def set_current(self, key: str) -> None:
        """Move the ring."""
        self._current = key
        self.update()

    def set_summary(self, text: str) -> None:
        """The same in words, for screen readers."""
        self.setAccessibleDescription(text)

    def places(self) -> list[QRectF]:
        """Where each tick lies now."""
        if not self._ticks:
            return []
        pairs = zip(self._ticks, self._ticks[1:], strict=False)
        gaps: list[float] = [_AREA_GAP if one.group != two.group else _GAP for one, two in pairs]
        room = self.width() - 4.0
        if room < sum(gaps) + _LEAST * len(self._ticks):  # hundreds: the gaps give way first
            gaps = [gap * _CLOSE for gap in gaps]
        width = max(_THINNEST, (room - sum(gaps)) / len(self._ticks))
        height = theme.px(_TICK)
        top, left, found = (self.height() - height) / 2, 2.0, []
        for gap in [*gaps, 0]:
            found.append(QRectF(left, top, width, height))
            left += width + gap
        return found

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(_TICK) + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        for number, (tick, place) in enumerate(zip(self._ticks, self.places(), strict=True)):
            if tick.faint:
                paint.box(painter, place, 2.5, "sunk", "line")
            elif tick.tone:
                paint.box(painter, place, 2.5, tick.tone, tick.tone)
            else:
                paint.box(painter, place, 2.5, "surface", "field")
            if tick.key == self._current:
                paint.box(painter, place.adjusted(-2.5, -2.5, 2.5, 2.5), 4.5, border="text", width=1.5)
            if self.hasFocus() and number == self._aim:
                paint.focus_ring(painter, place.adjusted(-3.5, -4.5, 3.5, 4.5), 5)
        painter.end()

    def _tick_at(self, x: float) -> int:
        for number, place in enumerate(self.places()):
            if place.left() - 2 <= x <= place.right() + 2:
                return number
        return -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._tick_at(event.position().x())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._ticks[number].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._tick_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._ticks[number].tip if number >= 0 else "", self)
            return True
        if event.type() == QEvent.Type.FocusIn:
            self._aim = self._place_of(self._current)
        return super().event(event)

    def _place_of(self, key: str) -> int:
        return next((n for n, tick in enumerate(self._ticks) if tick.key == key), 0 if self._ticks else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._ticks:
            return super().keyPressEvent(event)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            last = len(self._ticks) - 1
            self._aim = min(last, max(0, self._aim + steps[Qt.Key(event.key())]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._ticks[self._aim].key)
        else:
            return super().keyPressEvent(event)
        return None
