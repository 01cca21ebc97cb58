"""What stands where there is nothing yet: an icon, a sentence that says what will be here, a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import secondary
from ui.widgets.card import Icon
from ui.widgets.text import Label


class EmptyState(QWidget):
    """`acted` is its button."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Icon(icon), 0, centre)
        self._sentence = Label(sentence, "body", "muted", wrap=True)
        self._sentence.setAlignment(centre)
        self._sentence.setMaximumWidth(460)
        # Not an alignment: its height would be reckoned at the whole width, and the rest cut.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sentence, 100)
        row.addStretch(1)
        column.addLayout(row)
        if action:
            button = secondary(action)
            button.clicked.connect(self.acted)
            column.addSpacing(4)
            column.addWidget(button, 0, centre)
            self.setFocusProxy(button)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)
