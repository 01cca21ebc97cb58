"""The documents that were read: their list, and beside it the one that is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.reviews import DocumentReviewRow
from ui.screens.follow_up import marks
from ui.screens.follow_up.document_editor import DocumentEditor
from ui.screens.follow_up.list_beside import ListBeside
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ListRow


class DocumentsRead(ListBeside):
    """`counted(n)` when they are read; `request_asked(kind, requirement, text)` when something is missing."""

    counted = Signal(int)
    request_asked = Signal(str, str, str)

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        editor = DocumentEditor(opened)
        empty = EmptyState("files", tr("The kinds of documents that were read will stand here."))
        words = tr("Documents"), empty, _list_row
        super().__init__(opened, "queries.reviews.document_reviews", editor, words, parent)
        self.rows_read.connect(lambda rows: self.counted.emit(len(rows)))
        self.removal_asked.connect(self._remove_review)
        editor.history_asked.connect(self.show_changes)
        editor.request_asked.connect(self.request_asked)

    def _remove_review(self, row: DocumentReviewRow) -> None:
        self._opened.operations.change("actions.reviews.remove_document_review", row.id, owner=self)
        self._opened.undoable.emit(tr("{kind} was deleted").format(kind=row.kind))
        self.begin_new()

    def show_changes(self) -> None:
        """Show who changed what in the one that is open."""
        self.show_history("document_review")


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
