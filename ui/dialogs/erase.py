"""Removes what should never have been kept: of a record which field and how much of it, or a photo; on what ground."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check, Choice
from ui.widgets.field import Field
from ui.widgets.lines import IconLine
from ui.widgets.rights import outlasts
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.text import Label
from ui.written import personal_number_warning

_EARLIER, _ALL = "earlier", "all"


class _OnGround(FormDialog):
    """Asks for the ground, and that it is meant."""

    def __init__(
        self, operations: Operations, title: str, line: str, verb: str, example: str, parent: QWidget
    ) -> None:
        super().__init__(title, line, verb, icon="eraser", width=600, parent=parent)
        self._operations = operations
        self._ground = IconLine()
        self._ground.setPlaceholderText(example)
        self._field = self.add_field("ground", Field(tr("Ground"), self._ground))
        self._sure = Check(tr("I understand that this cannot be undone"))
        self._ground.textEdited.connect(self._look)

    def _add_ground(self, kept: str) -> None:
        for part in (self._field, Label(kept, "secondary", "muted", wrap=True), self._sure):
            self.body.addWidget(part)

    def _look(self, text: str) -> None:
        self._field.set_hint(personal_number_warning(text))

    def _erase(self, ground: str) -> None:
        raise NotImplementedError

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
        self._erase(self._ground.text())

    def _done(self, _: ChangeSet) -> None:
        self.accept()


class ErasePhotoDialog(_OnGround):
    """Of a photo all goes, also after the follow-up is finished."""

    def __init__(self, operations: Operations, photo_id: str, name: str, parent: QWidget) -> None:
        line = tr(
            "For a photo that should never have been taken, such as one of a person. The picture and its texts go from here,"
            " from the history, from backups to come and from what colleagues have."
        )
        example = tr("For example: a client can be recognised")
        super().__init__(
            operations, tr("Erase the photo"), line, tr("Remove for good"), example, parent=parent
        )
        outlasts(self)
        self._photo = photo_id
        self.body.addWidget(Label(name, "strong", wrap=True))
        self._add_ground(tr("That a photo was erased stays, with your name, the time and the ground."))

    def _erase(self, ground: str) -> None:
        self._operations.change(
            "actions.erasure.erase_photo",
            self._photo,
            ground,
            owner=self,
            done=self._done,
            failed=self.show_error,
        )


class EraseDialog(_OnGround):
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
        head, example = tr("Remove from the history"), tr("For example: named a client by mistake")
        super().__init__(operations, head, line, tr("Remove for good"), example, parent=parent)
        self._record = record
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
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(Field(tr("Field"), self._which))
        self.body.addWidget(Field(tr("How much"), self._much))
        self._add_ground(tr("That something was removed stays, with your name, the time and the ground."))

    def _erase(self, ground: str) -> None:
        self._operations.change(
            "actions.erasure.erase_field",
            *self._record,
            self._which.current(),
            ground,
            keep_present=self._much.current() == _EARLIER,
            owner=self,
            done=self._done,
            failed=self.show_error,
        )
