"""Letting a colleague in: the words are compared first, then a role is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.membership import GroupRole, Request
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.widgets.word_row import WordRow


class ApproveDialog(FormDialog):
    """`approved` when the colleague is in."""

    approved = Signal()

    def __init__(self, operations: Operations, request: Request, parent: QWidget) -> None:
        about = " · ".join(part for part in (request.title, request.device) if part)
        title = tr("Let {name} in").format(name=request.name)
        super().__init__(title, about, tr("Let in"), icon="user-round-plus", width=620, parent=parent)
        self._operations, self._request = operations, request
        line = tr("Ask {name} to read the words aloud, on the phone or beside you.").format(name=request.name)
        self.body.addWidget(Label(line, "body", wrap=True))
        words = WordRow()
        words.show_words(request.words)
        self.body.addWidget(words)
        self._same = Check(tr("We have read the words to each other, and all eight are the same."))
        self._same_field = Field(tr("Compared"), self._same)
        self.body.addWidget(self._same_field)
        self._role = Segmented(
            [Segment(role.value, tr(role.label)) for role in GroupRole],
            tr("Role"),
            current=GroupRole.INSPECTOR,
        )
        self.body.addWidget(Field(tr("Role"), self._role))
        self.body.addStretch(1)
        self._same.setFocus()

    def submit(self) -> None:
        self.banners.clear()
        if not self._same.isChecked():
            self.refuse(self._same_field, tr("Compare the words first: they are what keeps strangers out."))
            return
        self.set_busy(True)
        role = next(role for role in GroupRole if role.value == self._role.current())
        self._operations.ask(
            "sync.joining.approve",
            self._request.id,
            role,
            owner=self,
            done=self._approved,
            failed=self.show_error,
        )

    def _approved(self, _: None) -> None:
        self.approved.emit()
        self.accept()
