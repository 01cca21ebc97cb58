"""One row of the left column: a place to go to, with a fact at its right end."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint

_ICON_LEFT, _ICON, _TEXT_LEFT, _RIGHT = 12, 18, 40, 13


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the left column. The fact is a count or "3 av 7", never a share; `done` shows a tick."""

    key: str
    icon: str
    text: str
    fact: str = ""
    done: bool = False


class NavRow(QAbstractButton):
    """A place. Up and down ask to move; Enter and Space go there."""

    stepped = Signal(int)

    def __init__(self, place: Place, height: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._height = height
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Show another fact."""
        self.place = place
        self.setText(place.text)
        fact = tr("done") if place.done else place.fact
        self.setAccessibleName(f"{place.text}, {fact}" if fact else place.text)
        self.update()

    def nextCheckState(self) -> None:
        """Pressing does not choose: the window does, when it has gone there."""

    def sizeHint(self) -> QSize:
        width = _TEXT_LEFT + paint.width_of(self.text(), "control") + _RIGHT
        return QSize(round(width), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(_TEXT_LEFT + _RIGHT + theme.px(60), theme.px(self._height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            paint.selection(painter, area)
        elif self.underMouse():
            paint.box(painter, area, 8, "neutral_bg")
        if self.hasFocus():
            paint.focus_ring(painter, area)
        self._draw_content(painter, area, "accent" if chosen else "")
        painter.end()

    def _draw_content(self, painter: QPainter, area: QRectF, tone: str) -> None:
        side = theme.px(_ICON)
        icon = QRectF(_ICON_LEFT, 0, side, area.height())
        paint.icon(painter, self.place.icon, tone or "muted", icon)
        right = area.right() - _RIGHT
        if self.place.done:
            mark = theme.px(16)
            paint.icon(painter, "check", "ok", QRectF(right - mark, 0, mark, area.height()))
            right -= mark + 8
        elif self.place.fact:
            width = paint.width_of(self.place.fact, "fact")
            fact = QRectF(right - width, 0, width + 1, area.height())
            paint.words(painter, fact, self.place.fact, "fact", tone or "muted")
            right -= width + 8
        left = _TEXT_LEFT + side - _ICON
        text = QRectF(left, 0, right - left, area.height())
        paint.words(painter, text, self.place.text, "control", tone or "text")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class NavNote(QAbstractButton):
    """A few short lines with an icon: how sync stands, or the way back. Enter and Space go there."""

    def __init__(self, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self._below: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_note(self, icon: str, tone: str, first: str, below: str = "") -> None:
        """Say something else; `below` may have several lines."""
        self._icon, self._tone, self._below = icon, tone, below.split("\n") if below else []
        self.setText(first)
        self.setAccessibleName(". ".join((first, *self._below)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        more = len(self._below) - 1
        height = theme.px(36) if more < 0 else theme.px(44) + round(more * paint.line_height("small"))
        return QSize(theme.px(200), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        if self.underMouse():
            paint.box(painter, area, 8, "neutral_bg")
        if self.hasFocus():
            paint.focus_ring(painter, area)
        side = theme.px(_ICON)
        left = _TEXT_LEFT + side - _ICON
        room = area.width() - left - 4
        if not self._below:
            paint.icon(painter, self._icon, self._tone, QRectF(_ICON_LEFT, 0, side, area.height()))
            paint.words(painter, QRectF(left - 6, 0, room, area.height()), self.text(), "control", "muted")
        else:
            first, second = paint.line_height("label"), paint.line_height("small")
            top = (area.height() - first - second * len(self._below)) / 2
            paint.icon(painter, self._icon, self._tone, QRectF(_ICON_LEFT, top, side, first))
            paint.words(painter, QRectF(left, top, room, first), self.text(), "label")
            for number, line in enumerate(self._below):
                below = QRectF(left, top + first + number * second, room, second)
                paint.words(painter, below, line, "small", "muted")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
