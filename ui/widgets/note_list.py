"""Notes with their times and tags. They stack upward from the writing field: give the list the room above it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint, wrapped_text
from ui.widgets.list_rows import ChipSpec
from ui.widgets.rows import ROW_ROLE, Index, RowsView

_TIME, _ABOVE, _MOST = 54, 11, 40


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note: "11.24", its text, its tag, and above it who wrote it if it was somebody else, or what else it is about."""

    key: str
    time: str
    text: str
    tag: ChipSpec | None = None
    author: str = ""

    def spoken(self) -> str:
        """As it is read aloud."""
        parts = (self.time, self.author, self.text, self.tag.text if self.tag else "")
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def _text_width(self, row: NoteRow, whole: float) -> float:
        chip = paint.chip_width(row.tag.text, row.tag.icon) + 16 if row.tag else 0
        return whole - theme.px(_TIME) - chip - 8

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, row = self.parent(), index.data(ROW_ROLE)
        whole = view.viewport().width() if isinstance(view, RowsView) else 400
        text = wrapped_text.height(row.text, "note", self._text_width(row, whole), _MOST)
        author = paint.line_height("small") if row.author else 0
        return QSize(0, max(theme.px(39), round(text + author) + 2 * _ABOVE - 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: NoteRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            ground = area.adjusted(0, 1, 0, -1)
            paint.selection(painter, ground)
            paint.focus_ring(painter, ground)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, area.adjusted(0, 1, 0, -1), 8, "sunk")
        line = wrapped_text.line_spacing("note")
        top = area.top() + _ABOVE - 1
        paint.words(painter, QRectF(area.left() + 4, top, theme.px(_TIME), line), row.time, "fact", "muted")
        left, width = area.left() + theme.px(_TIME), self._text_width(row, area.width())
        if row.author:
            above = QRectF(left, top, width, paint.line_height("small"))
            paint.words(painter, above, row.author, "small", "muted")
            top += above.height()
        text = QRectF(left, top, width, area.bottom() - top)
        wrapped_text.draw(painter, text, row.text, "note", "text", _MOST)
        if row.tag is not None:
            chip = paint.chip_width(row.tag.text, row.tag.icon) + 1
            place = QRectF(area.right() - chip - 4, area.top() + 7, chip, paint.chip_height())
            paint.chip(painter, place, row.tag.text, row.tag.kind, row.tag.icon)
        if index.row() < index.model().rowCount() - 1:
            paint.line(painter, area.left(), area.right(), area.bottom())
        painter.restore()


class NoteList(RowsView):
    """Shows NoteRow, the newest last and in sight. `opened(key)` to go on writing in one."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or tr("Notes"), parent=parent)
        self.setItemDelegate(_Delegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_notes(self, rows: list[NoteRow]) -> None:
        """Show these notes and go to the newest."""
        grown = len(rows) != self.model().rowCount()
        self.set_rows(rows)
        self.setVisible(bool(rows))
        if grown:
            self.scrollToBottom()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the newest, which stands nearest to the field."""
        super().focusInEvent(event)
        rows = self.all_rows()
        if rows and not self.current_key():
            self.set_current(rows[-1].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Getting lower, it gives up old notes, not the newest."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self.scrollToBottom()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), min(self.content_height() + 2, theme.px(39)))
