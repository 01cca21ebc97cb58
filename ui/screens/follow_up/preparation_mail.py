"""The letter that asks for documents, ready to copy into a mail program."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from inspektor.i18n import tr
from inspektor.shapes.dossier import RequestMail
from ui import theme
from ui.screens.follow_up.latest import Latest
from ui.screens.follow_up.opened import OpenFollowUp
from ui.screens.follow_up.preparation_wishes import Wish
from ui.widgets.buttons import quiet, secondary
from ui.widgets.card import Card, Icon
from ui.widgets.field import Field
from ui.widgets.text import Label

_HIGH = 300


class MailCard(Card):
    """Follows what is ticked and what is waited for. Nothing is sent from here."""

    def __init__(self, opened: OpenFollowUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Mail to the unit"), parent=parent)
        self._opened = opened
        self._latest = Latest(opened.operations, self, self._show)
        self._subject, self._text = QLineEdit(), QPlainTextEdit()
        for part in (self._subject, self._text):
            part.setReadOnly(True)
            part.setFont(theme.font("body"))
        self._text.setTabChangesFocus(True)
        self._text.document().setDocumentMargin(3)
        self._text.setMinimumHeight(theme.px(_HIGH))
        self._secret = Label(
            tr("The visit is unannounced: the mail says nothing of it."), "secondary", "warn", wrap=True
        )
        self._said = Label("", "secondary", "ok", wrap=True)
        self._tick = Icon("check", "ok", 16)
        self.add(self._secret)
        self.add(Field(tr("Subject"), self._subject))
        self.add(Field(tr("Text"), self._text))
        self.body.addLayout(self._make_foot())
        self._say("")

    def _make_foot(self) -> QHBoxLayout:
        copy, subject = secondary(tr("Copy the text"), "copy"), quiet(tr("Copy the subject"), "copy")
        copy.clicked.connect(self._copy_text)
        subject.clicked.connect(self._copy_subject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addWidget(subject)
        row.addSpacing(4)
        row.addWidget(self._tick)
        row.addWidget(self._said, 1)
        return row

    def show_mail(self, wanted: Sequence[Wish], due: date | None, *, unannounced: bool) -> None:
        """Write the letter for these documents."""
        self._secret.setVisible(unannounced)
        self._latest.ask("queries.request_mail.request_mail", self._opened.id, list(wanted), due)

    def _show(self, mail: RequestMail) -> None:
        if self._text.toPlainText() != mail.text:
            self._say("")  # what was copied is no longer what stands here
            self._text.setPlainText(mail.text)
        self._subject.setText(mail.subject)
        self._subject.setCursorPosition(0)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._say(tr("The text is copied. Paste it into your mail program."))

    def _copy_subject(self) -> None:
        QGuiApplication.clipboard().setText(self._subject.text())
        self._say(tr("The subject is copied."))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._tick.setVisible(bool(words))
