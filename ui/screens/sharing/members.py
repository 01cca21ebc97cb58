"""Who is in the group: each with role, computer, and who let them in."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr
from inspektor.shapes.membership import GroupRole, Member
from ui import theme
from ui.dialogs.group_words import GroupWordsDialog
from ui.dialogs.member import MemberDialog
from ui.operations import Operations
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows

_TWO_ROWS = 132


class MembersCard(Card):
    """`changed` when somebody's place in the group was."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(tr("Members"), spacing=4, padding=12, parent=parent)
        self._operations = operations
        self._by_device: dict[str, Member] = {}
        self._by_words = link(tr("Become administrator with the group's recovery words"))
        self._by_words.clicked.connect(self.ask_for_words)
        if self.head is not None:
            self.head.setContentsMargins(10, 6, 10, 4)
            self.head.addWidget(self._by_words)
        self._list = ListRows(tr("Members"), shows_choice=False)
        self._list.setMinimumHeight(theme.px(_TWO_ROWS))
        self._list.opened.connect(self._open)
        self.add(self._list, 1)

    def is_administrator(self) -> bool:
        """Whether this computer may change others."""
        return any(each.is_self and each.role is GroupRole.ADMINISTRATOR for each in self._by_device.values())

    def show_members(self, members: Sequence[Member]) -> None:
        """Show who is in."""
        self._by_device = {each.device_id: each for each in members}
        self._list.set_rows([self._row(each) for each in members])
        self.set_count(str(len(members)))
        self._by_words.setVisible(not self.is_administrator())

    def _row(self, each: Member) -> ListRow:
        since = formats.date_short(datetime.fromtimestamp(each.since / 1000, UTC), i18n.language())
        parts = [each.title, each.device, tr("since {day}").format(day=since)]
        if each.approved_by:
            parts.append(tr("let in by {name}").format(name=each.approved_by))
        return ListRow(
            each.device_id,
            tr("{name} (you)").format(name=each.name) if each.is_self else each.name,
            " · ".join(part for part in parts if part),
            icon="laptop",
            chip=ChipSpec(tr(each.role.label)),
            verb=tr("Change") if self.is_administrator() or each.is_self else "",
        )

    def _open(self, key: str) -> None:
        member = self._by_device.get(key)
        if member is not None and (self.is_administrator() or member.is_self):
            dialog = MemberDialog(self._operations, member, self.is_administrator(), self)
            dialog.changed.connect(self.changed)
            dialog.unfold()

    def ask_for_words(self) -> None:
        """Ask for the printed words that make this computer an administrator."""
        dialog = GroupWordsDialog(self._operations, self)
        dialog.changed.connect(self.changed)
        dialog.unfold()
