"""The visit: its day, when one came and left, and the circumstances."""

from datetime import date, datetime, time

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.views import FollowUpSheet, VisitRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.card import Card
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.field import Field
from ui.written import Written, WrittenRecord


class VisitCard(Card):
    """Times are set by the buttons of the page and can be mended here."""

    def __init__(self, opened: OpenFollowUp, planned: WrittenRecord, parent: QWidget | None = None) -> None:
        """`planned` is the record of the follow-up, which has the day while nobody has come."""
        super().__init__(tr("The visit"), parent=parent)
        self._opened = opened
        self._visit: VisitRow | None = None
        self._record = WrittenRecord(opened.operations, "visit", "actions.follow_ups.set_visit", self)
        self._day, self._came, self._left = DateField(), TimeField(), TimeField()
        self._day_field = Field(tr("Day of the visit"), self._day)
        self._came_field = Field(tr("Arrival"), self._came)
        self._left_field = Field(tr("Departure"), self._left)
        planned.marks.add(self._day_field, "planned_on")
        self._record.marks.add(self._came_field, "arrived_at")
        self._record.marks.add(self._left_field, "departed_at")
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in (self._day_field, self._came_field, self._left_field):
            row.addWidget(field)
        row.addStretch(1)
        self.body.addLayout(row)
        hint = tr("For example: door open, manager absent, whom one spoke to first.")
        self._circumstances = self._record.add(
            Written("circumstances", tr("Circumstances"), lines=2, hint=hint)
        )
        self.add(self._circumstances)
        self._day.picked.connect(self._set_day)
        self._came.picked.connect(self._set_arrival)
        self._left.picked.connect(self._set_departure)

    def show_visit(self, sheet: FollowUpSheet) -> None:
        """Show the follow-up's visit."""
        self._visit = visit = sheet.visit
        arrived = visit.arrived_at if visit else None
        departed = visit.departed_at if visit else None
        day = clock.local(arrived).date() if arrived else sheet.planned_on
        for field, value in ((self._came, arrived), (self._left, departed)):
            if not field.hasFocus():
                field.set_value(clock.local(value).time() if value else None)
        if not self._day.hasFocus():
            self._day.set_value(day)
        self._circumstances.setVisible(visit is not None)
        if visit is not None:
            self._record.show(visit.id, {"circumstances": visit.circumstances})

    def focus_first(self) -> None:
        """Give the keyboard to the first field that is empty, else to the circumstances."""
        if self._visit is None or self._visit.arrived_at is None:
            self._came_field.focus()
        else:
            self._circumstances.focus()

    def focus_arrival(self) -> None:
        """Give the keyboard to the time of arrival."""
        self._came_field.focus()

    def focus_departure(self) -> None:
        """Give the keyboard to the time of departure."""
        self._left_field.focus()

    def arrive_now(self) -> None:
        """The visit begins."""
        self._arrive(None)

    def depart_now(self) -> None:
        """The visit ends."""
        self._depart(None)

    def _arrive(self, at: datetime | None) -> None:
        self._opened.operations.change(
            "actions.follow_ups.arrive", self._opened.id, at, owner=self, failed=self._refuse_arrival
        )

    def _depart(self, at: datetime | None) -> None:
        self._opened.operations.change(
            "actions.follow_ups.depart", self._opened.id, at, owner=self, failed=self._refuse_departure
        )

    def _refuse_arrival(self, error: InspektorError) -> None:
        self._came_field.set_error(str(error))

    def _refuse_departure(self, error: InspektorError) -> None:
        self._left_field.set_error(str(error))

    def _set_arrival(self, at: time | None) -> None:
        if at is not None:
            self._arrive(self._moment(at))
        elif self._visit is not None:
            self._put(arrived_at=None)

    def _set_departure(self, at: time | None) -> None:
        if at is not None:
            self._depart(self._moment(at))
        elif self._visit is not None:
            self._put(departed_at=None)

    def _set_day(self, day: date | None) -> None:
        """Move both times to another day; without times it is the planned day."""
        if day is None or self._visit is None or self._visit.arrived_at is None:
            self._opened.operations.change(
                "actions.follow_ups.set_fields", self._opened.id, owner=self, planned_on=day
            )
            return
        moved = {
            name: clock.on_day(day, clock.local(moment).time())
            for name, moment in (
                ("arrived_at", self._visit.arrived_at),
                ("departed_at", self._visit.departed_at),
            )
            if moment is not None
        }
        self._put(**moved)

    def _put(self, **values: datetime | None) -> None:
        self._record.put(self._came_field, **values)

    def _moment(self, at: time) -> datetime:
        return clock.on_day(self._day.value() or clock.local(clock.now()).date(), at)
