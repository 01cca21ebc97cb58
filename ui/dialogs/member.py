"""A member of the group: another role, or out of the group."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.membership import GroupRole, Member
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.buttons import danger
from ui.widgets.card import Card
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label


class MemberDialog(FormDialog):
    """`changed` when something was. Only an administrator may change others; anyone may leave."""

    changed = Signal()

    def __init__(self, operations: Operations, member: Member, administrator: bool, parent: QWidget) -> None:
        about = " · ".join(part for part in (member.title, member.device) if part)
        super().__init__(member.name, about, tr("Save the role"), icon="check", width=620, parent=parent)
        self._operations, self._member = operations, member
        self._role = Segmented(
            [Segment(role.value, tr(role.label)) for role in GroupRole], tr("Role"), current=member.role
        )
        role = self.add_field("role", Field(tr("Role"), self._role))
        role.setEnabled(administrator)
        self.verb.setEnabled(administrator)
        self.body.addWidget(role)
        if administrator or member.is_self:
            self.body.addWidget(self._make_way_out())
        self.body.addStretch(1)

    def _make_way_out(self) -> Card:
        own = self._member.is_self
        card = Card(tr("Leave the group") if own else tr("Take out of the group"), look="sunk", spacing=10)
        line = (
            tr("What is unsent is sent first. What is on this computer stays here; nothing more comes.")
            if own
            else tr(
                "For a computer that is lost, or whose user has gone. It reads nothing that is written from now on."
                " What it already has stays on it: its disk encryption is what protects that."
            )
        )
        card.add(Label(line, "secondary", wrap=True))
        self._sure = Check(tr("I am sure."))
        self._sure_field = Field(tr("Sure"), self._sure)
        out = danger(tr("Leave the group") if own else tr("Take out of the group"), "log-out")
        out.clicked.connect(self._go_out)
        row = QHBoxLayout()
        row.addWidget(self._sure_field, 1)
        row.addWidget(out)
        card.body.addLayout(row)
        return card

    def submit(self) -> None:
        role = next(role for role in GroupRole if role.value == self._role.current())
        self._ask("sync.leaving.set_role", self._member.device_id, role)

    def _go_out(self) -> None:
        if not self._sure.isChecked():
            self.refuse(self._sure_field, tr("Tick that you are sure."))
        elif self._member.is_self:
            self._ask("sync.engine.leave_group")
        else:
            self._ask("sync.leaving.remove_member", self._member.device_id)

    def _ask(self, what: str, *values: object) -> None:
        self.banners.clear()
        self.set_busy(True)
        self._operations.ask(what, *values, owner=self, done=self._done, failed=self.show_error)

    def _done(self, _: None) -> None:
        self.changed.emit()
        self.accept()
