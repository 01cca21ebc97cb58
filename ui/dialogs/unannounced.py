"""An unannounced visit, begun at the door: a unit, a template, Enter. The time of arrival is set at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor import clock, formats
from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.dialogs.template_choice import TemplateChoice
from ui.dialogs.unit_choice import UnitChoice
from ui.operations import Operations
from ui.widgets.field import Field
from ui.window_state import WindowState

_LAST = "unannounced/template"


class UnannouncedDialog(FormDialog):
    """`started(follow_up_id)` when the visit has begun."""

    started = Signal(str)

    def __init__(self, operations: Operations, state: WindowState, parent: QWidget) -> None:
        now = formats.clock_time(clock.now())
        line = tr("The time of arrival is set when you begin. It is {time} now.").format(time=now)
        super().__init__(tr("Unannounced visit"), line, tr("Begin the visit"), icon="play", parent=parent)
        self._operations, self._state = operations, state
        self._unit = UnitChoice(operations)
        self._template = TemplateChoice(operations, state.choice(_LAST, ""))
        self.body.addWidget(self._unit)
        self.body.addWidget(self.add_field("template_version_id", Field(tr("Template"), self._template)))
        self.body.addStretch(1)
        self._unit.picked.connect(self._to_template)
        self._unit.turned.connect(self.fit)
        self._unit.focus()

    def _to_template(self, unit_id: str) -> None:
        if unit_id:
            self._template.suit(self._unit.service_type(unit_id))
            self.fields()["template_version_id"].focus()

    def submit(self) -> None:
        self.banners.clear()
        if not self._template.current():
            self.refuse(self.fields()["template_version_id"], tr("Choose a template."))
            return
        self.set_busy(True)
        self._unit.settle(self._begin, self._unit_refused)

    def _unit_refused(self) -> None:
        self.set_busy(False)

    def _begin(self, unit_id: str) -> None:
        self._state.keep_choice(_LAST, self._template.current())
        self._operations.change(
            "actions.follow_ups.start_unannounced",
            unit_id,
            self._template.current(),
            owner=self,
            done=self._started,
            failed=self.show_error,
        )

    def _started(self, changes: ChangeSet) -> None:
        self.started.emit(changes.created("follow_up"))
        self.accept()
