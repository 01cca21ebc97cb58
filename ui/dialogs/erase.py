"""Removes from the history what should never have been written: which field, how much of it, and on what ground."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check, Choice
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.written import personal_number_warning

_EARLIER, _ALL = "earlier", "all"


class EraseDialog(FormDialog):
    """`fields` are pairs of a field's name and what it is called."""

    def __init__(
        self,
        operations: Operations,
        record: tuple[str, str],
        title: str,
        fields: list[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        line = tr(
            "For what should never have been written, such as a name or a personal number. It goes from the history,"
            " from search, from backups to come and from what colleagues have."
        )
        super().__init__(
            tr("Remove from the history"),
            line,
            tr("Remove for good"),
            icon="eraser",
            width=600,
            parent=parent,
        )
        self._operations, self._record = operations, record
        self.body.addWidget(Label(title, "strong", wrap=True))
        self._which = Choice(tr("Field"), fields)
        self._which.set_current(fields[0][0])
        self._much = Segmented(
            [
                Segment(_EARLIER, tr("What it said before")),
                Segment(_ALL, tr("Everything, also what it says now")),
            ],
            tr("How much"),
        )
        self._ground = IconLine()
        self._ground.setPlaceholderText(tr("For example: named a client by mistake"))
        self._field = self.add_field("ground", Field(tr("Ground"), self._ground))
        self._sure = Check(tr("I understand that this cannot be undone"))
        self._ground.textEdited.connect(self._look)
        self._lay_out()

    def _lay_out(self) -> None:
        kept = tr("That something was removed stays, with your name, the time and the ground.")
        for part in (
            Field(tr("Field"), self._which),
            Field(tr("How much"), self._much),
            self._field,
            Label(kept, "secondary", "muted", wrap=True),
            self._sure,
        ):
            self.body.addWidget(part)

    def _look(self, text: str) -> None:
        self._field.set_hint(personal_number_warning(text))

    def submit(self) -> None:
        self.banners.clear()
        if not self._ground.text().strip():
            self.refuse(self._field, tr("Write on what ground it is erased."))
            return
        if not self._sure.isChecked():
            self.banners.tell("warn", tr("Tick that you understand that this cannot be undone."))
            self._sure.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_busy(True)
        self._operations.change(
            "actions.erasure.erase_field",
            *self._record,
            self._which.current(),
            self._ground.text(),
            keep_present=self._much.current() == _EARLIER,
            owner=self,
            done=self._done,
            failed=self.show_error,
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()
