"""A field for six digits that nobody beside sees."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from inspektor.shapes.pin import DIGITS
from ui import theme
from ui.widgets.lines import IconLine


class PinField(IconLine):
    """`filled(pin)` as soon as the last digit is there; `submitted` on Enter."""

    filled = Signal(str)
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(DIGITS)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhDigitsOnly | hints.ImhHiddenText | hints.ImhSensitiveData)
        self.setFixedWidth(theme.px(200))
        self.textEdited.connect(self._look)
        self.returnPressed.connect(self.submitted)

    def _look(self, text: str) -> None:
        if len(text) == DIGITS:
            self.filled.emit(text)
