"""What somebody should know before something is lost, as a card with a row each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.safety import Caution
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRow, ListRows

_ICONS = {
    "backup": "hard-drive",
    "second": "usb",
    "clock": "clock",
    "computer": "laptop",
    "log": "eye",
    "disposal": "eraser",
}
_VERBS = {
    "backup": tr_mark("Settings"),
    "second": tr_mark("Settings"),
    "log": tr_mark("Review"),
    "disposal": tr_mark("Look"),
}


class CautionsCard(Card):
    """Not there while all is well. `opened(key)`: where something can be done about it."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=6, parent=parent)
        self._list = ListRows(tr("So that nothing is lost"), fit=True, shows_choice=False)
        self._list.opened.connect(self.opened)
        self.add(self._list)

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Show these."""
        self._list.set_rows([_row(each) for each in cautions])
        self.setVisible(bool(cautions))

    def focus(self) -> None:
        """Give the keyboard to the first of them."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(caution: Caution) -> ListRow:
    key, verb = caution.key, tr(_VERBS.get(caution.key, ""))
    return ListRow(key, caution.text, caution.advice, icon=_ICONS[key], tone="warn", verb=verb)
