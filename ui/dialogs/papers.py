"""Which of the papers beside the documents, and whether it is to be printed or saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr, tr_mark
from inspektor.shapes.papers import PaperKind
from ui.dialogs.frame import FormDialog
from ui.widgets.buttons import secondary
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.text import Label

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
    PaperKind.PLAIN: tr_mark("In plain words and large print, to give to clients before a talk."),
}


class PapersDialog(FormDialog):
    """`print_asked(kind)` or `save_asked(kind)`."""

    print_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._save = secondary(tr("Save as PDF"), "download")
        super().__init__(
            tr("Other papers"),
            tr("Made as the follow-up stands now. They are not signed, and no copy is kept here."),
            tr("Print"),
            icon="printer",
            parent=parent,
        )
        self._save.clicked.connect(self._ask_to_save)
        self._kind = Choice(tr("Paper"), [(kind.value, tr(kind.label)) for kind in PaperKind])
        self._what = Label("", "secondary", "muted", wrap=True)
        self.body.addWidget(Field(tr("Paper"), self._kind))
        self.body.addWidget(self._what)
        self._kind.set_current(PaperKind.EVIDENCE.value)
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._show_kind()
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_foot(self, verb: str, icon: str) -> QHBoxLayout:
        row = super()._make_foot(verb, icon)
        row.insertWidget(row.count() - 1, self._save)
        return row

    def kind(self) -> PaperKind:
        """The paper chosen."""
        return PaperKind(self._kind.current())

    def _show_kind(self) -> None:
        self._what.setText(tr(_WHAT[self.kind()]))
        self.fit()

    def _ask_to_save(self) -> None:
        self.save_asked.emit(self.kind())
        self.accept()

    def submit(self) -> None:
        """Print it."""
        self.print_asked.emit(self.kind())
        self.accept()
