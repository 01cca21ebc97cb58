"""Planning a follow-up: of which unit, by which template, when and why. A unit that is not known is registered with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Form, Mode, Notice
from inspektor.shapes.views import PersonRow
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.dialogs.template_choice import TemplateChoice
from ui.dialogs.unit_choice import UnitChoice
from ui.operations import Operations
from ui.widgets.choice import Choice
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented

_ALONE = "-"
_WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "announced": (tr_mark("Announced"), {"notice": Notice.ANNOUNCED, "mode": Mode.ON_SITE}),
    "unannounced": (tr_mark("Unannounced"), {"notice": Notice.UNANNOUNCED, "mode": Mode.ON_SITE}),
    "digital": (tr_mark("Digital"), {"notice": Notice.ANNOUNCED, "mode": Mode.DIGITAL}),
}


class NewFollowUpDialog(FormDialog):
    """`planned(follow_up_id)` when it is done."""

    planned = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget, *, unit_id: str = "") -> None:
        super().__init__(tr("Plan a follow-up"), "", tr("Plan the follow-up"), width=680, parent=parent)
        self._operations = operations
        self._me: PersonRow | None = None
        self._people: dict[str, str] = {}
        self._unit = UnitChoice(operations, unit_id=unit_id)
        self._template = TemplateChoice(operations)
        self._form = Choice(tr("Form"), [(form.value, tr(form.label)) for form in Form])
        self._form.set_current(Form.IN_DEPTH)
        self._way = Segmented(
            [Segment(key, tr(words)) for key, (words, _) in _WAYS.items()], tr("Notice"), stretch=True
        )
        self._date, self._number = DateField(), QLineEdit()
        self._colleague = Choice(tr("Together with"), [(_ALONE, tr("Nobody else"))])
        self._colleague.set_current(_ALONE)
        self._trigger, self._purpose = QPlainTextEdit(), QPlainTextEdit()
        for text in (self._trigger, self._purpose):
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.px(64))
        self._lay_out()
        operations.ask("queries.register.people", owner=self, done=self._take_people)
        operations.ask("queries.register.me", owner=self, done=self._take_me)
        self._unit.turned.connect(self.fit)
        self._unit.picked.connect(self._suit)
        self._unit.focus()

    def _lay_out(self) -> None:
        named = self.add_field
        self.body.addWidget(self._unit)
        self.add_row(
            named("template_version_id", Field(tr("Template"), self._template)),
            named("form", Field(tr("Form"), self._form)),
        )
        self.add_row(
            named("notice", Field(tr("Notice"), self._way)),
            named("team", Field(tr("Together with"), self._colleague)),
        )
        self.add_row(
            named("planned_on", Field(tr("Date of the visit"), self._date, optional=True)),
            named("registry_number", Field(tr("Registry number"), self._number, optional=True)),
        )
        self.add_row(
            named("trigger", Field(tr("Why now"), self._trigger, optional=True)),
            named("purpose", Field(tr("Purpose"), self._purpose, optional=True)),
        )
        self.body.addStretch(1)

    def _suit(self, unit_id: str) -> None:
        self._template.suit(self._unit.service_type(unit_id))

    def _take_people(self, people: dict[str, str]) -> None:
        self._people = people
        self._offer_colleagues()

    def _take_me(self, me: PersonRow) -> None:
        self._me = me
        self._offer_colleagues()

    def _offer_colleagues(self) -> None:
        if self._me is not None:
            others = [(key, name) for key, name in self._people.items() if key != self._me.id]
            self._colleague.set_choices([(_ALONE, tr("Nobody else")), *others])

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
        colleague = self._colleague.current()
        values = _WAYS[self._way.current()][1] | {
            "unit_id": unit_id,
            "template_version_id": self._template.current(),
            "form": self._form.current(),
            "planned_on": self._date.value(),
            "registry_number": self._number.text(),
            "trigger": self._trigger.toPlainText(),
            "purpose": self._purpose.toPlainText(),
        }
        team = () if colleague in ("", _ALONE) else (colleague,)
        self._operations.change(
            "actions.follow_ups.plan",
            team=team,
            owner=self,
            done=self._planned,
            failed=self.show_error,
            **values,
        )

    def _planned(self, changes: ChangeSet) -> None:
        self.planned.emit(changes.created("follow_up"))
        self.accept()
