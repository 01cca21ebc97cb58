"""Planning a follow-up: of which units, by which template, when, why and with whom. A new unit is registered with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.enums import Form, Mode, Notice
from inspektor.shapes.views import PersonRow, UnitRow
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.dialogs.requirements_choice import RequirementsChoice
from ui.dialogs.template_choice import TemplateChoice
from ui.dialogs.unit_choice import UnitChoice
from ui.operations import Operations
from ui.widgets.choice import Choice
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.pick_many import PickMany
from ui.widgets.segmented import Segment, Segmented


class NewFollowUpDialog(FormDialog):
    """`planned(follow_up_id)` when it is done."""

    planned = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget, *, unit_id: str = "") -> None:
        super().__init__(tr("Plan a follow-up"), "", tr("Plan the follow-up"), width=720, parent=parent)
        self._operations = operations
        self._unit = UnitChoice(operations, unit_id=unit_id)
        self._units = PickMany(tr("Only for a joint follow-up"))
        self._team = PickMany(tr("A person in the group"))
        self._template = TemplateChoice(operations)
        self._form = Choice(tr("Form"), [(form.value, tr(form.label)) for form in Form])
        self._form.set_current(Form.IN_DEPTH)
        self._notice = _one_of(Notice, tr("Notice"))
        self._mode = _one_of(Mode, tr("How"))
        self._date, self._number = DateField(), QLineEdit()
        self._requirements = RequirementsChoice()
        self._trigger, self._purpose, self._note = QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit()
        for text in (self._trigger, self._purpose, self._note):
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.px(64))
        self._lay_out()
        self._listen()
        operations.ask("queries.register.people", owner=self, done=self._take_people)
        operations.ask("queries.register.me", owner=self, done=self._take_me)
        operations.ask("queries.register.units", owner=self, done=self._take_units)
        self._unit.focus()

    def _lay_out(self) -> None:
        named = self.add_field
        self.body.addWidget(self._unit)
        self.add_row(
            named("further_units", Field(tr("Further units"), self._units, optional=True)),
            named("team", Field(tr("Together with"), self._team, optional=True)),
        )
        self.add_row(
            named("template_version_id", Field(tr("Template"), self._template)),
            named("form", Field(tr("Form"), self._form)),
        )
        self.add_row(
            named("notice", Field(tr("Notice"), self._notice)),
            named("mode", Field(tr("How"), self._mode)),
        )
        self.add_row(
            named("planned_on", Field(tr("Date of the visit"), self._date, optional=True)),
            named("registry_number", Field(tr("Registry number"), self._number, optional=True)),
        )
        self.add_row(
            named("trigger", Field(tr("Why now"), self._trigger, optional=True)),
            named("purpose", Field(tr("Purpose"), self._purpose, optional=True)),
        )
        self.body.addWidget(named("requirements", Field(tr("Requirements"), self._requirements)))
        note = named("scope_note", Field(tr("Why these requirements"), self._note, optional=True))
        self.body.addWidget(note)
        note.setVisible(False)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self._unit.turned.connect(self.fit)
        self._unit.picked.connect(self._suit)
        self._units.turned.connect(self.fit)
        self._team.turned.connect(self.fit)
        self._template.settled.connect(self._read_template)
        if self._template.current():
            self._read_template(self._template.current())
        self._requirements.turned.connect(self._fit_requirements)
        self._requirements.changed.connect(self.fields()["requirements"].clear_error)

    def _suit(self, unit_id: str) -> None:
        self._units.leave_out(unit_id)
        self._template.suit(self._unit.service_type(unit_id))

    def _read_template(self, version_id: str) -> None:
        self._operations.ask(
            "queries.templates.template", version_id, owner=self, done=self._requirements.set_template
        )

    def _fit_requirements(self) -> None:
        self.fields()["scope_note"].setVisible(self._requirements.codes() is not None)
        self.fit()

    def _take_people(self, people: dict[str, str]) -> None:
        self._team.set_choices(list(people.items()))

    def _take_me(self, me: PersonRow) -> None:
        self._team.leave_out(me.id)

    def _take_units(self, units: tuple[UnitRow, ...]) -> None:
        self._units.set_choices([(unit.id, f"{unit.name} · {unit.provider}") for unit in units])

    def submit(self) -> None:
        self.banners.clear()
        self._date.settle()
        if any(field.error() for field in self.fields().values()):
            return
        if not self._template.current():
            self.refuse(self.fields()["template_version_id"], tr("Choose a template."))
            return
        self.set_busy(True)
        self._unit.settle(self._plan, self._unit_refused)

    def _unit_refused(self) -> None:
        self.set_busy(False)

    def _plan(self, unit_id: str) -> None:
        codes = self._requirements.codes()
        values: dict[str, Any] = {
            "unit_id": unit_id,
            "template_version_id": self._template.current(),
            "form": self._form.current(),
            "notice": self._notice.current(),
            "mode": self._mode.current(),
            "planned_on": self._date.value(),
            "registry_number": self._number.text(),
            "trigger": self._trigger.toPlainText(),
            "purpose": self._purpose.toPlainText(),
            "scope_note": "" if codes is None else self._note.toPlainText(),
        }
        self._operations.change(
            "actions.follow_ups.plan",
            team=self._team.keys(),
            further_units=self._units.keys(),
            requirements=codes,
            owner=self,
            done=self._planned,
            failed=self.show_error,
            **values,
        )

    def _planned(self, changes: ChangeSet) -> None:
        self.planned.emit(changes.created("follow_up"))
        self.accept()


def _one_of(words: type[Notice] | type[Mode], name: str) -> Segmented:
    return Segmented([Segment(each.value, tr(each.label)) for each in words], name, stretch=True)
