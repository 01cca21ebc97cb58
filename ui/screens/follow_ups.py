"""All follow-ups: a table to sort, filter and search, and the way to a new one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import FollowUpStatus
from inspektor.shapes.views import FollowUpRow
from ui.dialogs import files
from ui.dialogs.take_in_follow_up import TakeInFollowUpDialog
from ui.lists.follow_up_table import FollowUpTable
from ui.operations import Operations
from ui.widgets.arrival import Arrival
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.lines import SearchField
from ui.widgets.page import Page, PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented
from ui.window_state import WindowState

_TABLES = ("follow_up", "follow_up_step", "visit", "unit", "provider", "document")
_COMING = frozenset({FollowUpStatus.DRAFT, FollowUpStatus.PLANNED, FollowUpStatus.PREPARED})
_DONE = frozenset(
    {
        FollowUpStatus.FINALISED,
        FollowUpStatus.REGISTERED,
        FollowUpStatus.COMMUNICATED,
        FollowUpStatus.CLOSED,
        FollowUpStatus.CANCELLED,
        FollowUpStatus.NOT_PERFORMED,
    }
)
_CHOICE = "follow_ups"


class FollowUpsScreen(Page):
    """`follow_up_opened(id, "")`, `new_asked`."""

    follow_up_opened = Signal(str, str)
    new_asked = Signal()

    def __init__(self, operations: Operations, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._state = operations, state
        self._rows: tuple[FollowUpRow, ...] = ()
        self._arrival = Arrival()
        self._header = PageHeader(tr("Follow-ups"))
        bring_in = secondary(tr("Import a follow-up"), "upload")
        bring_in.clicked.connect(self._ask_for_file)
        self._header.add_action(bring_in)
        new = primary(tr("Plan a follow-up"), "plus")
        new.clicked.connect(self.new_asked)
        self._header.add_action(new)
        self.add(self._header)
        self._bar = self._make_bar()
        self.add(self._bar)
        self._card = Card(padding=8)
        self._table = FollowUpTable(state)
        self._table.opened.connect(self._open)
        self._table.counted.connect(self._counted)
        self._card.add(self._table, 1)
        self._nothing_found = EmptyState("search", tr("No follow-up matches what you look for."))
        self._card.add(self._nothing_found, 1)
        self.add(self._card, 1)
        self._empty = EmptyState(
            "clipboard-check", tr("Here you will see every follow-up."), tr("Plan a follow-up")
        )
        self._empty.acted.connect(self.new_asked)
        self.add(self._empty, 1)
        for widget in (self._empty, self._card, self._nothing_found, self._bar):
            widget.setVisible(False)
        self._refresher = Refresher(self, operations.changed, _TABLES, self._reload)

    def _make_bar(self) -> QWidget:
        self._which = Segmented(self._segments(), tr("Which follow-ups"))
        self._which.set_current(self._state.choice(_CHOICE, "all"))
        reads(self._which)
        self._which.chosen.connect(self._choose)
        self._search = SearchField(tr("Search unit, provider or registry number"))
        self._search.setMaximumWidth(420)
        self._search.searched.connect(self._look_for)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._which)
        row.addStretch(1)
        row.addWidget(self._search, 3)
        return bar

    def _segments(self) -> list[Segment]:
        coming, under_way, done = (len(self._of(kind)) for kind in ("coming", "under_way", "done"))
        return [
            Segment("all", tr("All {n}").format(n=len(self._rows))),
            Segment("coming", tr("To come {n}").format(n=coming)),
            Segment("under_way", tr("Under way {n}").format(n=under_way)),
            Segment("done", tr("Done {n}").format(n=done)),
        ]

    def _of(self, kind: str) -> list[FollowUpRow]:
        if kind == "coming":
            return [row for row in self._rows if row.status in _COMING]
        if kind == "done":
            return [row for row in self._rows if row.status in _DONE]
        if kind == "under_way":
            return [row for row in self._rows if row.status not in _COMING | _DONE]
        return list(self._rows)

    def _reload(self) -> None:
        self._operations.ask("queries.follow_ups.follow_ups", owner=self, done=self._show)

    def _show(self, rows: tuple[FollowUpRow, ...]) -> None:
        self._rows = rows
        n = len(rows)
        self._header.set_facts(
            tr_n("{n} follow-up on this computer", "{n} follow-ups on this computer", n).format(n=n)
        )
        self._empty.setVisible(not rows)
        self._card.setVisible(bool(rows))
        self._bar.setVisible(bool(rows))
        self._which.set_segments(self._segments())
        self._table.show_rows(self._of(self._which.current()))
        if rows and self._arrival.end():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_file(self) -> None:
        kinds = tr("Follow-ups (*.zip *.json)")
        files.ask_for_file(self, tr("Import a follow-up"), kinds).picked.connect(self.take_in)

    def take_in(self, path: Path) -> None:
        """Show what a file holds, and ask whether it is to be imported."""
        dialog = TakeInFollowUpDialog(self._operations, path, self)
        dialog.imported.connect(self._open)
        dialog.begin()

    def _choose(self, kind: str) -> None:
        self._state.keep_choice(_CHOICE, kind)
        self._table.show_rows(self._of(kind))

    def _look_for(self, words: str) -> None:
        self._table.look_for(words)

    def _counted(self, n: int) -> None:
        self._table.setVisible(n > 0)
        self._nothing_found.setVisible(n == 0)

    def _open(self, follow_up_id: str) -> None:
        self.follow_up_opened.emit(follow_up_id, "")

    def arrive(self) -> None:
        """Give the keyboard to the table, once there is one."""
        if self._table.isVisible():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._arrival.begin()
