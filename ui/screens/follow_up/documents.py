"""Documents reviewed: of which kind, how many, how chosen, what came out. Never client data."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.reviews import DocumentReviewRow
from ui import theme
from ui.dialogs.history import HistoryDialog
from ui.screens.follow_up import marks
from ui.screens.follow_up.document_editor import DocumentEditor
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.keycap import shown
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher

_LIST = 400


class DocumentsPage(PlacePage):
    """The list, and the one that is open beside it."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._rows: tuple[DocumentReviewRow, ...] = ()
        self._latest = Latest(self.operations, self, self._show)
        self._header = PageHeader(tr("Documents"))
        self._new = primary(tr("New document"), "plus")
        self._new.setToolTip(shown("Ctrl+Shift+N"))
        self._header.add_action(self._new)
        self._list = ListRows(tr("Documents"))
        self._empty = EmptyState("files", tr("The kinds of documents that were read will stand here."))
        self._empty.setVisible(False)
        self._editor = DocumentEditor(opened)
        self._lay_out()
        self._new.clicked.connect(self._begin_new)
        self._list.chosen.connect(self._open)
        self._list.opened.connect(self._write)
        self._editor.made.connect(self._list.set_current)
        self._editor.remove_asked.connect(self._remove)
        self._editor.history_asked.connect(self._show_history)
        for keys, slot in (("Ctrl+Shift+N", self._begin_new), ("Ctrl+H", self._show_history)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._refresher = Refresher(self, self.operations.changed, ("document_review",), self._read)

    def _lay_out(self) -> None:
        self._card = Card(padding=10)
        self._card.add(self._list, 1)
        self._card.add(self._empty, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._card)
        row.addWidget(self._editor, 1)
        self.add(self._header)
        self.body.addLayout(row, 1)

    def _read(self) -> None:
        self._latest.ask("queries.reviews.document_reviews", self.opened.id)

    def _show(self, rows: tuple[DocumentReviewRow, ...]) -> None:
        self._rows = rows
        shown = self._editor.review_id()
        self._list.set_rows([_list_row(row) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        n = len(rows)
        self._header.set_facts(tr_n("{n} kind read", "{n} kinds read", n).format(n=n) if n else "")
        row = self._row(shown)
        if row is not None:
            self._editor.show_review(row)
        elif shown and not self._editor.is_being_made():
            self._editor.begin_new()  # it was taken away by undo, or by a colleague
        self._list.set_current(shown)

    def _row(self, review_id: str) -> DocumentReviewRow | None:
        return next((row for row in self._rows if row.id == review_id), None)

    def show_detail(self, detail: str) -> None:
        if detail:
            self._list.set_current(detail)
            self._open(detail)

    def focus_first(self) -> None:
        self._editor.focus_first()

    def _open(self, review_id: str) -> None:
        row = self._row(review_id)
        if row is not None:
            self._editor.show_review(row)

    def _write(self, review_id: str) -> None:
        self._open(review_id)
        self._editor.focus_first()

    def _begin_new(self) -> None:
        self._editor.begin_new()
        self._list.set_current("")
        self._editor.focus_first()

    def _remove(self) -> None:
        row = self._row(self._editor.review_id())
        if row is not None:
            self.operations.change("actions.reviews.remove_document_review", row.id, owner=self)
            self.opened.undoable.emit(tr("{kind} was deleted").format(kind=row.kind))
            self._begin_new()

    def _show_history(self) -> None:
        row = self._row(self._editor.review_id())
        if row is not None:
            HistoryDialog(self.operations, "document_review", row.id, row.kind, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(theme.px(_LIST - 60 if self.narrow() else _LIST))


def _list_row(row: DocumentReviewRow) -> ListRow:
    parts = [formats.clock_time(row.reviewed_at)]
    if row.sample_size:
        parts.append(tr("{n} read").format(n=row.sample_size))
    if row.requirement:
        parts.append(tr("requirement {code}").format(code=marks.short(row.requirement)))
    parts.append(" ".join(row.result.split()))
    return ListRow(row.id, row.kind, " · ".join(part for part in parts if part), icon="files")
