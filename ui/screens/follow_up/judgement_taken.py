"""Who of the inspectors has taken the requirement on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import secondary
from ui.widgets.card import Avatar, initials
from ui.widgets.keycap import shown
from ui.widgets.text import ElidedLabel
from ui.widgets.versions_mark import VersionsMark


class TakenRow(QWidget):
    """`take_asked(True)` to take it, also from a colleague; `take_asked(False)` to give it up."""

    take_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mine = False
        self._who = Avatar("", size=28)
        self._words = ElidedLabel("", "secondary", "muted")
        self._button = secondary(tr("Take it"), small=True)
        self._button.setToolTip(shown("Ctrl+T"))
        self._button.clicked.connect(self._ask)
        self.versions = VersionsMark()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._who)
        row.addWidget(self._words, 1)
        row.addWidget(self.versions)
        row.addWidget(self._button)

    def show_taken(self, name: str, *, mine: bool) -> None:
        """Show who has it; "" is nobody."""
        self._mine = mine
        self._who.show_initials(initials(name))
        self._who.setVisible(bool(name))
        if mine:
            self._words.setText(tr("You have taken the requirement"))
            self._button.setText(tr("Give it up"))
        elif name:
            self._words.setText(tr("Taken by {name}").format(name=name))
            self._button.setText(tr("Take over"))
        else:
            self._words.setText(tr("Nobody has taken the requirement"))
            self._button.setText(tr("Take it"))

    def _ask(self) -> None:
        self.take_asked.emit(not self._mine)
