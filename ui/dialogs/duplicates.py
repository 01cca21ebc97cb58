"""What may have been entered twice in the register: merged by a button, and divided again by another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr, tr_n
from inspektor.shapes.duplicates import Duplicate, Entry
from ui import theme
from ui.operations import Operations
from ui.widgets.banner import BannerArea
from ui.widgets.buttons import quiet
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import ScrollColumn
from ui.widgets.refresh import Refresher
from ui.widgets.text import Label

_ICONS = {"provider": "briefcase", "unit": "building-2"}
_TABLES = ("provider", "unit", "follow_up")


class DuplicatesDialog(QDialog):
    """Enter does what a row offers. Nothing is lost: what is merged can be divided, and undone."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Inspektor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        room = parent.window().size()
        self.resize(min(theme.px(760), room.width() - 32), min(theme.px(560), room.height() - 32))
        self._operations = operations
        self._found: dict[str, Duplicate] = {}
        self.banners = BannerArea()
        self._head = Label(tr("Possible duplicates"), "card")
        self._none = Label(tr("Nothing seems to have been entered twice."), "secondary", "muted")
        self._list = ListRows(tr("Possible duplicates"), fit=True, shows_choice=False)
        self._merged_head = Label(tr("Merged"), "card")
        self._merged = ListRows(tr("Merged"), fit=True, shows_choice=False)
        self._list.opened.connect(self._merge)
        self._merged.opened.connect(self._divide)
        self._lay_out()
        self._refresher = Refresher(self, operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        column = ScrollColumn(spacing=8)
        line = tr(
            "The one entered first stands for both, and the follow-ups of both are found under it."
            " Both are kept: you can divide them again at any time."
        )
        for part in (self._head, self._none, self._list, self._merged_head, self._merged):
            column.add(part)
        column.body.addStretch(1)
        leave = quiet(tr("Close"))
        leave.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(Label(tr("Entered twice"), "title"))
        whole.addWidget(Label(line, "secondary", "muted", wrap=True))
        whole.addWidget(self.banners)
        whole.addWidget(column, 1)
        whole.addLayout(foot)

    def _read(self) -> None:
        self._operations.ask("queries.duplicates.duplicates", owner=self, done=self._show)
        self._operations.ask("queries.duplicates.merged", owner=self, done=self._show_merged)

    def _show(self, found: Sequence[Duplicate]) -> None:
        self._found = {each.entries[0].id: each for each in found}
        rows = [
            ListRow(
                each.entries[0].id,
                each.entries[0].name,
                " | ".join((_about(each.entries[0]), *map(_said, each.entries[1:]))),
                icon=_ICONS[each.table],
                verb=tr("Merge"),
            )
            for each in found
        ]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_merged(self, found: Sequence[Duplicate]) -> None:
        rows = [
            ListRow(
                f"{each.table} {entry.id}",
                entry.name,
                tr("merged with {name}").format(name=_said(each.entries[0])),
                icon=_ICONS[each.table],
                verb=tr("Divide again"),
            )
            for each in found
            for entry in each.entries[1:]
        ]
        self._merged.set_rows(rows)
        for part in (self._merged, self._merged_head):
            part.setVisible(bool(rows))

    def _merge(self, key: str) -> None:
        found = self._found[key]
        ids = [each.id for each in found.entries]
        self._operations.change("actions.duplicates.merge", found.table, ids, owner=self)

    def _divide(self, key: str) -> None:
        self._operations.change("actions.duplicates.divide", *key.split(" "), owner=self)


def _said(entry: Entry) -> str:
    return f"{entry.name}, {_about(entry)}"


def _about(entry: Entry) -> str:
    n = entry.follow_ups
    follow_ups = tr_n("{n} follow-up", "{n} follow-ups", n).format(n=n)
    return ", ".join(part for part in (entry.about, follow_ups) if part)
