"""Words that are read aloud and compared: large, numbered, four on a row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.card import Card
from ui.widgets.text import Label

_COLUMNS = 4


class WordRow(Card):
    """Shows words; a screen reader says them in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="sunk", padding=16, parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self.body.addLayout(self._grid)
        self._labels: list[Label] = []

    def show_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        for label in self._labels:
            label.deleteLater()
        self._labels = []
        for place, word in enumerate(words):
            row, column = divmod(place, _COLUMNS)
            number, shown = Label(f"{place + 1}.", "fact", "muted"), Label(word, "card")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(number, row, 2 * column)
            self._grid.addWidget(shown, row, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)
            self._labels += [number, shown]
        self.setAccessibleName(tr("Words to compare: {words}").format(words=", ".join(words)))
