"""The receiving key: what another group needs to send a file that only we can open."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.parcels import ReceivingKey
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.lines import IconLine
from ui.widgets.rights import reads
from ui.widgets.text import Label
from ui.widgets.word_row import WordRow


class KeyCard(Card):
    """Shows it to be copied, and its words to be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your receiving key"), spacing=10, parent=parent)
        self._line = Label("", "secondary", "muted", wrap=True)
        self._text = IconLine()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Your receiving key"))
        copy = secondary(tr("Copy the key"), "copy")
        reads(copy)
        copy.clicked.connect(self._copy)
        self._words = WordRow()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(copy)
        self.add(self._line)
        self.body.addLayout(row)
        self.add(
            Label(
                tr(
                    "Read these words aloud when they have it, so that nobody has put another key in its place."
                ),
                "secondary",
                wrap=True,
            )
        )
        self.add(self._words)

    def show_key(self, key: ReceivingKey) -> None:
        """Show it."""
        line = (
            tr(
                "Send it by e-mail to those who are to send you a file. Everybody in your group can open what is sent to it."
            )
            if key.of_group
            else tr(
                "Send it by e-mail to those who are to send you a file. Only this computer can open what is sent to it."
            )
        )
        self._line.setText(line)
        self._text.setText(key.text)
        self._text.setCursorPosition(0)
        self._words.show_words(key.words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.text())
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.selectAll()
