"""A line whose text must pass a rule as a whole, so it is saved when one leaves it and not while one writes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspektor.formats import nfc
from ui import theme


class CheckedLine(QLineEdit):
    """`left(text)` when the writer leaves it, or presses Enter, and it says something new."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("body"))
        self._known = ""
        self.returnPressed.connect(self.flush)

    def load(self, text: str) -> None:
        """Show another record's text."""
        self.flush()
        self._known = text
        self.setText(text)

    def show_text(self, text: str) -> None:
        """Refresh the same record's text, unless something else is being written."""
        if self.text() == self._known:
            self.setText(text)
        self._known = text

    def flush(self) -> None:
        """Hand over what is written."""
        text = nfc(self.text()).strip()
        if text != self._known:
            self._known = text
            self.left.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)
