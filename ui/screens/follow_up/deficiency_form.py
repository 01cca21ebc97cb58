"""The fields of a deficiency: how serious, what was observed when and where, why it falls short, what is expected by when."""

from datetime import date, datetime, time

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import clock, formats
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr
from inspektor.shapes.enums import Severity
from inspektor.shapes.judgement import DeficiencyRow
from inspektor.shapes.rules import grave
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.choice import Check
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.versions_mark import VersionsMark
from ui.written import Written, WrittenRecord

_TONES = {
    Severity.MINOR: "warn",
    Severity.MODERATE: "warn",
    Severity.SERIOUS: "bad",
    Severity.CRITICAL: "bad",
}
_NOON = time(12)


class DeficiencyForm(QWidget):
    """Every field saves itself."""

    def __init__(self, opened: OpenFollowUp, *, spacing: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._observed_at: datetime | None = None
        self._record = WrittenRecord(
            opened.operations, "deficiency", "actions.assessments.set_deficiency", self
        )
        add = self._record.add
        self._severity = Segmented(
            [Segment(each.value, tr(each.label), tone) for each, tone in _TONES.items()],
            tr("Severity"),
            small=True,
            stretch=True,
        )
        hint = tr("Printed in the protocol if it was said on site.")
        self._description = add(Written("description", tr("What was observed"), lines=2, hint=hint))
        self._day, self._time = DateField(), TimeField()
        self._day_field = Field(tr("Observed on"), self._day)
        self._time_field = Field(tr("At"), self._time)
        self._place = add(Written("place", tr("Where"), lines=1))
        self._why = add(Written("why", tr("Why it falls short"), lines=2))
        self._expected = add(Written("expected_result", tr("Expected result"), lines=2))
        self._deadline = DateField()
        self._deadline_field = Field(tr("To be remedied by"), self._deadline, beside=True)
        self._said = Check(tr("Said to the provider on site"))
        self._ivo = Segmented(
            [Segment("", tr("Not answered"), "neutral"), Segment("1", tr("Yes")), Segment("0", tr("No"))],
            tr("IVO considered"),
            small=True,
        )
        self._ivo_field = Field(tr("Has a report to IVO been considered?"), self._ivo)
        hint = tr("Date, to whom and why; or why not.")
        self._ivo_reason = add(Written("ivo_reason", tr("The position on IVO, and why"), lines=2, hint=hint))
        self._marks = {"severity": VersionsMark(), "said_on_site": VersionsMark()}
        self._lay_out(spacing)
        self._mark()
        self._connect()

    def _lay_out(self, spacing: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._day_field, 1)
        row.addWidget(self._time_field)
        for widget in (
            self._severity,
            self._marks["severity"],
            self._description,
            when,
            self._place,
            self._why,
            self._expected,
            self._deadline_field,
            self._said,
            self._marks["said_on_site"],
            self._ivo_field,
            self._ivo_reason,
        ):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._severity.chosen.connect(self._set_severity)
        self._deadline.picked.connect(self._set_deadline)
        self._day.picked.connect(self._set_day)
        self._time.picked.connect(self._set_time)
        self._said.clicked.connect(self._set_said)
        self._ivo.chosen.connect(self._set_ivo)

    def _mark(self) -> None:
        fields = {
            "deadline": self._deadline_field,
            "observed_at": self._day_field,
            "ivo_considered": self._ivo_field,
        }
        for name, mark in (self._marks | fields).items():
            also = ("status",) if name == "severity" else ()  # both stand at the head of the page
            self._record.marks.add(mark, name, *also)

    def show_deficiency(self, row: DeficiencyRow) -> None:
        """Show this deficiency."""
        another = row.id != self._record.row_id
        texts = {
            "description": row.description,
            "place": row.place,
            "why": row.why,
            "expected_result": row.expected_result,
            "ivo_reason": row.ivo_reason,
        }
        self._record.show(row.id, texts)
        if another or not self._deadline.hasFocus():
            self._deadline.set_value(row.deadline)
        today = clock.local(clock.now()).date()
        self._deadline_field.set_hint(formats.relative_day(row.deadline, today) if row.deadline else "")
        self._show_observed(row.observed_at, another)
        if another or not self._record.is_putting():
            self._severity.set_current(row.severity.value)
            self._said.setChecked(row.said_on_site)
            self._ivo.set_current("" if row.ivo_considered is None else str(int(row.ivo_considered)))
        self._ivo_field.setVisible(grave(row.severity))
        self._ivo_reason.setVisible(grave(row.severity) and row.ivo_considered is not None)

    def _show_observed(self, at: datetime | None, another: bool) -> None:
        self._observed_at = at
        local = clock.local(at) if at is not None else None
        if another or not self._day.hasFocus():
            self._day.set_value(local.date() if local else None)
        if another or not self._time.hasFocus():
            self._time.set_value(local.time() if local else None)

    def refuse(self, error: InspektorError) -> bool:
        """Say by its field what is missing, and go there; False if it is no field's fault."""
        field = error.field if isinstance(error, RuleBroken) else ""
        wanted = {"description": self._description, "expected_result": self._expected}.get(field)
        if wanted is not None:
            wanted.set_error(str(error))
            wanted.focus()
        return wanted is not None

    def flush(self) -> None:
        """Hand over what is unsaved."""
        self._record.flush()

    def focus_first(self) -> None:
        """Give the keyboard to what was observed."""
        self._description.focus()

    def _set_severity(self, key: str) -> None:
        self._record.put(None, severity=key)

    def _set_deadline(self, day: date | None) -> None:
        self._record.put(self._deadline_field, deadline=day)

    def _set_day(self, day: date | None) -> None:
        at = clock.local(self._observed_at).time() if self._observed_at is not None else _NOON
        self._put_observed(self._day_field, day, at)

    def _set_time(self, at: time | None) -> None:
        """Without a day it was the day of the visit."""
        sheet = self._opened.sheet
        visit = sheet.visit.arrived_at if sheet is not None and sheet.visit is not None else None
        known = self._observed_at or visit or clock.now()
        self._put_observed(self._time_field, clock.local(known).date(), at or _NOON)

    def _put_observed(self, field: Field, day: date | None, at: time) -> None:
        zone = clock.local(clock.now()).tzinfo
        moment = datetime.combine(day, at, zone) if day is not None else None
        self._observed_at = moment  # the clock time may follow before this is read back
        self._record.put(field, observed_at=moment)

    def _set_said(self, said: bool) -> None:
        self._record.put(None, said_on_site=said)

    def _set_ivo(self, key: str) -> None:
        self._record.put(None, ivo_considered=None if key == "" else key == "1")
