"""The history of a record: who changed what, when, on which laptop, from what to what."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n, record_words
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import HistoryEntry
from ui import theme
from ui.dialogs.erase import EraseDialog
from ui.dialogs.files import ask_where_to_save, safe_name, table_kinds
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import danger, secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import outlasts, reads
from ui.widgets.text import Label

_MOST = 200


class HistoryDialog(QDialog):
    """Reads the history and shows it, newest first."""

    def __init__(
        self, operations: Operations, table: str, row: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations, self._table, self._row, self._title = operations, table, row, title
        self._entries: tuple[HistoryEntry, ...] = ()
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        reads(self)
        self.resize(theme.px(640), theme.px(560))
        self._column = ScrollColumn(spacing=8)
        self._column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.setAccessibleName(tr("History"))
        close = secondary(tr("Close"))
        close.clicked.connect(self.accept)
        self._remove = danger(tr("Remove from the history"), "eraser")
        outlasts(self._remove)  # what must go can go from a finished follow-up too
        self._remove.clicked.connect(self._ask_removal)
        self._remove.setEnabled(False)
        self._save = secondary(tr("Save as a file"), "download")
        self._save.clicked.connect(self._ask_place)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._remove)
        foot.addWidget(self._save)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("History"), "title"))
        whole.addWidget(Label(title, "secondary", "muted", wrap=True))
        self._banners = BannerArea()
        whole.addWidget(self._banners)
        whole.addWidget(self._column, 1)
        whole.addLayout(foot)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        operations.change("actions.openings.opened_history", table, row, owner=self)
        self._read()

    def _read(self) -> None:
        query = "queries.history.history"
        self._operations.ask(query, self._table, self._row, owner=self, done=self._show)

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._remove.setEnabled(bool(record_words.removable(self._table, entries)))
        self._column.clear()
        for step in steps(entries)[:_MOST]:
            self._column.add(step_card(step))
        if not entries:
            self._column.add(EmptyState("history", tr("Nothing has been changed yet.")))
        self._column.body.addStretch(1)

    def _ask_removal(self) -> None:
        fields = record_words.removable(self._table, self._entries)
        dialog = EraseDialog(self._operations, (self._table, self._row), self._title, fields, self)
        dialog.accepted.connect(self._removed)
        dialog.unfold()

    def _removed(self) -> None:
        self._banners.clear()
        about = tr(
            "Where it may still lie, such as on computers that have not synced, stands under Settings."
        )
        self._banners.tell("ok", tr("It is removed from the history."), about)
        self._read()

    def _ask_place(self) -> None:
        name = f"{safe_name(tr('History'))}.xlsx"
        chooser = ask_where_to_save(self, tr("Save the history"), name, table_kinds())
        chooser.picked.connect(self._save_there)

    def _save_there(self, path: Path) -> None:
        action = "actions.audit.save_history"
        self._operations.change(
            action, self._table, self._row, path, owner=self, done=self._saved, failed=self._tell
        )

    def _saved(self, _: object) -> None:
        self._banners.clear()
        self._banners.tell("ok", tr("The history is saved."))

    def _tell(self, error: InspektorError) -> None:
        self._banners.clear()
        self._banners.tell("bad", error.text(), error.advice())


def steps(entries: Sequence[HistoryEntry]) -> list[list[HistoryEntry]]:
    """The entries of one step and record together, newest first."""
    found = groupby(entries, key=lambda entry: (entry.step, entry.table, entry.row))
    return [list(step) for _, step in found]


def step_card(step: Sequence[HistoryEntry], *, named: bool = False) -> Card:
    """One step of a record; `named` says which kind of record."""
    card, first = Card(look="sunk", padding=12, spacing=4), step[0]
    when = f"{formats.date_short(first.at, i18n.language())} {formats.clock_time(first.at)}"
    card.add(Label(f"{when} · {first.person} · {first.device}", "small", "muted", wrap=True))
    what = record_words.step_words(step)
    kind = f"{record_words.record_word(first.table)}: " if named else ""
    card.add(Label(kind + what, "strong", wrap=True))
    for name, before, after in record_words.lines(first.table, step):
        card.add(Label(name, "small", "muted"))
        if before:
            card.add(Label(tr("Was: {text}").format(text=before), "secondary", "muted", wrap=True))
        card.add(Label(tr("Became: {text}").format(text=after or "–"), "secondary", wrap=True))
    return card
