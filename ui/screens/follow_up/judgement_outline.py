"""The requirements as a list: where each stands, who has taken it, what flags itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_c, tr_n
from inspektor.shapes.enums import NoteTag
from inspektor.shapes.judgement import RequirementRow
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, initials
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.rights import reads


class OutlineCard(Card):
    """`opened(code)` on Enter or double click; `own_asked` to add a requirement of one's own."""

    opened = Signal(str)
    own_asked = Signal()
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Requirements"), padding=20, parent=parent)
        own = secondary(tr("Own requirement"), "plus", small=True)
        own.clicked.connect(self.own_asked)
        self.add_action(own)
        self._list = ListRows(tr("Requirements"), chip_width=120, end_width=44)
        self._empty = EmptyState(
            "layout-list", tr("No requirement fits the filter."), tr("Show all requirements")
        )
        reads(self._empty)
        self._empty.acted.connect(self.all_asked)
        self._empty.setVisible(False)
        self.add_rows(self._list, 1)
        self.add(self._empty, 1)
        self._list.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[RequirementRow], template: Template, current: str) -> None:
        """Show these requirements."""
        self._list.set_rows([_row(row, template) for row in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.set_count(str(len(rows)))
        self._list.set_current(current)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        if not self._list.current_key():
            self._list.move(1)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(row: RequirementRow, template: Template) -> ListRow:
    chip = ChipSpec(tr_c("requirement", "Not judged"), "neutral", "circle")
    if row.rating is not None:
        icon, tone = marks.RATING_LOOK[row.rating]
        chip = ChipSpec(template.rating_step(row.rating.value).label, tone, icon)
    sources = tr_n("{n} source", "{n} sources", row.sources).format(n=row.sources)
    parts = [*_flags(row), row.area, sources if row.sources else tr("nothing gathered")]
    end = (initials(row.taken_name), tr("taken")) if row.taken_by is not None else None
    return ListRow(row.code, f"{marks.short(row.code)}  {row.text}", " · ".join(parts), chip=chip, end=end)


def _flags(row: RequirementRow) -> list[str]:
    found = []
    if row.contradicted:
        found.append(tr("contradicted"))
    elif row.single:
        found.append(tr("a single kind of source"))
    found += [tr(tag.label).lower() for tag in (NoteTag.SERIOUS, NoteTag.COME_BACK) if tag in row.tags]
    if row.grounds_missing:
        found.append(tr("grounds missing"))
    return found
