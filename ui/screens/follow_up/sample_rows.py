"""The documents of a sample, one row a letter: what each showed is set by one key or one press."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from inspektor.i18n import tr
from inspektor.shapes.enums import SampleOutcome
from ui import theme
from ui.widgets import paint
from ui.widgets.rows import ROW_ROLE, Index, RowsView
from ui.widgets.segmented import cell_path, draw_cell, joined

LOOK = {
    SampleOutcome.AS_REQUIRED: ("circle-check", "ok"),
    SampleOutcome.LACKING: ("circle-x", "bad"),
    SampleOutcome.ABSENT: ("circle-minus", "warn"),
}
_KEYS = {
    Qt.Key.Key_1: SampleOutcome.AS_REQUIRED,
    Qt.Key.Key_2: SampleOutcome.LACKING,
    Qt.Key.Key_3: SampleOutcome.ABSENT,
}
_ERASING = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_HEIGHT, _LETTER, _CELL, _PAD, _ICON, _ROOM, _SEEN = 42, 40, 28, 10, 16, 240, 7


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One document: its letter, what it showed, and the words on it."""

    key: str
    outcome: SampleOutcome | None = None
    text: str = ""

    def spoken(self) -> str:
        """As it is read aloud."""
        said = tr(self.outcome.label) if self.outcome is not None else tr("No result yet")
        return ", ".join(part for part in (self.key, said, self.text) if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(_HEIGHT))

    def cells(self, area: QRectF) -> dict[SampleOutcome, QRectF]:
        """Where the outcomes are painted; without their words where the row is narrow."""
        widths = {each: self._width(each) for each in SampleOutcome}
        if sum(widths.values()) + theme.px(_ROOM) > area.width():
            widths = dict.fromkeys(SampleOutcome, float(theme.px(_CELL + 8)))
        height = theme.px(_CELL)
        left, found = area.right() - 8 - sum(widths.values()), {}
        for each, width in widths.items():
            found[each] = QRectF(left, area.center().y() - height / 2, width, height)
            left += width
        return found

    def _width(self, outcome: SampleOutcome) -> float:
        return paint.width_of(tr(outcome.label), "strong") + theme.px(_ICON) + 26

    def outcome_at(self, area: QRectF, x: float) -> SampleOutcome | None:
        """What a press there means."""
        for outcome, cell in self.cells(area).items():
            if cell.left() <= x < cell.right():
                return outcome
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LetterRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        ground = area.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.selection(painter, ground)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.focus_ring(painter, ground)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, ground, 8, "sunk")
        letter = QRectF(area.left() + _PAD, area.top(), theme.px(_LETTER), area.height())
        paint.words(painter, letter, row.key, "strong", "text" if row.outcome else "muted")
        cells = self.cells(area)
        room = QRectF(
            letter.right(),
            area.top(),
            cells[SampleOutcome.AS_REQUIRED].left() - 12 - letter.right(),
            area.height(),
        )
        paint.words(painter, room, " ".join(row.text.split()), "body")
        for number, (outcome, cell) in enumerate(cells.items()):
            if outcome is row.outcome or not self._view.reading:
                ends = (number == 0, number == len(cells) - 1)
                self._draw_cell(painter, cell, outcome, row.outcome, ends)
        painter.restore()

    def _draw_cell(
        self,
        painter: QPainter,
        cell: QRectF,
        outcome: SampleOutcome,
        current: SampleOutcome | None,
        ends: tuple[bool, bool],
    ) -> None:
        first, last = ends
        icon, tone = LOOK[outcome]
        chosen = outcome is current
        outline = joined(cell, start=first or chosen, end=last or chosen)
        path = cell_path(outline, first=first, last=last)
        draw_cell(painter, path, f"{tone}_bg" if chosen else "surface", tone if chosen else "field", 1)
        side = theme.px(_ICON)
        ink = tone if chosen else "muted"
        if cell.width() < self._width(outcome):
            paint.icon(
                painter, icon, ink, QRectF(cell.center().x() - side / 2, cell.top(), side, cell.height())
            )
            return
        paint.icon(painter, icon, ink, QRectF(cell.left() + 9, cell.top(), side, cell.height()))
        words = QRectF(cell.left() + 9 + side + 5, cell.top(), cell.width() - side - 16, cell.height())
        paint.words(
            painter, words, tr(outcome.label), "strong" if chosen else "label", tone if chosen else "text"
        )


class SampleRows(RowsView):
    """`outcome_set(letter, outcome or None)`: 1, 2 and 3 set and go on, Delete takes away, Enter means to write (`opened`)."""

    outcome_set = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keys = [f"{key.value - Qt.Key.Key_0.value} {tr(each.label)}" for key, each in _KEYS.items()]
        self.setAccessibleDescription(", ".join(keys))

    def set_letters(self, rows: Sequence[LetterRow]) -> None:
        """Show these documents; the first one is current until the user moves."""
        self.set_rows(rows)
        if rows and not self.current_key():
            self.set_current(rows[0].key)

    def sizeHint(self) -> QSize:
        rows = min(len(self.all_rows()), _SEEN)
        return QSize(super().sizeHint().width(), rows * theme.px(_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(260), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.current_key():
            self.move(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not self.reading and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, current = Qt.Key(event.key()), self.current_key()
        if plain and current and key in _KEYS:
            self.outcome_set.emit(current, _KEYS[key])
            self.move(1)
        elif plain and current and key in _ERASING:
            self.outcome_set.emit(current, None)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._press(index, event.position().x())

    def _press(self, index: QModelIndex, x: float) -> None:
        row: LetterRow = index.data(ROW_ROLE)
        outcome = self._delegate.outcome_at(QRectF(self.visualRect(index)), x)
        if outcome is not None and not self.reading:  # pressed again, it is taken back
            self.outcome_set.emit(row.key, None if outcome is row.outcome else outcome)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._delegate.outcome_at(
            QRectF(self.visualRect(index)), event.position().x()
        ):
            return  # two quick presses on an outcome are two presses, not a wish to write
        super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            outcome = None
            if index.isValid():
                outcome = self._delegate.outcome_at(QRectF(self.visualRect(index)), event.pos().x())
            QToolTip.showText(event.globalPos(), tr(outcome.label) if outcome is not None else "", self)
            return True
        return super().viewportEvent(event)
