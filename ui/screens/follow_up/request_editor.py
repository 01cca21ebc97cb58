"""One document that the unit is asked for: what, for which requirement, by when, and whether it has come."""

from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.reviews import RequestRow
from ui.screens.follow_up.document_editor import KINDS
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.record_editor import RecordEditor, suggest
from ui.widgets.choice import Check
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.rights import outlasts
from ui.written import Written


class RequestEditor(RecordEditor):
    """A new one is made once its kind is written."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        remove = tr("Delete the request")
        super().__init__(opened, "document_request", "actions.requests.set_request", remove, parent)
        self._record.begun.connect(self._begin)
        self._kind = self._record.add(Written("kind", tr("What is asked for"), lines=1))
        hint = tr("What exactly, of which time or which persons on the staff. Never a client's name.")
        self._text = self._record.add(Written("text", tr("More about it"), lines=3, hint=hint))
        self._asked, self._due, self._came = DateField(), DateField(), DateField()
        self._asked_field = Field(tr("Asked for on"), self._asked)
        self._due_field = Field(tr("To be sent in by"), self._due)
        self._came_field = Field(tr("Received on"), self._came)
        self._here = Check(tr("It has been received."))
        self._lay_out()
        self._offer()
        self._asked.picked.connect(self._set_asked)
        self._due.picked.connect(self._set_due)
        self._came.picked.connect(self._set_received)
        self._here.clicked.connect(self._tick)
        self.begin_new()

    def _lay_out(self) -> None:
        column = self._column
        column.add(self._kind)
        requirement = Field(tr("Requirement"), self._requirement)
        column.add(requirement)
        for field, name in (
            (requirement, "requirement"),
            (self._asked_field, "requested_at"),
            (self._due_field, "due"),
            (self._came_field, "received_on"),
        ):
            self._record.marks.add(field, name)
        column.add(self._text)
        days = QHBoxLayout()
        days.setSpacing(16)
        for field in (self._asked_field, self._due_field):
            day = QVBoxLayout()
            day.addWidget(field)
            day.addStretch(1)
            days.addLayout(day, 1)
        column.body.addLayout(days)
        column.add(self._here)
        column.body.addWidget(self._came_field, 0, Qt.AlignmentFlag.AlignLeft)
        column.body.addStretch(1)
        outlasts(self._came)

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
            self._begin("kind", kind)

    def show_row(self, row: RequestRow) -> None:
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
        self._foot.show_there(there)
        self._here.setVisible(there)
        self._came_field.setVisible(there and self._here.isChecked())

    def _first(self) -> Written:
        return self._kind

    def _offer(self) -> None:
        """Suggest what the template reads, then the usual kinds."""
        super()._offer()
        template = self._opened.template
        if template is not None:
            suggest(self._kind, (*(d for r in template.requirements for d in r.documents), *map(tr, KINDS)))

    def _begin(self, _key: str, _text: str) -> None:
        values = self._record.values()
        if not values["kind"].strip():
            self._kind.set_error(tr("Write what is asked for first."))
            return
        request_id = clock.new_id()
        self._make(
            request_id,
            "actions.requests.ask_for",
            values["kind"],
            request_id=request_id,
            text=values["text"],
            requirement=self._requirement.current() or None,
            requested_at=_moment(self._asked.value()),
            due=self._due.value(),
        )

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
