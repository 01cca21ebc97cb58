"""That files have lain outside the program for some time, as a card on Today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor import formats, i18n
from inspektor.i18n import tr, tr_n
from inspektor.shapes.outside import OutsideFile
from ui.widgets.buttons import secondary
from ui.widgets.card import Card, Icon
from ui.widgets.rights import reads
from ui.widgets.text import Label


class OutsideNote(Card):
    """`opened` goes to the list; not there while nothing is to be said."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._fact, self._since = Label("", "control", wrap=True), Label("", "secondary", "muted")
        look = secondary(tr("Look"), "file-text")
        reads(look)
        look.setAccessibleName(tr("Look: {place}").format(place=tr("Files outside Inspektor")))
        look.clicked.connect(self.opened)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._fact)
        words.addWidget(self._since)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon("log-out", "warn"))
        row.addLayout(words, 1)
        row.addWidget(look)
        self.body.addLayout(row)
        self.setVisible(False)

    def show_files(self, files: tuple[OutsideFile, ...]) -> None:
        """Say how many, and since when."""
        if files:
            words = tr_n(
                "{n} file still lies outside Inspektor", "{n} files still lie outside Inspektor", len(files)
            )
            self._fact.setText(words.format(n=len(files)))
            day = formats.date_prose(files[0].at, i18n.language())
            self._since.setText(
                tr("The oldest since {day}. Delete what is no longer needed.").format(day=day)
            )
        self.setVisible(bool(files))
