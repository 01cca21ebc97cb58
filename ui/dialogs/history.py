"""The history of a record: who changed what, when, on which laptop, from what to what."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n, record_words
from inspektor.i18n import tr
from inspektor.shapes.views import HistoryEntry
from ui import theme
from ui.operations import Operations
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import ScrollColumn
from ui.widgets.text import Label

_MOST = 200


class HistoryDialog(QDialog):
    """Reads the history and shows it, newest first."""

    def __init__(
        self, operations: Operations, table: str, row: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(640), theme.px(560))
        self._column = ScrollColumn(spacing=8)
        self._column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.setAccessibleName(tr("History"))
        close = secondary(tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("History"), "title"))
        whole.addWidget(Label(title, "secondary", "muted", wrap=True))
        whole.addWidget(self._column, 1)
        whole.addLayout(foot)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        operations.ask("queries.history.history", table, row, owner=self, done=self._show)

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        for step in _steps(entries)[:_MOST]:
            self._column.add(_card(self._table, step))
        if not entries:
            self._column.add(EmptyState("history", tr("Nothing has been changed yet.")))
        self._column.body.addStretch(1)


def _steps(entries: Sequence[HistoryEntry]) -> list[list[HistoryEntry]]:
    """The entries of one step together, newest first."""
    steps = groupby(entries, key=lambda entry: entry.step)
    return [list(step) for _, step in steps]


def _card(table: str, step: Sequence[HistoryEntry]) -> Card:
    card, first = Card(look="sunk", padding=12, spacing=4), step[0]
    when = f"{formats.date_short(first.at, i18n.language())} {formats.clock_time(first.at)}"
    device = tr("computer {id}").format(id=first.device[:6])
    card.add(Label(f"{when} · {first.person} · {device}", "small", "muted", wrap=True))
    card.add(Label(record_words.step_words(step), "strong", wrap=True))
    for name, before, after in record_words.lines(table, step):
        card.add(Label(name, "small", "muted"))
        if before:
            card.add(Label(tr("Was: {text}").format(text=before), "secondary", "muted", wrap=True))
        card.add(Label(tr("Became: {text}").format(text=after or "–"), "secondary", wrap=True))
    return card
