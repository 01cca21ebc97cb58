"""Follow-ups as a table: sortable columns, remembered widths, a chip for where each stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspektor import formats
from inspektor.formats import sort_key_sv
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import FollowUpStatus
from inspektor.shapes.views import FollowUpRow
from ui import theme
from ui.lists.follow_ups import standing, status_chip, turned
from ui.widgets import paint
from ui.window_state import WindowState

_SORT, _ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_STATE = "follow_ups"
_HEIGHT, _PAD, _STATUS = 46, 10, 3
_ORDER = list(FollowUpStatus)
_FAR = date(9999, 12, 31)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    shown: Callable[[FollowUpRow], str]
    sorted_by: Callable[[FollowUpRow], Any]


def _day(row: FollowUpRow) -> date | None:
    return formats.as_date(row.arrived_at) if row.arrived_at else row.planned_on


_COLUMNS = (
    _Column(tr_mark("Unit"), 210, lambda row: row.unit, lambda row: sort_key_sv(row.unit)),
    _Column(tr_mark("Provider"), 140, lambda row: row.provider, lambda row: sort_key_sv(row.provider)),
    _Column(
        tr_mark("Form"), 140, lambda row: tr(row.form.label), lambda row: sort_key_sv(tr(row.form.label))
    ),
    _Column(tr_mark("Status"), 345, standing, lambda row: _ORDER.index(row.status)),
    _Column(
        tr_mark("Visit"),
        110,
        lambda row: formats.date_iso(day) if (day := _day(row)) else "",
        lambda row: (_day(row) or _FAR).isoformat(),
    ),
    _Column(
        tr_mark("Registry number"),
        140,
        lambda row: row.registry_number,
        lambda row: formats.sort_key_sv(row.registry_number),
    ),
)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[FollowUpRow, ...] = ()

    def replace(self, rows: Sequence[FollowUpRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], _COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.shown(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(column.title)}: {column.shown(row)}"
        if role == _SORT:
            return column.sorted_by(row)
        return row if role == _ROW else None


class _Filter(QSortFilterProxyModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSortRole(_SORT)
        self._words: tuple[str, ...] = ()

    def look_for(self, words: str) -> None:
        self.beginFilterChange()
        self._words = tuple(words.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        found: FollowUpRow = self.sourceModel().index(row, 0, parent).data(_ROW)
        text = " ".join((*(each.shown(found) for each in _COLUMNS), found.template)).casefold()
        return all(word in text for word in self._words)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        paint.start(painter)
        if index.row() == self._view.currentIndex().row():
            self._mark(painter, area, index.column())
        row: FollowUpRow = index.data(_ROW)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        if index.column() == _STATUS:
            chip = status_chip(row)
            width = min(paint.chip_width(chip.text, chip.icon) + 1, inner.width())
            height = paint.chip_height()
            place = QRectF(inner.left(), area.center().y() - height / 2, width, height)
            paint.chip(painter, place, chip.text, chip.kind, chip.icon)
            beside = inner.adjusted(width + 8, 0, 0, 0)
            if beside.width() > theme.px(40):
                paint.words(painter, beside, turned(row), "fact", "muted")
        else:
            first = index.column() == 0
            role, tone = ("control", "text") if first else ("fact", "muted")
            paint.words(painter, inner, str(index.data()), role, tone)
        paint.line(painter, area.left(), area.right(), area.bottom() - 1)
        painter.restore()

    def _mark(self, painter: QPainter, area: QRectF, column: int) -> None:
        """The row one is at, with an edge while it has the keyboard."""
        painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("accent_bg"))
        if self._view.header().visualIndex(column) == 0 and (
            self._view.hasFocus() or theme.current().outlined
        ):
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), theme.colour("accent"))


class FollowUpTable(QTreeView):
    """`opened(follow_up_id)` on Enter or double click; `counted(n)` when the filter leaves another number."""

    opened = Signal(str)
    counted = Signal(int)

    def __init__(self, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._model, self._filter = _Model(self), _Filter(self)
        self._filter.setSourceModel(self._model)
        self.setModel(self._filter)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Follow-ups"))
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # Fusion's mark has a gradient
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)
        self._set_up_header()

    def _set_up_header(self) -> None:
        header = self.header()
        header.setFont(theme.font("head"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if not self._state.restore_columns(_STATE, header):
            for number, column in enumerate(_COLUMNS):
                header.resizeSection(number, theme.px(column.width))
            self.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        header.sectionResized.connect(self._keep)
        header.sectionMoved.connect(self._keep)
        header.sortIndicatorChanged.connect(self._keep)

    def show_rows(self, rows: Sequence[FollowUpRow]) -> None:
        """Show these follow-ups; the current one stays, as long as it is among them."""
        current = self.current_id()
        self._model.replace(rows)
        self._select(current)
        self.counted.emit(self._filter.rowCount())

    def look_for(self, words: str) -> None:
        """Show those whose row holds every word."""
        self._filter.look_for(words)
        if not self.currentIndex().isValid():
            self._select("")
        self.counted.emit(self._filter.rowCount())

    def current_id(self) -> str:
        """The follow-up that is marked, or ""."""
        row = self.currentIndex().data(_ROW)
        return row.id if isinstance(row, FollowUpRow) else ""

    def _select(self, follow_up_id: str) -> None:
        rows = range(self._filter.rowCount())
        places = (self._filter.index(n, 0) for n in rows)
        found = next((place for place in places if place.data(_ROW).id == follow_up_id), None)
        if found is None and len(rows):
            found = self._filter.index(0, 0)
        if found is not None:
            self.setCurrentIndex(found)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(_ROW)
        if isinstance(row, FollowUpRow):
            self.opened.emit(row.id)

    def _keep(self, *_: object) -> None:
        self._state.keep_columns(_STATE, self.header())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()  # a letter is never a command, nor a jump
        else:
            super().keyPressEvent(event)
