"""An interview's respondent: role, label without a name, how one talks, consent, who helps, and what is said first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import clock
from inspektor.formats import as_date
from inspektor.i18n import tr
from inspektor.shapes.enums import Channel, Consent, InterviewStatus, Role
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.template import Template
from ui.dialogs.frame import FormDialog
from ui.widgets.card import Card
from ui.widgets.choice import Check, Choice
from ui.widgets.date_field import TimeField
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.written import personal_number_warning

_CONSENTS = (Consent.NOT_ASKED, Consent.GIVEN, Consent.DECLINED)
_TONES = {Consent.GIVEN: "ok", Consent.DECLINED: "warn", Consent.NOT_ASKED: "neutral"}


@dataclass(frozen=True, slots=True)
class InterviewAnswers:
    """What the dialog was told: role and consent, and the other fields by their names."""

    role: Role
    consent: Consent
    fields: dict[str, Any]


class InterviewDialog(FormDialog):
    """`answered(InterviewAnswers)`; whoever opened it closes it when that is done. With an interview it mends that one."""

    answered = Signal(object)

    def __init__(
        self,
        template: Template,
        interview: InterviewRow | None = None,
        parent: QWidget | None = None,
        *,
        day: date | None = None,
    ) -> None:
        """`day` is when a planned one is to be held; today unless given."""
        new = interview is None
        super().__init__(
            tr("New interview") if new else tr("The interview"),
            tr("Say who it is without a name. Declining is a valid answer."),
            tr("Start the interview") if new else tr("Save"),
            icon="message-square" if new else "check",
            width=640,
            parent=parent,
        )
        self._template = template
        self._role = Choice(tr("Role"), [(role.value, role_words(template, role)) for role in Role])
        self._label = IconLine()
        self._label.setPlaceholderText(tr("For example staff B, evening and night"))
        channels = [Segment(each.value, tr(each.label)) for each in Channel]
        consents = [Segment(each.value, tr(each.label), _TONES[each]) for each in _CONSENTS]
        self._channel = Segmented(channels, tr("How you talk"))
        self._consent = Segmented(consents, tr("Consent"))
        self._interpreter = Check(tr("Interpreter takes part"))
        self._support = Check(tr("Support person takes part"))
        self._child = Check(tr("The respondent is a child"))
        self._day, self._time = day or as_date(clock.now()), TimeField()
        self._language = IconLine()
        self._language.setPlaceholderText(tr("For example Somali, by telephone"))
        self._intro = Label("", "note", wrap=True)
        self._read = Check(tr("The introduction has been read aloud"))
        self._lay_out()
        self._label.textEdited.connect(self._look_at_label)
        self._role.chosen.connect(self._show_intro)
        self._interpreter.toggled.connect(self._show_language)
        self._fill(interview)
        self._role.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._role.setMinimumContentsLength(18)
        self._label_field = self.add_field("label", Field(tr("Label"), self._label))
        self.add_row(self.add_field("role", Field(tr("Role"), self._role)), self._label_field)
        self._consent_field = Field(tr("Consent"), self._consent)
        self._time_field = self.add_field("planned_at", Field(tr("Planned for"), self._time, optional=True))
        self.body.addWidget(self._time_field)
        self.body.addWidget(self._consent_field)
        self.body.addWidget(Field(tr("How you talk"), self._channel))
        checks = QHBoxLayout()
        checks.setSpacing(16)
        for check in (self._interpreter, self._support, self._child):
            checks.addWidget(check)
        checks.addStretch(1)
        self.body.addLayout(checks)
        self._language_field = self.add_field("language", Field(tr("Language"), self._language))
        self.body.addWidget(self._language_field)
        self._aloud = Card(look="sunk", padding=16, spacing=6)
        self._aloud.add(Label(tr("To read aloud"), "head", "muted"))
        self._aloud.add(self._intro)
        self._aloud.add(self._read)
        self.body.addWidget(self._aloud)

    def _fill(self, interview: InterviewRow | None) -> None:
        role = interview.role if interview else Role.MANAGEMENT
        self._role.set_current(role.value)
        self._consent.set_current((interview.consent if interview else Consent.NOT_ASKED).value)
        self._channel.set_current((interview.channel if interview else Channel.ON_SITE).value)
        if interview is not None:
            self._label.setText(interview.label)
            self._language.setText(interview.language)
            self._interpreter.setChecked(interview.interpreter)
            self._support.setChecked(interview.support_person)
            self._child.setChecked(interview.child)
            self._read.setChecked(interview.intro_read)
            self._role.setEnabled(interview.notes == 0)
            if interview.planned_at is not None:
                at = clock.local(interview.planned_at)
                self._day = at.date()
                self._time.set_value(at.time())
        self._planned = interview is not None and interview.status is InterviewStatus.PLANNED
        for part in (self._consent_field, self._aloud):
            part.setVisible(not self._planned)
        self._time_field.setVisible(self._planned)
        self._show_language()
        self._show_intro()

    def _show_intro(self) -> None:
        words = self._template.intro(self._role.current())
        self._intro.setText(words)
        self._aloud.setVisible(bool(words) and not self._planned)

    def _show_language(self) -> None:
        self._language_field.setVisible(self._interpreter.isChecked())
        if self.isVisible():
            self.fit()

    def _look_at_label(self, text: str) -> None:
        self._label_field.set_hint(personal_number_warning(text))

    def submit(self) -> None:
        """Tell what was answered."""
        self._time.settle()
        if self._time_field.error():
            self._time_field.focus()
            return
        self.set_busy(True)
        role = next(role for role in Role if role.value == self._role.current())
        consent = next(each for each in Consent if each.value == self._consent.current())
        fields = {
            "label": self._label.text(),
            "channel": next(each for each in Channel if each.value == self._channel.current()),
            "interpreter": self._interpreter.isChecked(),
            "language": self._language.text() if self._interpreter.isChecked() else "",
            "support_person": self._support.isChecked(),
            "child": self._child.isChecked(),
            "intro_read": self._read.isChecked(),
        }
        if self._planned:
            at = self._time.value()
            fields["planned_at"] = at and clock.on_day(self._day, at)
        self.answered.emit(InterviewAnswers(role, consent, fields))


def role_words(template: Template, role: Role) -> str:
    """What respondents of the role are called in this template, as it stands by itself."""
    own = template.respondent_label(role.value)
    return own[:1].upper() + own[1:] if own else tr(role.label)
