"""What cannot wait (allvarlig risk): written apart from the visit, for its author and the head named.

The one who speaks sees the screen, so the page is as calm as any other. It stands in no outline: F9 goes there, Esc back.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock, formats, i18n
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.risk import RiskDesk, RiskRow, RiskStepRow
from ui import theme
from ui.dialogs.paper_out import PaperOut
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.place_page import PlacePage
from ui.screens.follow_up.risk_form import RiskForm
from ui.screens.follow_up.risk_steps import RiskSteps
from ui.widgets.autosave import Source
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Card
from ui.widgets.keys import bind
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import PageHeader
from ui.widgets.refresh import Refresher
from ui.widgets.rights import reads

NEW = "new"
"""The detail that asks for a new record."""
_LIST = 232


class RiskPage(PlacePage):
    """A record is made at the first letter or the first tick."""

    edits = False

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self._proposed: tuple[RiskStepRow, ...] = ()
        self._source: Source = "read"
        self._being_made = False
        self._shared: set[str] = set()
        self._latest = Latest(self.operations, self, self._show)
        self._header = PageHeader(tr("What cannot wait"))
        self._header.set_facts(tr("In no protocol, report or search. Read by you and the head you name."))
        self._back = secondary(tr("Back"), "arrow-left")
        self._print = IconButton("printer", tr("Print or save the page"), framed=True)
        self._new = secondary(tr("One more"), "plus")
        reads(self._back, self._print)
        self._list = ListRows(tr("What cannot wait"))
        self._list_card = Card(padding=10)
        self._form, self._steps = RiskForm(self.operations), RiskSteps(self.operations)
        self._paper = PaperOut(self.operations, "actions.risks.paper", tr("Secrecy"), self)
        self._lay_out()
        self._connect()
        self._begin_new()
        self._refresher = Refresher(
            self, self.operations.changed, ("risk", "risk_step", "person", "team_member"), self._read
        )

    def _lay_out(self) -> None:
        for button in (self._print, self._new, self._back):
            self._header.add_action(button)
        self._list_card.add(self._list, 1)
        self._list_card.setFixedWidth(theme.px(_LIST))
        self._list_card.setVisible(False)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list_card)
        row.addWidget(self._form, 1)
        row.addWidget(self._steps, 1)
        self.add(self._header)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.opened.back_asked)
        self._new.clicked.connect(self._ask_new)
        self._print.clicked.connect(self._ask_for_paper)
        self._list.chosen.connect(self.show_detail)
        self._form.begun.connect(self._make)
        self._form.remove_asked.connect(self._remove)
        self._steps.asked.connect(self._change_step)
        self._steps.added.connect(self._add_step)
        self.operations.changed.connect(self._hear)
        away, paper = self.opened.back_asked.emit, self._ask_for_paper
        bind(self, ("Esc", away), ("Ctrl+P", paper), reading=True)
        self.operations.ask(
            "queries.risks.proposed_steps", self.opened.id, owner=self, done=self._take_proposed
        )

    def show_detail(self, detail: str) -> None:
        if detail == NEW:
            if self._form.risk_id():
                self._begin_new()
        elif detail and detail != self._form.risk_id():
            self._latest.ask("queries.risks.desk", self.opened.id, detail)

    def focus_first(self) -> None:
        self._form.focus_first()

    # Reading

    def _hear(self, changes: ChangeSet) -> None:
        """Undo and colleagues change ciphertext, which no field can show: it is read again, and then believed."""
        if changes.origin != "local" and (changes.touches("risk") or changes.touches("risk_step")):
            self._source = changes.origin

    def _read(self) -> None:
        self._latest.ask("queries.risks.desk", self.opened.id, self._form.risk_id())

    def _take_proposed(self, texts: tuple[str, ...]) -> None:
        self._proposed = tuple(RiskStepRow(clock.new_id(), text, None, "", "") for text in texts)
        if not self._form.risk_id():
            self._steps.show_steps(self._proposed)

    def _show(self, desk: RiskDesk) -> None:
        source, self._source = self._source, "read"
        self._list.set_rows([_list_row(row) for row in desk.rows])
        self._list_card.setVisible(len(desk.rows) > (desk.sheet is not None))
        self._form.set_heads(desk.heads)
        if desk.sheet is not None:
            self._being_made = False
            self._form.show_sheet(desk.sheet, source)
            self._steps.show_steps(desk.sheet.steps, source, writable=desk.sheet.row.readable)
            self._list.set_current(desk.sheet.row.id)
        elif self._form.risk_id() and not self._being_made:
            self._begin_new()
        self._show_buttons(desk.sheet is not None and desk.sheet.row.readable)
        stale = {row.id for row in desk.rows if row.is_stale}
        if stale - self._shared:
            self._shared |= stale
            self.operations.change("actions.risks.share_anew", owner=self)

    def _show_buttons(self, printable: bool) -> None:
        self._print.setVisible(printable)
        self._new.setVisible(bool(self._form.risk_id()))

    # Writing

    def _ask_new(self) -> None:
        self._begin_new()
        self._form.focus_first()

    def _begin_new(self) -> None:
        self._latest.forget()
        self._form.begin_new()
        self._proposed = tuple(
            RiskStepRow(clock.new_id(), each.text, None, "", "") for each in self._proposed
        )
        self._steps.show_steps(self._proposed)
        self._list.set_current("")
        self._show_buttons(False)

    def _make(self) -> None:
        """Make the record of what is written so far, with the steps in sight."""
        if self._form.risk_id():
            return
        risk_id, values = clock.new_id(), self._form.values()
        self._form.adopt(risk_id)
        self._being_made = True
        self.operations.change(
            "actions.risks.raise_risk",
            self.opened.id,
            owner=self,
            failed=self._was_refused,
            risk_id=risk_id,
            raised_at=self._form.raised_at(),
            steps=[(step.id, step.text) for step in self._proposed],
            said=values["said"],
            by=values["by"],
        )

    def _was_refused(self, error: InspektorError) -> None:
        self._being_made = False
        self._form.adopt("")
        self._form.banners.tell("bad", error.text(), error.advice())

    def _change_step(self, action: str, step_id: str, values: dict[str, Any]) -> None:
        self._make()
        self.operations.change(f"actions.risks.{action}", step_id, owner=self, **values)
        if action == "remove_step":
            self.opened.undoable.emit(tr("Step taken off the list"))

    def _add_step(self, text: str) -> None:
        self._make()
        self.operations.change(
            "actions.risks.add_step",
            self._form.risk_id(),
            text,
            owner=self,
            failed=partial(self._step_refused, text),
        )

    def _step_refused(self, text: str, error: InspektorError) -> None:
        self._steps.put_back(text)
        self._form.banners.tell("bad", error.text(), error.advice())

    def _remove(self) -> None:
        risk_id = self._form.risk_id()
        self._begin_new()
        self.operations.change("actions.risks.remove_risk", risk_id, owner=self)
        self.opened.undoable.emit(tr("Record deleted"))

    # On paper

    def _ask_for_paper(self) -> None:
        if self._print.isVisible():
            words = tr("A saved page is no longer protected: hand it over and delete the file.")
            self._paper.unfold(self._form.risk_id(), words)


def _list_row(row: RiskRow) -> ListRow:
    at = clock.local(row.raised_at)
    when = tr("{day} at {time}").format(
        day=formats.date_short(at.date(), i18n.language()), time=formats.clock_time(row.raised_at)
    )
    state = tr("Still open") if row.is_open else tr("Taken over")
    return ListRow(row.id, when, f"{state} · {row.author}")
