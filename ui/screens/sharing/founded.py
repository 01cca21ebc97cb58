"""Right after founding: the group's recovery phrase, on paper, with two words asked back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from inspektor.shapes.membership import Founding
from ui.widgets.card import Card
from ui.widgets.recovery_sheet import RecoverySheet
from ui.widgets.text import Label


class FoundedView(QWidget):
    """`finished` when the words were asked back."""

    finished = Signal()

    def __init__(self, founding: Founding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(tr("The group's recovery phrase"), spacing=14)
        line = tr(
            "Whoever has these words can open the shared folder even if every computer is lost. Write them on paper, "
            "in order, and lock the paper away where the unit's most important papers lie. They are shown only now."
        )
        card.add(Label(line, "body", wrap=True))
        self._sheet = RecoverySheet(founding.recovery_words, tr("Go on"), on_paper=False)
        self._sheet.finished.connect(self.finished)
        card.add(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def focus(self) -> None:
        """Give the keyboard to the first thing to do."""
        self._sheet.focus()
