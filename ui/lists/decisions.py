"""What two people changed at the same time, as a card with a row each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.conflict import Conflict
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.rights import goes

_MOST = 4


class DecisionsCard(Card):
    """The newest, `most` of them, then the others; not there while there is nothing to decide. `opened` carries the conflict."""

    opened = Signal(object)

    def __init__(self, most: int = _MOST, parent: QWidget | None = None) -> None:
        title = tr("To decide")
        super().__init__(title, spacing=4, padding=12, parent=parent)
        goes(self)
        if self.head is not None:
            self.head.setContentsMargins(10, 6, 10, 4)
        self._most = most
        self._conflicts: dict[str, Conflict] = {}
        self._list = ListRows(title, fit=True, shows_choice=False)
        self._list.opened.connect(self._open)
        self.add(self._list)

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these."""
        self._conflicts = {each.id: each for each in conflicts}
        self._list.set_rows([_row(each) for each in conflicts[: self._most]])
        self.set_count(str(len(conflicts)) if conflicts else "")
        self.setVisible(bool(conflicts))

    def focus(self) -> None:
        """Give the keyboard to the first of them."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        if key in self._conflicts:
            self.opened.emit(self._conflicts[key])


def _row(conflict: Conflict) -> ListRow:
    people = ", ".join(dict.fromkeys(each.person for each in conflict.versions))
    first = " · ".join(part for part in (conflict.unit, conflict.record, conflict.name) if part)
    return ListRow(
        conflict.id,
        first,
        f"{tr(conflict.kind.label)} · {people}",
        icon="git-compare-arrows",
        tone="warn",
        verb=tr("Decide"),
    )
