"""Documents to ask the unit for: proposed from what the requirements say is to be read, ticked on until one says no."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Notice
from inspektor.shapes.reviews import RequestRow
from inspektor.shapes.template import Template
from inspektor.shapes.views import FollowUpSheet
from ui import theme
from ui.screens.follow_up import marks, places
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.buttons import link, primary
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.question_list import AreaRow
from ui.widgets.text import Label
from ui.widgets.tick_list import TickList, TickRow

Wish = tuple[str, str | None]
"""A kind of document and the requirement it is for."""
_HIGH, _BEFORE, _OTHERWISE = 340, 7, 14


class WishesCard(Card):
    """`changed` when what is ticked, or the day, is another."""

    changed = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Documents to ask for"), parent=parent)
        self._opened = opened
        self._wishes: dict[str, Wish] = {}
        self._ticked: set[str] | None = None
        self._asked: set[Wish] = set()
        every, none = link(tr("Choose all")), link(tr("Choose none"))
        every.clicked.connect(self._tick_all)
        none.clicked.connect(self._tick_none)
        self._links = (every, none)
        for part in self._links:
            self.add_action(part)
        self._list = TickList(tr("Documents to ask for"))
        self._list.turned.connect(self._turn)
        self._nothing = Label("", "body", "muted", wrap=True)
        self._due = DateField(_first_day(opened.sheet))
        self._due_field = Field(tr("To be sent in by"), self._due)
        self._due.picked.connect(self._tell)
        self._ask = primary(tr("Ask for a document"), "inbox")
        self._ask.clicked.connect(self._ask_for_them)
        other = link(tr("Ask for something else"), "plus")
        other.clicked.connect(self._go_to_documents)
        self.add_rows(self._list)
        self.add_inset(self._nothing)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._due_field)
        foot.addStretch(1)
        bottom = Qt.AlignmentFlag.AlignBottom
        foot.addWidget(other, 0, bottom)
        foot.addWidget(self._ask, 0, bottom)
        self.add_inset(foot)

    def show_wishes(self, template: Template, requests: Sequence[RequestRow]) -> None:
        """Propose what the requirements read and nobody has asked for yet."""
        self._asked = {(row.kind, row.requirement) for row in requests}
        rows: list[AreaRow | TickRow] = []
        self._wishes = {}
        for area in template.areas:
            wishes = [(kind, r.code) for r in area.requirements for kind in dict.fromkeys(r.documents)]
            left = [wish for wish in wishes if wish not in self._asked]
            for wish in left:
                self._wishes[_key(wish)] = wish
        if self._ticked is None:  # once something has been asked for, the rest was left out on purpose
            self._ticked = set() if requests else set(self._wishes)
        for area in template.areas:
            codes = {r.code for r in area.requirements}
            own = [(key, wish) for key, wish in self._wishes.items() if wish[1] in codes]
            if own:
                rows.append(AreaRow(area.name))
            rows += [
                TickRow(key, kind, key in self._ticked, marks.short(code or "")) for key, (kind, code) in own
            ]
        self._list.set_rows(rows)
        self._draw()

    def _draw(self) -> None:
        n = len(self.ticked())
        self.set_count(tr("{n} of {total}").format(n=n, total=len(self._wishes)) if self._wishes else "")
        self._list.setVisible(bool(self._wishes))
        self._list.setFixedHeight(min(self._list.content_height() + 2, theme.px(_HIGH)))
        for part in self._links:
            part.setVisible(bool(self._wishes))
        self._nothing.setVisible(not self._wishes)
        self._nothing.setText(
            tr("Everything the requirements read is asked for.")
            if self._asked
            else tr("The requirements name no documents. Ask for something else, one document at a time.")
        )
        self._ask.setText(tr_n("Ask for {n} document", "Ask for {n} documents", n).format(n=n))
        self._ask.setEnabled(n > 0)

    def ticked(self) -> list[Wish]:
        """What is to be asked for, in the order of the requirements."""
        ticked = self._ticked or set()
        return [wish for key, wish in self._wishes.items() if key in ticked]

    def due(self) -> date | None:
        """The day it is to be here."""
        return self._due.value()

    def _turn(self, key: str) -> None:
        self._set_ticked((self._ticked or set()) ^ {key})

    def _tick_all(self) -> None:
        self._set_ticked(set(self._wishes))

    def _tick_none(self) -> None:
        self._set_ticked(set())

    def _set_ticked(self, keys: set[str]) -> None:
        self._ticked = keys
        rows = [
            TickRow(row.key, row.text, row.key in keys, row.number) if isinstance(row, TickRow) else row
            for row in self._list.all_rows()
        ]
        self._list.set_rows(rows)
        self._draw()
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()

    def _ask_for_them(self) -> None:
        wanted = self.ticked()
        self._opened.operations.change(
            "actions.requests.ask_for_all", self._opened.id, wanted, owner=self, due=self._due.value()
        )
        n = len(wanted)
        self._opened.undoable.emit(tr_n("{n} document asked for", "{n} documents asked for", n).format(n=n))

    def _go_to_documents(self) -> None:
        self._opened.go_asked.emit(places.DOCUMENTS, "requests")


def _key(wish: Wish) -> str:
    return f"{wish[1] or ''} {wish[0]}"


def _first_day(sheet: FollowUpSheet | None) -> date:
    """A week before the visit if there is time; a day that says nothing of it if nobody is to know."""
    today = as_date(clock.now())
    visit = sheet.planned_on if sheet is not None and sheet.notice is not Notice.UNANNOUNCED else None
    if visit is not None and visit - timedelta(days=_BEFORE) > today:
        return visit - timedelta(days=_BEFORE)
    return today + timedelta(days=_OTHERWISE)
