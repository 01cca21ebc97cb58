"""The fields of a deficiency: how serious, what was observed, why it falls short, what is expected by when."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Severity
from inspektor.shapes.judgement import DeficiencyRow
from ui.screens.follow_up.opened import OpenFollowUp
from ui.widgets.choice import Check
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented
from ui.written import Written, WrittenRecord

_TONES = {
    Severity.MINOR: "warn",
    Severity.MODERATE: "warn",
    Severity.SERIOUS: "bad",
    Severity.CRITICAL: "bad",
}
_GRAVE = (Severity.SERIOUS, Severity.CRITICAL)


class DeficiencyForm(QWidget):
    """Every field saves itself."""

    def __init__(self, opened: OpenFollowUp, *, spacing: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        hint = tr("What, when and where. Printed in the protocol if it was said on site.")
        self._description = add(Written("description", tr("What was observed"), lines=2, hint=hint))
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
        self._ivo_reason = add(Written("ivo_reason", tr("The position on IVO, and why"), lines=2))
        self._lay_out(spacing)
        self._severity.chosen.connect(self._set_severity)
        self._deadline.picked.connect(self._set_deadline)
        self._said.clicked.connect(self._set_said)
        self._ivo.chosen.connect(self._set_ivo)

    def _lay_out(self, spacing: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        for widget in (
            self._severity,
            self._description,
            self._why,
            self._expected,
            self._deadline_field,
            self._said,
            self._ivo_field,
            self._ivo_reason,
        ):
            column.addWidget(widget)

    def show_deficiency(self, row: DeficiencyRow) -> None:
        """Show this deficiency."""
        another = row.id != self._record.row_id
        texts = {
            "description": row.description,
            "why": row.why,
            "expected_result": row.expected_result,
            "ivo_reason": row.ivo_reason,
        }
        self._record.show(row.id, texts)
        if another or not self._deadline.hasFocus():
            self._deadline.set_value(row.deadline)
        if another or not self._record.is_putting():
            self._severity.set_current(row.severity.value)
            self._said.setChecked(row.said_on_site)
            self._ivo.set_current("" if row.ivo_considered is None else str(int(row.ivo_considered)))
        grave = row.severity in _GRAVE
        self._ivo_field.setVisible(grave)
        self._ivo_reason.setVisible(grave and row.ivo_considered is not None)

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

    def _set_said(self, said: bool) -> None:
        self._record.put(None, said_on_site=said)

    def _set_ivo(self, key: str) -> None:
        self._record.put(None, ivo_considered=None if key == "" else key == "1")
