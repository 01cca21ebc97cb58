"""The documents the unit was asked for: what is waited for, what is overdue, what has come."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.reviews import RequestRow
from ui.screens.follow_up import request_words
from ui.screens.follow_up.list_beside import ListBeside
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.request_editor import RequestEditor
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow


class DocumentsAsked(ListBeside):
    """`counted(how many, how many are overdue)` when they are read."""

    counted = Signal(int, int)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        editor = RequestEditor(opened)
        empty = EmptyState(
            "inbox",
            tr("What the unit is to send in will stand here. Write it beside, one document at a time."),
        )
        words = tr("Documents asked for"), empty, _list_row
        super().__init__(opened, "queries.reviews.requests", editor, words, parent)
        self._form = editor
        self.rows_read.connect(self._count)
        self.removal_asked.connect(self._remove_request)
        editor.history_asked.connect(self.show_changes)

    def _count(self, rows: Sequence[RequestRow]) -> None:
        today = as_date(clock.now())
        self.counted.emit(sum(row.open for row in rows), sum(row.overdue(today) for row in rows))

    def begin_with(self, kind: str, requirement: str, text: str) -> None:
        """Ask for something that was missing."""
        self._list.set_current("")
        self._form.begin_with(kind, requirement, text)
        self._form.focus_first()

    def _remove_request(self, row: RequestRow) -> None:
        self._opened.operations.change("actions.requests.remove_request", row.id, owner=self)
        self._opened.undoable.emit(tr("{kind} was deleted").format(kind=row.kind))
        self.begin_new()

    def show_changes(self) -> None:
        """Show who changed what in the one that is open."""
        self.show_history("document_request")


def _list_row(row: RequestRow) -> ListRow:
    return request_words.list_row(row, as_date(clock.now()))
