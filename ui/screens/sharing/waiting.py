"""While one waits to be let in: the eight words to read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.dialogs.group_words import GroupWordsDialog
from ui.operations import Operations
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card, Tile
from ui.widgets.text import Label
from ui.widgets.word_row import WordRow


class WaitingView(QWidget):
    """`sync_asked` to look whether one has been let in; `let_in` when the printed words have done that."""

    sync_asked = Signal()
    let_in = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._words = WordRow()
        self._folder = Label("", "small", "muted", wrap=True)
        self._look = secondary(tr("Look now"), "refresh-cw")
        self._look.clicked.connect(self.sync_asked)
        card = Card(spacing=14)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Tile("clock", "warn", size=44), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(tr("Waiting to be let in"), "card"))
        line = tr(
            "Call an administrator of the group and read the words aloud. If the same words stand on both "
            "screens, you are let in; if one word is another, stop."
        )
        names.addWidget(Label(line, "body", wrap=True))
        head.addLayout(names, 1)
        card.body.addLayout(head)
        card.add(self._words)
        by_words = link(tr("Nobody is left in the group? Use its recovery words"), "key-round")
        by_words.clicked.connect(self._ask_for_words)
        foot = QHBoxLayout()
        foot.addWidget(self._folder, 1)
        foot.addWidget(by_words)
        foot.addWidget(self._look)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def _ask_for_words(self) -> None:
        dialog = GroupWordsDialog(self._operations, self)
        dialog.changed.connect(self.let_in)
        dialog.unfold()

    def show_words(self, words: Sequence[str]) -> None:
        """Show the own words."""
        self._words.show_words(words)

    def show_folder(self, folder: str) -> None:
        """Say which folder it is about."""
        self._folder.setText(folder)

    def show_running(self, running: bool) -> None:
        """While one looks, one cannot look again."""
        self._look.setEnabled(not running)
