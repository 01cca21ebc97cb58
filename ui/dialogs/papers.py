"""Which of the papers beside the documents."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Role
from inspektor.shapes.papers import PaperKind
from ui.dialogs.frame import FormDialog
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.rights import reads
from ui.widgets.text import Label

_ALL = "all"
_WHAT = {
    PaperKind.EVIDENCE: tr_mark(
        "Every note, observation, document and answer with a number that texts can refer to. For the case file:"
        " it holds what respondents have said."
    ),
    PaperKind.NOTICE: tr_mark(
        "To the provider: each deficiency that is open, what is expected and by when. Not who told of it."
    ),
    PaperKind.FORM: tr_mark(
        "For a visit without a computer: the requirements and questions with their numbers, room to write and boxes"
        " to tick. Type the notes in by number afterwards."
    ),
    PaperKind.CARDS: tr_mark(
        "What is asked in interviews, two cards beside each other, each role on pages of its own. To hold in the hand or"
        " cut out."
    ),
    PaperKind.PLAIN: tr_mark("In plain words and large print, to give to clients before a talk."),
}


class PapersDialog(FormDialog):
    """`asked(kind, role or None)`: cards may be for one role alone."""

    asked = Signal(object, object)

    def __init__(
        self, title: str, line: str, kinds: Sequence[PaperKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, line, tr("Show"), icon="eye", parent=parent)
        reads(self)
        self._kind = Choice(tr("Paper"), [(kind.value, tr(kind.label)) for kind in kinds])
        self._what = Label("", "secondary", "muted", wrap=True)
        roles = [(_ALL, tr("All roles")), *((role.value, tr(role.label)) for role in Role)]
        self._role = Choice(tr("Role"), roles)
        self._role_field = Field(tr("Role"), self._role)
        self.body.addWidget(Field(tr("Paper"), self._kind))
        self.body.addWidget(self._what)
        self.body.addWidget(self._role_field)
        self._kind.set_current(kinds[0].value)
        self._role.set_current(_ALL)
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._show_kind()
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def kind(self) -> PaperKind:
        """The paper chosen."""
        return PaperKind(self._kind.current())

    def _show_kind(self) -> None:
        self._what.setText(tr(_WHAT[self.kind()]))
        self._role_field.setVisible(self.kind() is PaperKind.CARDS)
        self.fit()

    def submit(self) -> None:
        """Show it."""
        role = self._role.current()
        chosen = Role(role) if self.kind() is PaperKind.CARDS and role != _ALL else None
        self.accept()
        self.asked.emit(self.kind(), chosen)
