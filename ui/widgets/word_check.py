"""Asks two words of the recovery phrase back, to see that the sheet was kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspektor.formats import nfc
from inspektor.i18n import tr
from ui.widgets.field import Field


class WordCheck(QWidget):
    """`passed` once, when every word asked for is right. `ask` counts from 1."""

    passed = Signal()

    def __init__(self, words: Sequence[str], ask: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: list[tuple[Field, QLineEdit, str]] = []
        self._done = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for number in ask:
            line = QLineEdit()
            field = Field(tr("Word number {n}").format(n=number), line)
            line.textEdited.connect(self._look)
            line.editingFinished.connect(self.complain)
            line.returnPressed.connect(self._go_on)
            self._asked.append((field, line, _plain(words[number - 1])))
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def is_right(self) -> bool:
        """Whether every word is right."""
        return all(_plain(line.text()) == word for _, line, word in self._asked)

    def complain(self) -> None:
        """Say by each word that is written and wrong that it is."""
        for field, line, word in self._asked:
            if line.text().strip() and _plain(line.text()) != word:
                field.set_error(tr("That is not the word on the sheet."))

    def focus(self) -> None:
        """Give the keyboard to the first word."""
        self._asked[0][0].focus()

    def _look(self) -> None:
        if self.is_right() and not self._done:
            self._done = True
            self.passed.emit()

    def _go_on(self) -> None:
        for field, line, word in self._asked:
            if _plain(line.text()) != word:
                field.focus()
                return


def _plain(text: str) -> str:
    return nfc(text).strip().casefold()
