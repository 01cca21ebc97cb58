"""The assignment: what kind of follow-up it is, its number, and why it is made."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.enums import Form, Mode, Notice
from inspektor.shapes.views import FollowUpSheet
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.written import Written, WrittenRecord


class AssignmentCard(Card):
    """Texts and choices of the follow-up, kept by the record of the page."""

    def __init__(self, record: WrittenRecord, parent: QWidget | None = None) -> None:
        super().__init__(tr("Assignment"), parent=parent)
        self._record = record
        self._choices = {
            "form": (tr("Form"), Choice(tr("Form"), [(each.value, tr(each.label)) for each in Form])),
            "notice": (tr("Notice"), Choice(tr("Notice"), [(each.value, tr(each.label)) for each in Notice])),
            "mode": (tr("How"), Choice(tr("How"), [(each.value, tr(each.label)) for each in Mode])),
        }
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._fields: dict[str, Field] = {}
        for name, (label, choice) in self._choices.items():
            choice.setMinimumWidth(0)
            self._fields[name] = Field(label, choice)
            record.marks.add(self._fields[name], name)
            self._row.addWidget(self._fields[name], 2 if name == "form" else 1)
        self.body.addLayout(self._row)
        self._choices["form"][1].chosen.connect(self._set_form)
        self._choices["notice"][1].chosen.connect(self._set_notice)
        self._choices["mode"][1].chosen.connect(self._set_mode)
        self.number = record.add(Written("registry_number", tr("Registry number"), lines=1))
        self.add(self.number)
        self.add(record.add(Written("purpose", tr("Purpose"), lines=2)))
        self.add(record.add(Written("trigger", tr("What gave rise to the follow-up"), lines=2)))

    def show_assignment(self, sheet: FollowUpSheet) -> None:
        """Show what was chosen."""
        if self._record.is_putting():
            return
        for name, value in (("form", sheet.form), ("notice", sheet.notice), ("mode", sheet.mode)):
            self._choices[name][1].set_current(value.value)

    def stack(self, stacked: bool) -> None:
        """Put the choices below each other where there is little room."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)

    def _set_form(self, key: str) -> None:
        self._record.put(self._fields["form"], form=key)

    def _set_notice(self, key: str) -> None:
        self._record.put(self._fields["notice"], notice=key)

    def _set_mode(self, key: str) -> None:
        self._record.put(self._fields["mode"], mode=key)
