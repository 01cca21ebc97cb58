"""Words of a respondent are let into the report: what of them, weighed where it could be known who said it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspektor.changes import ChangeSet
from inspektor.i18n import tr, tr_n
from inspektor.shapes.quotes import QuoteRow, bare
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.text import Label


class QuoteDialog(FormDialog):
    """Releases one quote under one requirement."""

    def __init__(
        self, operations: Operations, follow_up_id: str, row: QuoteRow, who: str, parent: QWidget
    ) -> None:
        line = tr("The report prints the words and the role, never when or in which interview it was said.")
        super().__init__(tr("Release the quote"), line, tr("Release"), icon="quote", parent=parent)
        self._operations, self._id, self._row = operations, follow_up_id, row
        self._text = QPlainTextEdit(row.text or bare(row.said))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme.px(120))
        self._weighed = Check(tr("I have weighed it: nobody comes to harm by these words being known."))
        noted = Label(row.said, "body", wrap=True)
        for widget in (
            Label(who, "strong", wrap=True),
            Label(tr("As it was noted"), "label", "muted"),
            noted,
        ):
            self.body.addWidget(widget)
        hint = tr("Cut what could tell who it was with …, or put [ ] around what you write instead.")
        self.body.addWidget(self.add_field("text", Field(tr("In the report"), self._text, hint=hint)))
        weighed = self.add_field("despite_few", Field("", self._weighed))
        self.body.addWidget(weighed)
        weighed.setVisible(row.few)
        if row.few:
            self.banners.tell("warn", tr("It may be known who said this."), _heard(row))
        self.body.addStretch(1)
        self.fields()["text"].focus()

    def submit(self) -> None:
        """Release it."""
        self.set_busy(True)
        self._operations.change(
            "actions.quotes.release",
            self._id,
            self._row.requirement,
            self._row.note_id,
            self._text.toPlainText(),
            owner=self,
            done=self._done,
            failed=self.show_error,
            despite_few=self._weighed.isChecked(),
        )

    def _done(self, _: ChangeSet) -> None:
        self.accept()


def _heard(row: QuoteRow) -> str:
    if row.role is None:
        return tr("The note belongs to no interview.")
    return tr_n(
        "{n} person of that role was heard.", "{n} persons of that role were heard.", row.heard
    ).format(n=row.heard)
