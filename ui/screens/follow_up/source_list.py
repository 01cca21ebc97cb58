"""The sources of a requirement with three narrow columns: supports, contradicts, silent."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from inspektor.i18n import tr
from inspektor.shapes.enums import Stance
from ui import theme
from ui.screens.follow_up import marks
from ui.screens.follow_up.source_rows import SourceLine
from ui.widgets import paint, wrapped_text
from ui.widgets.rows import ROW_ROLE, Index, RowsView

# Head and rows are built from the same numbers.
_PAD, _ICON, _NAME_LEFT, _NAME, _CELL, _TIME = 20, 18, 48, 124, 68, 48
_ABOVE, _DISC, _DOT, _MOST, _TIGHT, _TIGHTEST = 14, 22, 9, 12, 640, 540
STANCES = tuple(Stance)


class _Columns:
    """Where the columns lie in a row."""

    def __init__(self, area: QRectF) -> None:
        tight = area.width() < theme.px(_TIGHT)
        name, cell = theme.px(_NAME), theme.px(_CELL - 8 if tight else _CELL)
        self.name = QRectF(area.left() + theme.px(_NAME_LEFT), area.top(), name, area.height())
        left = self.name.right() + 4
        self.cells = [
            QRectF(left + number * cell, area.top(), cell, area.height()) for number in range(len(STANCES))
        ]
        self.time = QRectF(self.cells[-1].right() + 12, area.top(), theme.px(_TIME), area.height())
        self.below = area.width() < theme.px(_TIGHTEST)
        """Whether the words stand below the name instead of beside it, in a narrow window."""
        if self.below:
            self.time.moveLeft(self.name.left())
        text_left = self.time.right()
        self.text = QRectF(text_left, area.top(), area.right() - _PAD - text_left, area.height())
        self.reason = QRectF(
            self.time.left(), area.top(), area.right() - _PAD - self.time.left(), area.height()
        )

    def names_height(self, line: SourceLine) -> float:
        """How high the name and what stands under it are."""
        height = wrapped_text.height(line.name, "label", self.name.width(), 2) if line.first_of_group else 0.0
        if line.second:
            height += wrapped_text.height(line.second, "small", self.name.width(), 2)
        return max(height, wrapped_text.line_spacing("label"))


class SourceHead(QWidget):
    """The heads of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        area = QRectF(self.rect())
        columns = _Columns(area)
        name = QRectF(area.left() + _PAD, 0, theme.px(_NAME), area.height())
        paint.words(painter, name, tr("Source"), "head", "muted")
        for stance, cell in zip(STANCES, columns.cells, strict=True):
            paint.words(painter, cell, tr(stance.label), "head", "muted", Qt.AlignmentFlag.AlignCenter)
        paint.words(painter, columns.reason, tr("Evidence"), "head", "muted")
        paint.line(painter, area.left(), area.right(), area.bottom() - 1)
        painter.end()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "SourceList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: SourceLine = index.data(ROW_ROLE)
        columns = _Columns(QRectF(0, 0, self._view.viewport().width(), 0))
        role = "body" if line.key else "secondary"
        width = columns.text.width() if line.key else columns.reason.width()
        text = wrapped_text.height(line.text, role, width, _MOST)
        names = columns.names_height(line)
        whole = names + text + 4 if columns.below else max(text, names)
        return QSize(0, max(theme.px(44), round(whole) + 2 * _ABOVE - 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: SourceLine = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        columns = _Columns(area)
        painter.save()
        paint.start(painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or (option.state & QStyle.StateFlag.State_MouseOver and line.key):
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("sunk"))
        if line.contradicted:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), theme.colour("bad"))
        self._draw_source(painter, area, columns, line)
        for number, stance in enumerate(STANCES):
            ring = focused and number == self._view.column()
            self._draw_cell(painter, columns.cells[number], line, stance, ring=ring)
        self._draw_text(painter, columns, line)
        if index.row() < index.model().rowCount() - 1:
            paint.line(painter, area.left(), area.right(), area.bottom())
        painter.restore()

    def _draw_source(self, painter: QPainter, area: QRectF, columns: _Columns, line: SourceLine) -> None:
        spacing = wrapped_text.line_spacing("label")
        top = area.top() + _ABOVE - 2
        if line.first_of_group:
            side = theme.px(_ICON)
            paint.icon(painter, line.icon, "muted", QRectF(area.left() + _PAD, top, side, spacing))
            name = QRectF(columns.name.left(), top, columns.name.width(), area.bottom() - top)
            wrapped_text.draw(painter, name, line.name, "label", "text", 2)
            top += wrapped_text.height(line.name, "label", columns.name.width(), 2)
        if line.second:
            below = QRectF(columns.name.left(), top, columns.name.width(), area.bottom() - top)
            wrapped_text.draw(painter, below, line.second, "small", "muted", 2)

    def _draw_cell(
        self, painter: QPainter, cell: QRectF, line: SourceLine, stance: Stance, *, ring: bool
    ) -> None:
        side = theme.px(_DISC)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(cell.center())
        disc.moveTop(cell.top() + _ABOVE - 4)
        if stance in line.stances:
            icon, tone = marks.STANCE_LOOK[stance]
            border = tone if theme.current().outlined else ""
            paint.box(painter, disc, side / 2, f"{tone}_bg", border)
            inner = theme.px(14)
            place = QRectF(disc.center().x() - inner / 2, disc.center().y() - inner / 2, inner, inner)
            paint.icon(painter, icon, tone, place)
        elif line.key and not self._view.reading:
            dot = theme.px(_DOT)
            place = QRectF(disc.center().x() - dot / 2, disc.center().y() - dot / 2, dot, dot)
            paint.box(painter, place, dot / 2, "surface", "field")
        if ring:
            paint.focus_ring(painter, disc.adjusted(-3, -3, 3, 3), side / 2 + 3)

    def _draw_text(self, painter: QPainter, columns: _Columns, line: SourceLine) -> None:
        top = _ABOVE - 2 + (columns.names_height(line) + 4 if columns.below else 0)
        if not line.key:
            area = columns.reason.adjusted(0, top, 0, 0)
            wrapped_text.draw(painter, area, line.text, "secondary", "muted", _MOST)
            return
        spacing = wrapped_text.line_spacing("body")
        time = QRectF(columns.time.left(), columns.time.top() + top, columns.time.width(), spacing)
        paint.words(painter, time, line.time, "fact", "muted")
        area = columns.text.adjusted(0, top, 0, 0)
        wrapped_text.draw(painter, area, line.text, "body", "text", _MOST)


class SourceList(RowsView):
    """Shows SourceLine. `weighed(line, stance or None)` when the user says what a source says, `untied(line)` on Delete.

    Up and Down go between sources, Left and Right between the three columns, Space sets and takes back.
    """

    weighed = Signal(object, object)
    untied = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sources"), parent=parent)
        self._column = 0
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleDescription(
            tr(
                "Left and Right choose between supports, contradicts and silent. Space sets it. "
                "Delete takes the source away from the requirement."
            )
        )

    def column(self) -> int:
        """Which of the three columns the keyboard is in."""
        return self._column

    def _weigh(self, line: SourceLine, column: int) -> None:
        stance = STANCES[column]
        if self.reading:
            return
        self.weighed.emit(line, None if line.stance is stance else stance)

    def current_line(self) -> SourceLine | None:
        """The row that the keyboard is on, if one can choose it."""
        line = self.currentIndex().data(ROW_ROLE)
        return line if isinstance(line, SourceLine) and line.key else None

    def untie_current(self) -> None:
        """Ask to take the current source away."""
        if (line := self.current_line()) is not None and not self.reading:
            self.untied.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        line = self.currentIndex().data(ROW_ROLE)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in steps and not held:
            self._column = min(max(self._column + steps[Qt.Key(event.key())], 0), len(STANCES) - 1)
            self.viewport().update()
        elif event.key() == Qt.Key.Key_Space and line is not None and line.key:
            self._weigh(line, self._column)
        elif event.key() == Qt.Key.Key_Delete and not held:
            self.untie_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = index.data(ROW_ROLE)
        if line is None or not line.key or event.button() != Qt.MouseButton.LeftButton:
            return
        for number, cell in enumerate(_Columns(QRectF(self.visualRect(index))).cells):
            if cell.contains(event.position()):
                self._column = number
                self._weigh(line, number)
