"""A computer that left the group, or was taken out of it, is let in again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.membership import FormerMember
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check
from ui.widgets.field import Field


class LetBackDialog(FormDialog):
    """`changed` when it is in again."""

    changed = Signal()

    def __init__(self, operations: Operations, former: FormerMember, parent: QWidget) -> None:
        super().__init__(
            tr("Let in {name} again").format(name=former.name),
            tr(
                "{device} reads everything again, and what was written on it meanwhile is taken in. Never do this for a computer"
                " that was lost, or that somebody else may have."
            ).format(device=former.device),
            tr("Let in"),
            icon="user-round-plus",
            width=600,
            parent=parent,
        )
        self._operations, self._former = operations, former
        self._sure = Check(tr("I know that {name} has the computer.").format(name=former.name))
        self._sure_field = Field(tr("Sure"), self._sure)
        self.body.addWidget(self._sure_field)
        self.body.addStretch(1)

    def submit(self) -> None:
        if not self._sure.isChecked():
            self.refuse(self._sure_field, tr("Tick that you are sure."))
            return
        self.set_busy(True)
        self._operations.ask(
            "sync.leaving.let_back",
            self._former.device_id,
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: None) -> None:
        self.changed.emit()
        self.accept()
