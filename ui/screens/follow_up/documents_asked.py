"""The documents the unit was asked for: what is waited for, what is overdue, what has come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.reviews import RequestRow
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import request_words
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.request_editor import RequestEditor
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRows


class DocumentsAsked(QWidget):
    """`counted(how many, how many are overdue)` when they are read; `found` when the one wanted is here."""

    counted = Signal(int, int)
    found = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._operations = opened, opened.operations
        self._rows: tuple[RequestRow, ...] = ()
        self._wanted = ""
        self._latest = Latest(self._operations, self, self._show)
        self._list = ListRows(tr("Documents asked for"))
        self._empty = EmptyState(
            "inbox",
            tr("What the unit is to send in will stand here. Write it beside, one document at a time."),
        )
        self._empty.setVisible(False)
        self._editor = RequestEditor(opened, parent=self)
        self._card = Card(padding=10)
        self._card.add(self._list, 1)
        self._card.add(self._empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._card)
        row.addWidget(self._editor, 1)
        self._list.chosen.connect(self._open)
        self._list.opened.connect(self._write)
        self._editor.made.connect(self._list.set_current)
        self._editor.remove_asked.connect(self._remove)
        self._editor.history_asked.connect(self.show_history)

    def read(self) -> None:
        """Read them anew."""
        self._latest.ask("queries.reviews.requests", self._opened.id)

    def _show(self, rows: tuple[RequestRow, ...]) -> None:
        self._rows = rows
        today = as_date(clock.now())
        shown = self._editor.request_id()
        if not shown and rows and self._opened.finished:
            shown = rows[0].id  # there is no new one to write
        self._list.set_rows([request_words.list_row(row, today) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.counted.emit(sum(row.open for row in rows), sum(row.overdue(today) for row in rows))
        row = self._row(shown)
        if row is not None:
            self._editor.show_request(row)
        elif shown and not self._editor.is_being_made():
            self._editor.begin_new()  # it was taken away by undo, or by a colleague
        self._list.set_current(shown)
        if self._wanted:
            self.go_to(self._wanted)

    def _row(self, request_id: str) -> RequestRow | None:
        return next((row for row in self._rows if row.id == request_id), None)

    def go_to(self, request_id: str) -> None:
        """Open one, now or once it is read."""
        self._wanted = "" if self._row(request_id) is not None else request_id
        if not self._wanted:
            self._list.set_current(request_id)
            self._open(request_id)
            self.found.emit()

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        self._editor.focus_first()

    def set_list_width(self, width: int) -> None:
        """Make the list as wide as the page allows."""
        self._card.setFixedWidth(width)

    def _open(self, request_id: str) -> None:
        row = self._row(request_id)
        if row is not None:
            self._editor.show_request(row)

    def _write(self, request_id: str) -> None:
        self._open(request_id)
        self._editor.focus_first()

    def begin_new(self) -> None:
        """Show an empty form."""
        if self._opened.finished:
            return
        self._editor.begin_new()
        self._list.set_current("")
        self._editor.focus_first()

    def begin_with(self, kind: str, requirement: str, text: str) -> None:
        """Ask for something that was missing."""
        self._list.set_current("")
        self._editor.begin_with(kind, requirement, text)
        self._editor.focus_first()

    def _remove(self) -> None:
        row = self._row(self._editor.request_id())
        if row is not None:
            self._operations.change("actions.requests.remove_request", row.id, owner=self)
            self._opened.undoable.emit(tr("{kind} was deleted").format(kind=row.kind))
            self.begin_new()

    def show_history(self) -> None:
        """Show who changed what in the one that is open."""
        row = self._row(self._editor.request_id())
        if row is not None:
            HistoryDialog(self._operations, "document_request", row.id, row.kind, self).open()
