"""The documents that were read: their list, and beside it the one that is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.reviews import DocumentReviewRow
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.document_editor import DocumentEditor
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow, ListRows


class DocumentsRead(QWidget):
    """`counted(n)` when they are read; `request_asked(kind, requirement, text)` when something is missing."""

    counted = Signal(int)
    request_asked = Signal(str, str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._operations = opened, opened.operations
        self._rows: tuple[DocumentReviewRow, ...] = ()
        self._wanted = ""
        self._latest = Latest(self._operations, self, self._show)
        self._list = ListRows(tr("Documents"))
        self._empty = EmptyState("files", tr("The kinds of documents that were read will stand here."))
        self._empty.setVisible(False)
        self._editor = DocumentEditor(opened, parent=self)
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
        self._editor.request_asked.connect(self.request_asked)

    def read(self) -> None:
        """Read them anew."""
        self._latest.ask("queries.reviews.document_reviews", self._opened.id)

    def _show(self, rows: tuple[DocumentReviewRow, ...]) -> None:
        self._rows = rows
        shown = self._editor.review_id()
        if not shown and rows and self._opened.finished:
            shown = rows[0].id  # there is no new one to write
        self._list.set_rows([_list_row(row) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.counted.emit(len(rows))
        row = self._row(shown)
        if row is not None:
            self._editor.show_review(row)
        elif shown and not self._editor.is_being_made():
            self._editor.begin_new()  # it was taken away by undo, or by a colleague
        self._list.set_current(shown)
        if self._wanted:
            self.go_to(self._wanted)

    def _row(self, review_id: str) -> DocumentReviewRow | None:
        return next((row for row in self._rows if row.id == review_id), None)

    def go_to(self, review_id: str) -> None:
        """Open one, now or once it is read."""
        self._wanted = "" if self._row(review_id) is not None else review_id
        if not self._wanted:
            self._list.set_current(review_id)
            self._open(review_id)

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        self._editor.focus_first()

    def set_list_width(self, width: int) -> None:
        """Make the list as wide as the page allows."""
        self._card.setFixedWidth(width)

    def _open(self, review_id: str) -> None:
        row = self._row(review_id)
        if row is not None:
            self._editor.show_review(row)

    def _write(self, review_id: str) -> None:
        self._open(review_id)
        self._editor.focus_first()

    def begin_new(self) -> None:
        """Show an empty form."""
        if self._opened.finished:
            return
        self._editor.begin_new()
        self._list.set_current("")
        self._editor.focus_first()

    def _remove(self) -> None:
        row = self._row(self._editor.review_id())
        if row is not None:
            self._operations.change("actions.reviews.remove_document_review", row.id, owner=self)
            self._opened.undoable.emit(tr("{kind} was deleted").format(kind=row.kind))
            self.begin_new()

    def show_history(self) -> None:
        """Show who changed what in the one that is open."""
        row = self._row(self._editor.review_id())
        if row is not None:
            HistoryDialog(self._operations, "document_review", row.id, row.kind, self).open()


def _list_row(row: DocumentReviewRow) -> ListRow:
    parts = [formats.clock_time(row.reviewed_at), row.sums()]
    if row.sample_size and not parts[-1]:
        parts.append(tr_n("{n} read", "{n} read", row.sample_size).format(n=row.sample_size))
    if row.requirement:
        parts.append(tr("requirement {code}").format(code=marks.short(row.requirement)))
    parts.append(" ".join(row.result.split()))
    fails = any(each.outcome not in (None, SampleOutcome.AS_REQUIRED) for each in row.samples)
    second = " · ".join(part for part in parts if part)
    return ListRow(row.id, row.kind, second, icon="files", tone="bad" if fails else "accent")
