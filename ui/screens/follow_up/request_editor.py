"""One document that the unit is asked for: what, for which requirement, by when, and whether it has come."""

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.reviews import RequestRow
from ui.screens.follow_up.document_editor import KINDS
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.buttons import danger, quiet
from ui.widgets.card import Card
from ui.widgets.choice import Check
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.page import ScrollColumn
from ui.widgets.rights import outlasts, reads
from ui.widgets.text import Label
from ui.written import Written, WrittenRecord


class RequestEditor(Card):
    """Without a row a new one is made once its kind is written: `made(request_id)`."""

    made = Signal(str)
    remove_asked = Signal()
    history_asked = Signal()

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._opened, self._operations = opened, opened.operations
        self._being_made = False
        self._record = WrittenRecord(
            self._operations, "document_request", "actions.requests.set_request", self
        )
        self._record.begun.connect(self._make)
        self._kind = self._record.add(Written("kind", tr("What is asked for"), lines=1))
        hint = tr("What exactly, of which time or which persons on the staff. Never a client's name.")
        self._text = self._record.add(Written("text", tr("More about it"), lines=3, hint=hint))
        self._requirement = RequirementChoice()
        self._asked, self._due, self._came = DateField(), DateField(), DateField()
        self._asked_field = Field(tr("Asked for on"), self._asked)
        self._due_field = Field(tr("To be sent in by"), self._due)
        self._came_field = Field(tr("Received on"), self._came)
        self._here = Check(tr("It has been received."))
        self._lay_out()
        opened.template_changed.connect(self._offer)
        self._offer()
        self._requirement.chosen.connect(self._set_requirement)
        self._asked.picked.connect(self._set_asked)
        self._due.picked.connect(self._set_due)
        self._came.picked.connect(self._set_received)
        self._here.clicked.connect(self._tick)
        self.begin_new()

    def _lay_out(self) -> None:
        scroll = ScrollColumn(margin=20, spacing=16)
        scroll.add(self._kind)
        requirement = Field(tr("Requirement"), self._requirement)
        scroll.add(requirement)
        for field, name in (
            (requirement, "requirement"),
            (self._asked_field, "requested_at"),
            (self._due_field, "due"),
            (self._came_field, "received_on"),
        ):
            self._record.marks.add(field, name)
        scroll.add(self._text)
        days = QHBoxLayout()
        days.setSpacing(16)
        for field in (self._asked_field, self._due_field):
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch(1)
            days.addLayout(column, 1)
        scroll.body.addLayout(days)
        scroll.add(self._here)
        scroll.body.addWidget(self._came_field, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.body.addStretch(1)
        self.add(scroll, 1)
        self._hint = Label(tr("Saved as soon as you write."), "secondary", "muted")
        self._history = quiet(tr("History"), "history")
        reads(self._history)
        outlasts(self._came)
        self._remove = danger(tr("Delete the request"))
        self._history.clicked.connect(self.history_asked)
        self._remove.clicked.connect(self.remove_asked)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._hint)
        row.addWidget(self._history)
        row.addStretch(1)
        row.addWidget(self._remove)
        self.set_footer(foot)

    def _offer(self) -> None:
        """Suggest what the template reads, then the usual kinds."""
        template = self._opened.template
        if template is None:
            return
        self._requirement.set_template(template)
        line = self._kind.editor
        if isinstance(line, AutosaveLine) and line.completer() is None:
            kinds = [*(d for r in template.requirements for d in r.documents), *(tr(kind) for kind in KINDS)]
            completer = QCompleter(list(dict.fromkeys(kinds)), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
            completer.activated.connect(line.typing.touched)

    def begin_new(self) -> None:
        """Show an empty form; what was being written is saved first. The day is the one last chosen."""
        due = self._due.value()
        self._record.clear()
        self._requirement.set_current("")
        self._show_days(as_date(clock.now()), due, None)
        self._show_buttons(there=False)

    def begin_with(self, kind: str, requirement: str, text: str) -> None:
        """Ask for this: it is made at once, and one writes on."""
        self.begin_new()
        self._requirement.set_current(requirement)
        self._text.show_text(text)
        self._kind.show_text(kind)
        if kind.strip():
            self._make("kind", kind)

    def show_request(self, row: RequestRow) -> None:
        """Show a request, or what it says now."""
        another = row.id != self._record.row_id
        self._record.show(row.id, {"kind": row.kind, "text": row.text})
        if another or not self._record.is_putting():
            self._requirement.set_current(row.requirement or "")
            asked = as_date(row.requested_at) if row.requested_at is not None else None
            self._show_days(asked, row.due, row.received_on)
        self._show_buttons(there=True)

    def _show_days(self, asked: date | None, due: date | None, came: date | None) -> None:
        for field, day in ((self._asked, asked), (self._due, due), (self._came, came)):
            if not field.hasFocus() or field.value() != day:
                field.set_value(day)
        self._here.setChecked(came is not None)

    def _show_buttons(self, *, there: bool) -> None:
        for part in (self._history, self._remove, self._here):
            part.setVisible(there)
        self._came_field.setVisible(there and self._here.isChecked())
        self._hint.setVisible(not there)

    def request_id(self) -> str:
        """The request that is shown; "" for a new one."""
        return self._record.row_id

    def is_being_made(self) -> bool:
        """Whether the one that is shown is not committed yet."""
        return self._being_made

    def focus_first(self) -> None:
        """Give the keyboard to what is asked for."""
        self._kind.focus()

    def _make(self, _key: str, _text: str) -> None:
        values = self._record.values()
        if not values["kind"].strip():
            self._kind.set_error(tr("Write what is asked for first."))
            return
        request_id = clock.new_id()
        self._record.adopt(request_id)
        self._being_made = True
        self._operations.change(
            "actions.requests.ask_for",
            self._opened.id,
            values["kind"],
            owner=self,
            done=self._was_made,
            failed=self._was_refused,
            request_id=request_id,
            text=values["text"],
            requirement=self._requirement.current() or None,
            requested_at=_moment(self._asked.value()),
            due=self._due.value(),
        )
        self.made.emit(request_id)

    def _was_made(self, changes: ChangeSet) -> None:
        self._being_made = False
        self._kind.saved(changes)

    def _was_refused(self, error: InspektorError) -> None:
        self._being_made = False
        self._record.adopt("")
        self._kind.refused(error)

    def _set_requirement(self, code: str) -> None:
        self._record.put(None, requirement=code or None)

    def _set_asked(self, day: date | None) -> None:
        self._record.put(self._asked_field, requested_at=_moment(day))

    def _set_due(self, day: date | None) -> None:
        self._record.put(self._due_field, due=day)

    def _set_received(self, day: date | None) -> None:
        self._record.put(self._came_field, received_on=day)

    def _tick(self, here: bool) -> None:
        self._record.put(self._came_field, received_on=as_date(clock.now()) if here else None)


def _moment(day: date | None) -> datetime | None:
    """Now if it is today; another day at noon, which is that day in every time zone we live in."""
    if day is None or day == as_date(clock.now()):
        return clock.now() if day is not None else None
    return datetime.combine(day, time(12), tzinfo=clock.local(clock.now()).tzinfo)
