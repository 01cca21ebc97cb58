"""The steps of a life-cycle in a row: those behind are filled and ticked, the one where it stands has a ring and heavy words."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

_DISC, _GAP = 16, 6


class StepLine(QWidget):
    """Shows how far something has come; read aloud as one sentence given by `set_spoken`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self._at = 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[str], at: int, spoken: str) -> None:
        """Show these steps, standing at the one of that number from 0."""
        self._steps, self._at = tuple(steps), at
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(_DISC) + _GAP + round(paint.line_height("small")) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        paint.start(painter)
        share, side = self.width() / len(self._steps), theme.px(_DISC)
        discs = [
            QRectF(share * (number + 0.5) - side / 2, 1, side, side) for number in range(len(self._steps))
        ]
        for number, (one, two) in enumerate(pairwise(discs)):
            painter.setPen(QPen(theme.colour("accent" if number < self._at else "line"), 2))
            height = one.center().y()
            painter.drawLine(QPointF(one.right() + 1, height), QPointF(two.left() - 1, height))
        for number, disc in enumerate(discs):
            self._draw_disc(painter, disc, number)
            words = QRectF(number * share, disc.bottom() + _GAP, share, paint.line_height("small"))
            here = number == self._at
            role, ink = ("label", "text") if here else ("small", "muted")
            paint.words(painter, words, self._steps[number], role, ink, Qt.AlignmentFlag.AlignCenter)
        painter.end()

    def _draw_disc(self, painter: QPainter, disc: QRectF, number: int) -> None:
        radius = disc.height() / 2
        if number < self._at:
            paint.box(painter, disc, radius, "accent")
            paint.icon(painter, "check", "on_accent", disc.adjusted(3, 3, -3, -3))
        elif number == self._at:
            paint.box(painter, disc, radius, "surface", "accent", 2)
            inner = disc.adjusted(5, 5, -5, -5)
            paint.box(painter, inner, inner.height() / 2, "accent")
        else:
            paint.box(painter, disc, radius, "surface", "field")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
