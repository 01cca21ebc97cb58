"""What computers wrote after they had been taken out of the group, for an administrator to look at."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.membership import SetAside
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRow, ListRows


class SetAsideCard(Card):
    """Not there while there is nothing. `let_in` carries the computer."""

    let_in = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        title = tr("Written after leaving the group")
        super().__init__(title, spacing=4, padding=12, parent=parent)
        if self.head is not None:
            self.head.setContentsMargins(10, 6, 10, 4)
        self._list = ListRows(title, fit=True, shows_choice=False)
        self._list.opened.connect(self.let_in)
        self.add(self._list)

    def show_set_aside(self, found: Sequence[SetAside], administrator: bool) -> None:
        """Show it; an administrator may let it in."""
        self._list.set_rows([_row(each, administrator) for each in found])
        self.setVisible(bool(found))


def _row(each: SetAside, administrator: bool) -> ListRow:
    changes = tr_n(
        "{n} change that nobody has taken in", "{n} changes that nobody has taken in", each.changes
    )
    last = tr("the last {day}").format(day=formats.date_short(each.last, i18n.language()))
    verb = tr("Take in") if administrator else ""
    second = f"{changes.format(n=each.changes)} · {last}"
    return ListRow(each.device_id, each.name, second, icon="laptop", tone="warn", verb=verb)
