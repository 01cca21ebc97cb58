"""What is asked about several times: rooms, plans. The items at the left, one item's questions at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_c, tr_n
from inspektor.shapes.answers import ItemRow
from inspektor.shapes.questions import Repeat, RepeatPlace, shown
from inspektor.shapes.template import Template
from ui import theme
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.repeat_item import RepeatItem
from ui.screens.follow_up.repeat_work import RepeatWork
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.keys import ITSELF, bind
from ui.widgets.list_rows import ChipSpec, ListRow, ListRows
from ui.widgets.page import NARROW
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads
from ui.widgets.segmented import Segment, Segmented

ALL, LEFT = "all", "left"
_TABLES = ("item", "answer")


def repeats_at(template: Template | None, place: RepeatPlace) -> tuple[Repeat, ...]:
    """What the template asks about several times on a page."""
    return tuple(each for each in template.repeats if each.place is place) if template is not None else ()


class RepeatsPanel(QWidget):
    """One repeat, gone through by keys. `counted(code, items, missing)` tells how far one has come.

    Enter and digits answer and go on; Ctrl+Enter goes to the next item; Del removes in the list.
    """

    counted = Signal(str, int, int)

    def __init__(self, opened: OpenFollowUp, repeat: Repeat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._repeat = opened, repeat
        self._items: tuple[ItemRow, ...] = ()
        self._wanted = ""
        self._known = self._focus_wanted = False
        self._latest = Latest(opened.operations, self, self._show)
        self._work = RepeatWork(opened, repeat, self)
        self._which = Segmented(
            [Segment(ALL, tr("All")), Segment(LEFT, tr_c("items", "Not done"))], tr("Show")
        )
        reads(self._which)
        self._list = ListRows(repeat.name)
        self._empty = EmptyState("list-plus", tr("{name} will stand here.").format(name=repeat.name))
        self._nothing_left = EmptyState("check", tr("Everything here is answered."))
        self._detail = RepeatItem(opened, repeat)
        self._lay_out()
        self._connect()
        self._refresher = Refresher(self, opened.operations.changed, _TABLES, self._read)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 6, 0)
        head.addWidget(self._which)
        head.addStretch(1)
        self._card = Card(padding=10)
        self._card.body.addLayout(head)
        for each in (self._list, self._empty, self._nothing_left):
            self._card.add(each, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._card)
        row.addWidget(self._detail, 1)
        self._empty.setVisible(False)
        self._nothing_left.setVisible(False)
        self._detail.setVisible(False)

    def _connect(self) -> None:
        self._which.chosen.connect(self._narrow)
        self._list.chosen.connect(self._go_to)
        self._list.opened.connect(self._answer)
        self._detail.answered.connect(self._work.answer)
        self._detail.renamed.connect(self._work.rename)
        self._work.added.connect(self.go_to)
        self._work.removed.connect(self._removed)
        self._work.refused.connect(self._refused)
        self._detail.remove_asked.connect(self._remove)
        self._detail.stepped.connect(self._step)
        go_on = partial(self._step, 1)
        bind(self, ("Ctrl+Return", go_on), ("Ctrl+Enter", go_on), reading=True)
        bind(self._list, ("Del", self._remove), where=ITSELF)

    # What it shows

    def set_list_width(self, width: int) -> None:
        """How wide the list of items is."""
        self._card.setFixedWidth(width)

    def go_to(self, item_id: str) -> None:
        """Show an item, as soon as it is known."""
        self._wanted = item_id
        self._refresher.now()

    def focus_first(self) -> bool:
        """Give the keyboard to where one begins, as soon as that is known; False if nothing is there."""
        self._focus_wanted = not self._known
        if self._detail.isVisible():
            self._detail.focus_first()
        elif self._items:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._items)

    def _read(self) -> None:
        self._latest.ask("queries.answers.items", self._opened.id, self._repeat.code)

    def _show(self, items: tuple[ItemRow, ...]) -> None:
        self._items, self._known = items, True
        known = {item.id for item in items}
        wanted = self._wanted if self._wanted in known else self._detail.item_id()
        self._wanted = ""
        self._fill(wanted)
        missing = sum(bool(item.missing(self._repeat.questions)) for item in items)
        self.counted.emit(self._repeat.code, len(items), missing)
        self._detail.show_sums(items)
        if self._focus_wanted and items:
            self.focus_first()
        self._focus_wanted = False

    def _fill(self, wanted: str) -> None:
        """Lay the list; the item in sight stays in it although it is answered by now."""
        rows = [item for item in self._items if item.id == wanted or self._in_list(item)]
        self._list.set_rows([_list_row(self._repeat, item) for item in rows])
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not self._items)
        self._nothing_left.setVisible(bool(self._items) and not rows)
        self._which.setVisible(bool(self._items))
        there = next((item for item in rows if item.id == wanted), rows[0] if rows else None)
        self._detail.setVisible(there is not None)
        if there is not None:
            self._show_item(there)

    def _in_list(self, item: ItemRow) -> bool:
        return self._which.current() == ALL or bool(item.missing(self._repeat.questions))

    def _show_item(self, item: ItemRow) -> None:
        waiting = self._work.waiting(item.id)
        number = next(n for n, each in enumerate(self._items, start=1) if each.id == item.id)
        self._detail.show_item(item, number, len(self._items), waiting)
        self._list.set_current(item.id)

    def _item(self, item_id: str) -> ItemRow | None:
        return next((item for item in self._items if item.id == item_id), None)

    def _go_to(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is not None:
            self._show_item(item)

    def _answer(self, item_id: str) -> None:
        self._go_to(item_id)
        self._detail.focus_first()

    def _narrow(self, _: str) -> None:
        self._detail.flush()
        self._fill("" if self._which.current() == LEFT else self._detail.item_id())

    def _step(self, step: int) -> None:
        """To the item after or before, as the list shows them."""
        self._detail.flush()
        ids = [row.key for row in self._list.all_rows()]
        here = self._detail.item_id()
        place = ids.index(here) + step if here in ids else 0
        if not 0 <= place < len(ids):
            self._detail.focus_next_button()
            return
        self._answer(ids[place])

    # What happens in it

    def begin_new(self) -> None:
        """Ask how many are to be added."""
        self._work.add(self._items)

    def _remove(self) -> None:
        item = self._item(self._detail.item_id())
        if item is not None:
            self._work.remove(item)

    def _removed(self, item_id: str) -> None:
        """Go to the one below, else above."""
        ids = [row.key for row in self._list.all_rows()]
        place = ids.index(item_id) if item_id in ids else 0
        beside = ids[place + 1 :][:1] or ids[:place][-1:]
        self._wanted = beside[0] if beside else ""

    def _refused(self, item_id: str, code: str, why: str) -> None:
        if item_id == self._detail.item_id():
            self._detail.refuse(code, why)
        else:
            self._opened.operations.troubled.emit(RuleBroken(code, why))


def _list_row(repeat: Repeat, item: ItemRow) -> ListRow:
    missing = item.missing(repeat.questions)
    given = [
        shown(each.answer, item.answers[each.code].value)
        for each in repeat.questions
        if each.answer is not None and each.code in item.answers
    ]
    chip = None if missing else ChipSpec(tr("Done"), "ok", "check")
    left = tr_n("{n} left", "{n} left", missing).format(n=missing) if missing and given else ""
    words = " · ".join(part for part in (*given, left) if part)
    return ListRow(item.id, item.label, words or tr("Nothing answered yet"), chip=chip)


def list_width(page: int) -> int:
    """How wide the list of items is on a page of that width."""
    return min(theme.px(320 if page < NARROW else 380), page * 2 // 5)
