"""Somebody's word that a place which an erasure does not reach by itself is clear of it."""

from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.erasure import Reach
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.text import Label


class ConfirmReachDialog(FormDialog):
    """Asks how it was made sure."""

    def __init__(
        self, operations: Operations, erasure: str, reach: Reach, words: str, parent: QWidget
    ) -> None:
        line = tr("Your name and the time are kept with it, and colleagues see it.")
        super().__init__(tr("Is it gone from there?"), line, tr("It is gone"), icon="check", parent=parent)
        self._operations, self._erasure, self._reach = operations, erasure, reach
        self.body.addWidget(Label(words, "strong", wrap=True))
        self._how = IconLine()
        self._how.setPlaceholderText(tr("For example: the computer was wiped by IT on 3 December"))
        self.body.addWidget(self.add_field("how", Field(tr("How it was made sure"), self._how)))

    def submit(self) -> None:
        self.banners.clear()
        self.set_busy(True)
        self._operations.change(
            "actions.erasure.confirm_reach",
            self._erasure,
            self._reach.kind,
            self._reach.place,
            self._how.text(),
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()
