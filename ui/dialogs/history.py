"""The history of a record: who changed what, when, on which laptop, from what to what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.views import HistoryEntry
from ui import theme
from ui.dialogs import history_words
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
        for entry in entries[:_MOST]:
            self._column.add(_entry(self._table, entry))
        if not entries:
            self._column.add(EmptyState("history", tr("Nothing has been changed yet.")))
        self._column.body.addStretch(1)


def _entry(table: str, entry: HistoryEntry) -> Card:
    card = Card(look="sunk", padding=12, spacing=4)
    when = f"{formats.date_short(entry.at, i18n.language())} {formats.clock_time(entry.at)}"
    device = tr("computer {id}").format(id=entry.device[:6])
    card.add(Label(f"{when} · {entry.person} · {device}", "small", "muted", wrap=True))
    what = history_words.what_happened(entry)
    card.add(Label(what, "strong", wrap=True))
    before, after = history_words.values(table, entry)
    if entry.field and before:
        card.add(Label(tr("Was: {text}").format(text=before), "secondary", "muted", wrap=True))
    if entry.field:
        card.add(Label(tr("Became: {text}").format(text=after or "–"), "secondary", wrap=True))
    return card
