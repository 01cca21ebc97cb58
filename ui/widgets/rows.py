"""Lists drawn by a delegate: one model of frozen rows, one view that tells of keys."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from ui import theme

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Row(Protocol):
    """What a list needs to know of a row: its key ("" = cannot be chosen) and how it is read aloud."""

    @property
    def key(self) -> str: ...

    def spoken(self) -> str: ...


class RowsModel(QAbstractListModel):
    """Frozen rows. Replacing them touches only what differs, so the view keeps its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    def replace(self, rows: Sequence[Row]) -> bool:
        """Show these rows; returns whether the list was laid anew."""
        fresh, old = tuple(rows), self._rows
        same = [row.key for row in fresh] == [row.key for row in old]
        if not same:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return True
        self._rows = fresh
        for number, (before, after) in enumerate(zip(old, fresh, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number), self.index(number))
        return False

    def place_of(self, key: str) -> QModelIndex:
        """The index of a key, or an invalid one."""
        for number, row in enumerate(self._rows):
            if row.key == key and key:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = index.isValid() and bool(self._rows[index.row()].key)
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if chosen else Qt.ItemFlag.NoItemFlags


class RowsView(QListView):
    """A list. `chosen(key)` when the user moves to a row, `opened(key)` on Enter or double click.

    With `fit` it is as high as its rows and does not scroll, for a list among other things on a card.
    """

    chosen = Signal(str)
    opened = Signal(str)

    reading = False
    """Whether nothing in the rows can be set; they are gone about in as ever."""

    def __init__(self, name: str, *, fit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit = fit
        self._quiet = False
        self._measured: tuple[tuple[tuple[Row, ...], int, int], int] | None = None
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays, as long as it is among them."""
        current = self.current_key()
        self._quiet = True
        if self._model.replace(rows):
            self.set_current(current)
        self._quiet = False
        self.updateGeometry()

    def all_rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows()

    def row(self, key: str) -> Row | None:
        """The row of a key."""
        return next((row for row in self._model.rows() if row.key == key), None)

    def current_key(self) -> str:
        """The key of the current row, or ""."""
        row = self.currentIndex().data(ROW_ROLE)
        return str(row.key) if row is not None else ""

    def set_current(self, key: str) -> None:
        """Go to a row without telling."""
        was, self._quiet = self._quiet, True
        self.setCurrentIndex(self._model.place_of(key))
        self._quiet = was

    def move(self, step: int) -> None:  # type: ignore[override]  # ours moves the choice, not the window
        """Go to the next row that can be chosen, as the arrow keys do."""
        here = self.currentIndex().row()
        rows = self._model.rows()
        place = here + step
        while 0 <= place < len(rows):
            if rows[place].key:
                self.setCurrentIndex(self._model.index(place))
                return
            place += 1 if step > 0 else -1

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = current.data(ROW_ROLE) if current.isValid() else None
        if row is not None and not self._quiet:
            self.chosen.emit(row.key)

    def _open(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.key:
            self.opened.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()  # a letter is never a command, nor a jump
        else:
            super().keyPressEvent(event)

    def content_height(self) -> int:
        """How high all rows are together; layouts ask often, so it is reckoned once."""
        rows = self._model.rows()
        circumstances = (rows, self.viewport().width(), theme.text_size())
        if self._measured is None or self._measured[0] != circumstances:
            places = range(len(rows))
            height = sum(self.sizeHintForIndex(self._model.index(place)).height() for place in places)
            self._measured = (circumstances, height)
        return self._measured[1]

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.content_height()) if self._fit else hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.content_height()) if self._fit else QSize(hint.width(), 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
