"""A segmented control: joined cells of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

RADIUS = 8.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice; its text may hold a count ("Öppna 14"). A tone tints it when chosen."""

    key: str
    text: str
    tone: str = "accent"
    tip: str = ""


def joined(area: QRectF, *, start: bool, end: bool, standing: bool = False) -> QRectF:
    """Where a cell's outline runs: inside it at the sides it owns, just outside it at those it leaves to others."""
    near = 0.5 if start else -1.5
    far = -0.5 if end else 1.5
    if standing:
        return area.adjusted(0.5, near, -0.5, far)
    return area.adjusted(near, 0.5, far, -0.5)


def cell_path(area: QRectF, *, first: bool, last: bool, standing: bool = False) -> QPainterPath:
    """A box with round corners only where the row of cells begins and ends."""
    upper_left, lower_right = (RADIUS if first else 0.0), (RADIUS if last else 0.0)
    upper_right, lower_left = (upper_left, lower_right) if standing else (lower_right, upper_left)
    path = QPainterPath(QPointF(area.left() + upper_left, area.top()))
    for corner, radius, along, start in (
        (area.topRight(), upper_right, (-1, 1), 90),
        (area.bottomRight(), lower_right, (-1, -1), 0),
        (area.bottomLeft(), lower_left, (1, -1), 270),
        (area.topLeft(), upper_left, (1, 1), 180),
    ):
        if radius == 0:
            path.lineTo(corner)
            continue
        centre = corner + QPointF(along[0] * radius, along[1] * radius)
        path.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), start, -90)
    path.closeSubpath()
    return path


def draw_cell(painter: QPainter, path: QPainterPath, ground: str, border: str, width: float = 1) -> None:
    """Fill and outline a cell in tokens."""
    painter.setBrush(theme.colour(ground))
    painter.setPen(QPen(theme.colour(border), width))
    painter.drawPath(path)


class _Cell(QRadioButton):
    """One cell. A radio button by behaviour and to screen readers; drawn by us."""

    def __init__(self, segment: Segment, *, first: bool, last: bool, small: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.segment = segment
        self._first, self._last, self._small = first, last, small
        self.setText(segment.text)
        self.setToolTip(segment.tip)
        self.after: _Cell | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._redraw_row)

    def _redraw_row(self) -> None:
        row = self.parentWidget()
        if row is not None:
            row.update()

    def sizeHint(self) -> QSize:
        role = "label" if self._small else "control"
        width = max(paint.width_of(self.text(), role), paint.width_of(self.text(), "strong"))
        return QSize(round(width) + theme.px(24 if self._small else 28), theme.px(32 if self._small else 36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        chosen = self.isChecked()
        left_to_next = self.after is not None and self.after.isChecked()
        area = joined(QRectF(self.rect()), start=self._first or chosen, end=not left_to_next)
        path = cell_path(area, first=self._first, last=self._last)
        tone = self.segment.tone
        hover = "sunk" if self.underMouse() and self.isEnabled() else "surface"
        thick = 2 if chosen and theme.current().outlined else 1
        draw_cell(painter, path, f"{tone}_bg" if chosen else hover, tone if chosen else "field", thick)
        if self.hasFocus():
            inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint.focus_ring(painter, inner, RADIUS - 2)
        role = "strong" if chosen else "control"
        ink = tone if chosen else "text" if self.isEnabled() else "field"
        paint.words(painter, QRectF(self.rect()), self.text(), role, ink, Qt.AlignmentFlag.AlignCenter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class Segmented(QWidget):
    """One choice of a few. One tab stop; arrow keys choose. `chosen(key)` tells of the user's choice only."""

    chosen = Signal(str)

    def __init__(
        self,
        segments: Sequence[Segment],
        name: str,
        *,
        current: str = "",
        small: bool = False,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small, self._stretch = small, stretch
        self._cells: dict[str, _Cell] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(name)
        if not stretch:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_segments(segments)
        self.set_current(current or segments[0].key)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show these choices; the current one stays if it is among them."""
        if [segment.key for segment in segments] == list(self._cells):
            for segment in segments:
                cell = self._cells[segment.key]
                cell.segment = segment
                cell.setText(segment.text)
                cell.updateGeometry()
            return
        current = self.current()
        for cell in self._cells.values():
            self._group.removeButton(cell)
            cell.deleteLater()
        self._cells.clear()
        for number, segment in enumerate(segments):
            last = number == len(segments) - 1
            cell = _Cell(segment, first=number == 0, last=last, small=self._small, parent=self)
            if self._cells:
                list(self._cells.values())[-1].after = cell
            self._cells[segment.key] = cell
            self._group.addButton(cell)
            self._row.addWidget(cell, 1 if self._stretch else 0)
        if current in self._cells:
            self.set_current(current)

    def current(self) -> str:
        """The key of the chosen segment, or ""."""
        return next((key for key, cell in self._cells.items() if cell.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose without telling."""
        self._cells[key].setChecked(True)
        # Tab comes to the chosen one; Qt sees to that only once one is pressed.
        for each, cell in self._cells.items():
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)

    def focus_current(self) -> None:
        """Give the keyboard to the chosen one."""
        self._cells[self.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, key: str) -> None:
        """Choose as the user does: it is told of, and the keyboard goes there."""
        self.set_current(key)
        self._cells[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)

    def _clicked(self, cell: _Cell) -> None:
        self.chosen.emit(cell.segment.key)
