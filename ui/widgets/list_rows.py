"""Rows of two lines with at most one picture, one chip and one verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.card import draw_bars, draw_date
from ui.widgets.rows import ROW_ROLE, Index, Row, RowsView

HEIGHT = 65
_PAD, _TILE, _DATE, _BARS, _GAP = 10, 36, 46, 18, 12
_WORDS = 150
"""The least room for the words: a chip, then the end, gives way to them in a narrow list or with large text."""


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """A chip in a row."""

    text: str
    kind: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One thing. Of the pictures at most one: an icon tile, a date (day, month), bars of severity (level).

    `tone` colours the picture; `end` are two short lines at the right, such as a date and how far it is.
    """

    key: str
    title: str
    second: str = ""
    icon: str = ""
    date: tuple[str, str] | None = None
    bars: int = 0
    tone: str = "accent"
    chip: ChipSpec | None = None
    end: tuple[str, str] | None = None
    end_tone: str = "muted"
    verb: str = ""

    def spoken(self) -> str:
        """As it is read aloud."""
        parts = [self.title, self.second, " ".join(self.date or ())]
        parts += [self.chip.text if self.chip else "", *(self.end or ()), self.verb]
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "ListRows", chip_width: int, end_width: int) -> None:
        super().__init__(view)
        self._view = view
        self._least = (chip_width, end_width)
        self._chip_width, self._end_width = 0.0, 0.0

    def measure(self, rows: Sequence[ListRow]) -> None:
        """Keep chips and ends in line, if the list was asked to: as wide as the widest."""
        chip, end = (float(theme.px(width)) for width in self._least)
        for row in rows:
            if chip and row.chip is not None:
                chip = max(chip, paint.chip_width(row.chip.text, row.chip.icon) + 1)
            if end and row.end is not None:
                end = max(end, _end_width(row.end))
        self._chip_width, self._end_width = chip, end

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = paint.line_height("control") + paint.line_height("secondary")
        return QSize(0, max(theme.px(HEIGHT), round(lines) + 24))

    def verb_place(self, area: QRectF, row: ListRow) -> QRectF:
        """Where the verb is painted."""
        width = paint.width_of(row.verb, "label") + 24
        height = theme.px(28)
        right = area.right() - _PAD
        return QRectF(right - width, area.center().y() - height / 2, width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = area.adjusted(0, 1, 0, -1)
        if chosen and (focused or self._view.shows_choice):
            paint.selection(painter, ground)
        elif hovered:
            paint.box(painter, ground, 8, "sunk")
        if focused:
            paint.focus_ring(painter, ground)
        left = self._draw_picture(painter, area, row)
        right = self._draw_end(painter, area, row, left, hovered=hovered)
        self._draw_words(painter, QRectF(left, area.top(), right - left - _GAP, area.height()), row)
        if index.row() < self._view.model().rowCount() - 1:
            paint.line(painter, left, area.right() - _PAD, area.bottom())
        painter.restore()

    def _draw_picture(self, painter: QPainter, area: QRectF, row: ListRow) -> float:
        """Paint the picture; returns where the words begin."""
        left = area.left() + _PAD
        if row.icon:
            side = theme.px(_TILE)
            place = QRectF(left, area.center().y() - side / 2, side, side)
            paint.tile(painter, place, row.icon, row.tone)
            return left + side + _GAP
        if row.date is not None:
            side = theme.px(_DATE)
            place = QRectF(left, area.center().y() - side / 2, side, side)
            draw_date(painter, place, *row.date, "" if row.tone == "accent" else row.tone)
            return left + side + _GAP
        if row.bars:
            width, height = theme.px(_BARS), theme.px(14)
            draw_bars(
                painter, QRectF(left, area.center().y() - height / 2, width, height), row.bars, row.tone
            )
            return left + width + _GAP
        return left

    def _draw_end(
        self, painter: QPainter, area: QRectF, row: ListRow, left: float, *, hovered: bool
    ) -> float:
        """Paint what stands at the right; returns where the room for words ends."""
        right = area.right() - _PAD
        if row.verb:
            place = self.verb_place(area, row)
            paint.box(
                painter, place, 8, "sunk" if hovered and self._view.verb_hovered else "surface", "field"
            )
            paint.words(painter, place, row.verb, "label", "text", Qt.AlignmentFlag.AlignCenter)
            right = place.left() - _GAP
        room = right - left - 2 * _GAP - theme.px(_WORDS)
        end = max(_end_width(row.end) if row.end else 0.0, self._end_width)
        if 0 < end <= room:
            right = self._draw_two_lines(painter, area, row, right, end)
            room -= end + _GAP
        chip = paint.chip_width(row.chip.text, row.chip.icon) + 1 if row.chip else 0.0
        if 0 < max(chip, self._chip_width) <= room:
            right = self._draw_chip(painter, area, row, right, chip)
        return right

    def _draw_two_lines(
        self, painter: QPainter, area: QRectF, row: ListRow, right: float, width: float
    ) -> float:
        first, second = row.end or ("", "")
        place = QRectF(right - width, area.top(), width, area.height())
        self._two_lines(painter, place, first, second, row.end_tone, Qt.AlignmentFlag.AlignRight)
        return right - width - _GAP

    def _draw_chip(self, painter: QPainter, area: QRectF, row: ListRow, right: float, width: float) -> float:
        reserved = max(width, self._chip_width)
        if row.chip is not None:
            height = paint.chip_height()
            place = QRectF(right - reserved, area.center().y() - height / 2, width, height)
            paint.chip(painter, place, row.chip.text, row.chip.kind, row.chip.icon)
        return right - reserved - _GAP

    def _draw_words(self, painter: QPainter, area: QRectF, row: ListRow) -> None:
        if row.second:
            self._two_lines(painter, area, row.title, row.second, "muted", Qt.AlignmentFlag.AlignLeft)
        else:
            paint.words(painter, area, row.title, "control")

    def _two_lines(
        self,
        painter: QPainter,
        area: QRectF,
        first: str,
        second: str,
        tone: str,
        side: Qt.AlignmentFlag,
    ) -> None:
        above, below = paint.line_height("control"), paint.line_height("secondary")
        top = area.center().y() - (above + below) / 2
        upper = QRectF(area.left(), top, area.width(), above)
        lower = QRectF(area.left(), top + above, area.width(), below)
        middle = Qt.AlignmentFlag.AlignVCenter
        paint.words(painter, upper, first, "control", "text", side | middle)
        paint.words(painter, lower, second, "secondary", tone, side | middle)


def _end_width(end: tuple[str, str]) -> float:
    return max(paint.width_of(end[0], "control"), paint.width_of(end[1], "secondary")) + 2


class ListRows(RowsView):
    """Shows ListRow. `chosen(key)` when moved to, `opened(key)` on Enter, double click or the verb.

    `chip_width` and `end_width` (px, at least) keep those columns in line; `shows_choice` = the chosen row stays marked without
    focus, for a list with a detail beside it.
    """

    def __init__(
        self,
        name: str,
        *,
        fit: bool = False,
        chip_width: int = 0,
        end_width: int = 0,
        shows_choice: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, fit=fit, parent=parent)
        self.shows_choice = shows_choice
        self.verb_hovered = False
        self._delegate = _Delegate(self, chip_width, end_width)
        self.setItemDelegate(self._delegate)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays, as long as it is among them."""
        self._delegate.measure([row for row in rows if isinstance(row, ListRow)])
        super().set_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_delegate"):
            self._delegate.measure([row for row in self.all_rows() if isinstance(row, ListRow)])

    def _verb_at(self, event: QMouseEvent) -> QModelIndex | None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE)
        if row is None or not row.verb:
            return None
        place = self._delegate.verb_place(QRectF(self.visualRect(index)), row)
        return index if place.contains(event.position()) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._verb_at(event) is not None
        if over != self.verb_hovered:
            self.verb_hovered = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._verb_at(event)
        super().mouseReleaseEvent(event)
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index.data(ROW_ROLE).key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._verb_at(event) is None:  # the verb was already told of
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.verb_hovered = False
        super().leaveEvent(event)
