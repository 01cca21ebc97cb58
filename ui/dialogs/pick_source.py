"""Choosing a source for a requirement, and saying what it says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Stance
from ui import theme
from ui.widgets.buttons import Button, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.lines import SearchField
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.text import Label

_STANCES = {Stance.SUPPORTS: "check", Stance.CONTRADICTS: "x", Stance.SILENT: "minus"}


class PickSourceDialog(QDialog):
    """`picked(key, stance)`; stays open, so that several can be added."""

    picked = Signal(str, object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(theme.px(760), theme.px(600))
        self._rows: list[ListRow] = []
        self._search = SearchField(tr("Search notes, observations and documents"))
        self._list = ListRows(tr("Sources to add"))
        self._empty = EmptyState("inbox", tr("Everything that was noted is already here."))
        self._empty.setVisible(False)
        self._buttons: dict[Stance, Button] = {}
        card = Card(padding=8)
        card.add(self._list, 1)
        card.add(self._empty, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("Add a source"), "title"))
        whole.addWidget(Label(title, "secondary", "muted", wrap=True))
        whole.addWidget(self._search)
        whole.addWidget(card, 1)
        whole.addLayout(self._make_foot())
        self._search.searched.connect(self._show)
        self._search.submitted.connect(self._to_list)
        self._list.chosen.connect(self._look)
        self._list.opened.connect(self._to_buttons)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(tr("It says that the requirement is met:"), "secondary", "muted"))
        for stance, icon in _STANCES.items():
            button = secondary(tr(stance.label), icon)
            button.clicked.connect(self._pick)
            self._buttons[stance] = button
            row.addWidget(button)
        row.addStretch(1)
        close = quiet(tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return row

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Offer these."""
        self._rows = list(rows)
        self._show()

    def _show(self) -> None:
        words = self._search.text().strip().casefold()
        fitting = [row for row in self._rows if words in f"{row.title} {row.second}".casefold()]
        self._list.set_rows(fitting)
        self._list.setVisible(bool(fitting))
        self._empty.setVisible(not fitting)
        self._empty.say(
            tr("Nothing fits the search.") if self._rows else tr("Everything that was noted is already here.")
        )
        self._look()

    def _look(self) -> None:
        chosen = bool(self._list.current_key())
        for button in self._buttons.values():
            button.setEnabled(chosen)

    def _to_list(self) -> None:
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_buttons(self) -> None:
        self._buttons[Stance.SUPPORTS].setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self) -> None:
        key, sender = self._list.current_key(), self.sender()
        for stance, button in self._buttons.items():
            if button is sender and key:
                self.picked.emit(key, stance)
                self._rows = [row for row in self._rows if row.key != key]
                self._show()
                self._search.setFocus(Qt.FocusReason.OtherFocusReason)
                return
