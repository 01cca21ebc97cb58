"""What stood unsaved in forms: gathered when the workspace is locked, and shown when it is open again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from inspektor import formats
from inspektor.i18n import tr
from inspektor.shapes.unfinished import Unfinished
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.widgets.autosave import Typing
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.phrase_field import PhraseField
from ui.widgets.rights import reads
from ui.widgets.text import Label


def written_in_forms() -> tuple[tuple[str, str, str], ...]:
    """Form, field and text of what stands written in open forms and was not handed over; no passphrase, PIN or recovery words.

    Each form is asked once: it goes with the screens, but not at once.
    """
    found: list[tuple[str, str, str]] = []
    for form in QApplication.allWidgets():
        if isinstance(form, FormDialog) and not form.over:
            form.over = True
            found += ((form.title, *each) for each in _written_in(form))
    return tuple(found)


def _written_in(form: FormDialog) -> list[tuple[str, str]]:
    secret = {id(phrase.editor) for phrase in form.findChildren(PhraseField)}
    found = []
    for line in form.findChildren(QLineEdit):
        if line.isModified() and line.echoMode() is QLineEdit.EchoMode.Normal and not line.findChild(Typing):
            found.append((line.accessibleName(), line.text()))
    for text in form.findChildren(QPlainTextEdit):
        if text.document().isModified() and id(text) not in secret and not text.findChild(Typing):
            found.append((text.accessibleName(), text.toPlainText()))
    return found


class UnfinishedDialog(FormDialog):
    """Lets one copy what one wants to keep, and take all of it away."""

    def __init__(self, operations: Operations, kept: Sequence[Unfinished], parent: QWidget) -> None:
        super().__init__(
            tr("This was not saved when Inspektor was locked"),
            tr(
                "It stood in a form that was open. Copy what you want to keep, and write it again where it belongs."
            ),
            tr("Take it away"),
            width=640,
            parent=parent,
        )
        self._operations = operations
        self.leave.setText(tr("Ask again next time"))
        self.verb.setAutoDefault(False)
        self.leave.setDefault(True)  # Enter loses nothing
        reads(self.verb)
        for each in kept:
            self.body.addWidget(self._card(each))
        self.body.addStretch(1)

    def _card(self, each: Unfinished) -> Card:
        card = Card(padding=14, spacing=8, look="box")
        copy = quiet(tr("Copy the text"), "copy")
        reads(copy)
        copy.clicked.connect(partial(QGuiApplication.clipboard().setText, each.text))
        when = f"{formats.date_short(each.at)} {formats.clock_time(each.at)}"
        card.add(
            Label(
                " · ".join(part for part in (each.form, each.field, when) if part),
                "small",
                "muted",
                wrap=True,
            )
        )
        card.add(Label(each.text, "body", wrap=True))
        card.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def submit(self) -> None:
        """Take all of it away."""
        self.set_busy(True)
        self._operations.change(
            "actions.unfinished.forget", owner=self, done=self._done, failed=self.show_error
        )

    def _done(self, _: None) -> None:
        self.accept()
