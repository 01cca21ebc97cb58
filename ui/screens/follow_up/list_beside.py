"""A list of records, and beside it the one that is open or that is being written."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.record_editor import RecordEditor
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow, ListRows


class ListBeside(QWidget):
    """`rows_read(rows)`; `found` when the one wanted is open; `removal_asked(row)` of the one that is."""

    rows_read = Signal(object)
    found = Signal()
    removal_asked = Signal(object)

    def __init__(
        self,
        opened: OpenFollowUp,
        query: str,
        editor: RecordEditor,
        words: tuple[str, EmptyState, Callable[[Any], ListRow]],
        parent: QWidget | None = None,
    ) -> None:
        """`words` are the list's name, what stands there without rows, and how a row is told."""
        super().__init__(parent)
        name, self._empty, self._told = words
        self._opened, self._query, self._editor = opened, query, editor
        self._rows: Sequence[Any] = ()
        self._wanted = ""
        self._latest = Latest(opened.operations, self, self._show)
        self._list = ListRows(name)
        self._empty.setVisible(False)
        self._card = Card(padding=10)
        self._card.add(self._list, 1)
        self._card.add(self._empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._card)
        row.addWidget(editor, 1)
        self._list.chosen.connect(self._open)
        self._list.opened.connect(self._write)
        editor.made.connect(self._list.set_current)
        editor.remove_asked.connect(self._remove)

    def read(self) -> None:
        """Read them anew."""
        self._latest.ask(self._query, self._opened.id)

    def _show(self, rows: Sequence[Any]) -> None:
        self._rows = rows
        shown = self._editor.record_id()
        if not shown and rows and self._opened.finished:
            shown = rows[0].id  # there is no new one to write
        self._list.set_rows([self._told(row) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.rows_read.emit(rows)
        row = self._row(shown)
        if row is not None:
            self._editor.show_row(row)
        elif shown and not self._editor.is_being_made():
            self._editor.begin_new()  # it was taken away by undo, or by a colleague
        self._list.set_current(shown)
        if self._wanted:
            self.go_to(self._wanted)

    def _row(self, record_id: str) -> Any:
        return next((row for row in self._rows if row.id == record_id), None)

    def go_to(self, record_id: str) -> None:
        """Open one, now or once it is read."""
        row = self._row(record_id)
        self._wanted = record_id if row is None else ""
        if row is not None:
            self._list.set_current(record_id)
            self._open(record_id)
            self.found.emit()

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        self._editor.focus_first()

    def set_list_width(self, width: int) -> None:
        """Make the list as wide as the page allows."""
        self._card.setFixedWidth(width)

    def _open(self, record_id: str) -> None:
        row = self._row(record_id)
        if row is not None:
            self._editor.show_row(row)

    def _write(self, record_id: str) -> None:
        self._open(record_id)
        self._editor.focus_first()

    def begin_new(self) -> None:
        """Show an empty form."""
        if not self._opened.finished:
            self._editor.begin_new()
            self._list.set_current("")
            self._editor.focus_first()

    def _remove(self) -> None:
        row = self._row(self._editor.record_id())
        if row is not None:
            self.removal_asked.emit(row)

    def show_history(self, table: str, called: str = "") -> None:
        """Show who changed what in the one that is open: a row of the table, called so or by its kind."""
        row = self._row(self._editor.record_id())
        if row is not None:
            HistoryDialog(self._opened.operations, table, row.id, called or row.kind, self).open()
