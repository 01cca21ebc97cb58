"""Sorting what was caught: one note after the other goes to its requirement."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.pick_line import PickLine
from ui.widgets.text import Label


class SortDialog(QDialog):
    """`sorted(note id, requirement)`; stays open until nothing waits or it is closed."""

    sorted = Signal(str, str)

    def __init__(self, requirements: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(760), theme.px(600))
        self._list = ListRows(tr("Notes to sort"))
        self._empty = EmptyState("inbox", tr("Everything is sorted."))
        self._empty.setVisible(False)
        self._pick = PickLine(tr("Write a number or a word of the requirement"))
        self._pick.set_choices(requirements)
        self._field = Field(tr("Requirement"), self._pick)
        self._go = primary(tr("Sort"))
        self._go.clicked.connect(self._sort)
        close = quiet(tr("Close"))
        close.clicked.connect(self.accept)
        card = Card(padding=8)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("To sort"), "title"))
        whole.addWidget(card, 1)
        whole.addWidget(self._field)
        whole.addLayout(foot)
        self._list.opened.connect(self._field.focus)
        self._pick.returnPressed.connect(self._sort)
        self._pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show what waits; goes to the first."""
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._go.setEnabled(bool(rows))
        if not self._list.current_key():
            self._list.move(1)

    def _sort(self) -> None:
        note, code = self._list.current_key(), self._pick.key()
        if not code:
            self._field.set_error(tr("Choose a requirement."))
            self._field.focus()
            return
        if note:
            self._pick.set_key("")
            self.sorted.emit(note, code)
            self._field.focus()
