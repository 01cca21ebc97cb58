"""A list of boxes to tick, under headings: requirements, quality areas. Space ticks, arrows go."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint, wrapped_text
from ui.widgets.question_list import AreaRow
from ui.widgets.rows import ROW_ROLE, Index, RowsModel, RowsView

_PAD, _BOX, _GAP, _NUMBER, _LINES = 10, 18, 10, 44, 3


@dataclass(frozen=True, slots=True)
class TickRow:
    """Something to tick: a number, words, a fact at the end. A locked one stays as it is; its fact says why."""

    key: str
    text: str
    ticked: bool
    number: str = ""
    fact: str = ""
    locked: bool = False

    def spoken(self) -> str:
        """As it is read aloud; whether it is ticked is read from its state, and stands here for those who only see text."""
        state = tr("chosen") if self.ticked else tr("not chosen")
        return ", ".join(part for part in (self.number, self.text, self.fact, state) if part)


class _Model(RowsModel):
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            row = self.rows()[index.row()]
            states = Qt.CheckState
            return (states.Checked if row.ticked else states.Unchecked) if isinstance(row, TickRow) else None
        return super().data(index, role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "TickList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        if isinstance(row, AreaRow):
            return QSize(0, theme.px(34))
        width = self._view.viewport().width() - self._left(row) - self._right(row)
        height = wrapped_text.height(row.text, "secondary", max(width, theme.px(80)), _LINES)
        return QSize(0, max(theme.px(32), round(height) + 12))

    def _left(self, row: TickRow) -> float:
        return float(_PAD + theme.px(_BOX) + _GAP + (theme.px(_NUMBER) if row.number else 0))

    def _right(self, row: TickRow) -> float:
        return paint.width_of(row.fact, "small") + 1 + _PAD + 8 if row.fact else float(_PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = index.data(ROW_ROLE), QRectF(option.rect)
        painter.save()
        paint.start(painter)
        if isinstance(row, AreaRow):
            paint.words(painter, area.adjusted(_PAD, 8, -_PAD, 0), row.title, "head", "muted")
        else:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            if focused and option.state & QStyle.StateFlag.State_Selected:
                paint.selection(painter, area)
                paint.focus_ring(painter, area)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                paint.box(painter, area, 8, "sunk")
            self._draw(painter, area, row)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRectF, row: TickRow) -> None:
        side = theme.px(_BOX)
        mark = QRectF(area.left() + _PAD, area.center().y() - side / 2, side, side)
        if row.ticked:
            paint.box(painter, mark, 4, "field" if row.locked else "accent")
            paint.icon(painter, "check", "on_accent", mark.adjusted(2, 2, -2, -2))
        else:
            paint.box(painter, mark, 4, "surface", "field")
        left, right = area.left() + self._left(row), area.right() - self._right(row)
        if row.number:
            wide = theme.px(_NUMBER)
            place = QRectF(left - wide, area.top(), wide - 4, area.height())
            paint.words(painter, place, row.number, "fact", "muted")
        words = QRectF(left, area.top(), right - left, area.height())
        wrapped_text.draw_centred(painter, words, row.text, "secondary", "text", _LINES)
        if row.fact:
            place = QRectF(right + 8, area.top(), area.right() - _PAD - right - 8 + 1, area.height())
            paint.words(painter, place, row.fact, "small", "muted")


class TickList(RowsView):
    """Shows TickRow and AreaRow. `turned(key)` when the user asks for the other state of a row that is not locked."""

    turned = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._turn(self.indexAt(event.position().toPoint()))

    def _turn(self, index: Index) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, TickRow) and not row.locked:
            self.turned.emit(row.key)
