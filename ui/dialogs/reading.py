"""A colleague is asked to read the report, and what is remarked about one of its texts or answered to a remark."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr
from inspektor.shapes.views import PersonRow
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check, Choice
from ui.widgets.field import Field


class AskReaderDialog(FormDialog):
    """Asks one of the people who were not on site."""

    def __init__(
        self, operations: Operations, follow_up_id: str, people: Sequence[PersonRow], parent: QWidget
    ) -> None:
        line = tr("Somebody who was not on site sees what those who were there take for granted.")
        super().__init__(tr("Ask a colleague to read"), line, tr("Ask"), parent=parent)
        self._operations, self._id = operations, follow_up_id
        names = [(each.id, ", ".join(part for part in (each.name, each.title) if part)) for each in people]
        self._who = Choice(tr("Who reads"), names)
        self._who.set_current(people[0].id if people else "")
        self._waits = Check(tr("The report is not signed before it is read"))
        self.body.addWidget(self.add_field("reader", Field(tr("Who reads"), self._who)))
        self.body.addWidget(self._waits)
        self.body.addStretch(1)
        self.fields()["reader"].focus()

    def submit(self) -> None:
        """Ask."""
        self.set_busy(True)
        self._operations.change(
            "actions.readings.ask",
            self._id,
            self._who.current(),
            owner=self,
            done=self._done,
            failed=self.show_error,
            demanded=self._waits.isChecked(),
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()


class WordsDialog(FormDialog):
    """One text to write; `written(text)`. Whoever opened it closes it, or shows what was wrong."""

    written = Signal(str)

    def __init__(self, title: str, line: str, label: str, text: str, parent: QWidget) -> None:
        super().__init__(title, line, tr("Save"), parent=parent)
        self._text = QPlainTextEdit(text)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme.px(140))
        self.body.addWidget(self.add_field("text", Field(label, self._text)))
        self.body.addStretch(1)
        self.fields()["text"].focus()

    def submit(self) -> None:
        """Tell what was written."""
        self.set_busy(True)
        self.written.emit(self._text.toPlainText())
