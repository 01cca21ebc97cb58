"""The latest changes of every kind of record: who, when, on which laptop, from what to what."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, record_words
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.openings import OF_CLIENTS
from inspektor.shapes.views import HistoryEntry
from ui.dialogs.history import step_card, steps
from ui.operations import Operations
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads

_MOST_ENTRIES, _MOST_STEPS = 1000, 60


class ChangesView(QWidget):
    """All kinds together, or one."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        reads(self)
        self._operations = operations
        self._logged: date | None = None
        kinds = sorted((record_words.record_word(table), table) for table in record_words.TABLES)
        everything = [("", tr("Every kind of record"))]
        self._kind = Choice(tr("Kind of record"), everything + [(table, words) for words, table in kinds])
        self._kind.set_current("")
        self._kind.chosen.connect(self._read)
        self._column = ScrollColumn(spacing=8)
        head = QHBoxLayout()
        head.addWidget(self._kind)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._column, 1)
        tables = tuple(record_words.TABLES)
        self._refresher = Refresher(self, operations.changed, tables, self._read)

    def _read(self, _: str = "") -> None:
        query, kind = "queries.history.latest", self._kind.current()
        self._operations.ask(query, kind, _MOST_ENTRIES, owner=self, done=self._show)

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        today = as_date(clock.now())
        tables = {each.table for each in entries} & OF_CLIENTS
        if tables and self._logged != today:
            self._logged = today  # read anew at every change; the log has it once a day
            self._operations.change("actions.openings.opened_history", min(tables), owner=self)
        self._column.clear()
        for step in steps(entries)[:_MOST_STEPS]:
            self._column.add(step_card(step, named=True))
        if not entries:
            self._column.add(EmptyState("history", tr("Nothing has been changed yet.")))
        self._column.body.addStretch(1)
