"""Who is in the group no more."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.membership import FormerMember
from ui.dialogs.let_back import LetBackDialog
from ui.operations import Operations
from ui.widgets.card import Card
from ui.widgets.list_rows import ListRow, ListRows


class FormerCard(Card):
    """Not there while there is nobody. `changed` when an administrator has let one in again."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        title = tr("Former members")
        super().__init__(title, spacing=4, padding=12, parent=parent)
        self._operations = operations
        self._by_device: dict[str, FormerMember] = {}
        self._administrator = False
        if self.head is not None:
            self.head.setContentsMargins(10, 6, 10, 4)
        self._list = ListRows(title, fit=True, shows_choice=False)
        self._list.opened.connect(self._open)
        self.add(self._list)
        self.setVisible(False)

    def show_former(self, found: Sequence[FormerMember], administrator: bool) -> None:
        """Show them; an administrator may let them in again."""
        self._by_device, self._administrator = {each.device_id: each for each in found}, administrator
        self._list.set_rows([_row(each, administrator) for each in found])
        self.setVisible(bool(found))

    def _open(self, key: str) -> None:
        if self._administrator:
            dialog = LetBackDialog(self._operations, self._by_device[key], self)
            dialog.changed.connect(self.changed)
            dialog.unfold()


def _row(each: FormerMember, administrator: bool) -> ListRow:
    day = formats.date_short(datetime.fromtimestamp(each.until / 1000, UTC), i18n.language())
    how = tr("left {day}") if each.left else tr("taken out {day}")
    second = " · ".join(part for part in (each.device, how.format(day=day)) if part)
    verb = tr("Let in again") if administrator else ""
    return ListRow(each.device_id, each.name, second, icon="laptop", verb=verb)
