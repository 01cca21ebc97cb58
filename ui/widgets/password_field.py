"""A field for a passphrase: hidden or shown, and a word when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.lines import IconLine
from ui.widgets.text import Label


class _Line(IconLine):
    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt cannot ask for the state of Caps Lock; a letter whose case disagrees with Shift gives it away.
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps.emit(False)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A passphrase. `submitted` on Enter."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = _Line()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        line.setInputMethodHints(
            hints.ImhHiddenText
            | hints.ImhSensitiveData
            | hints.ImhNoPredictiveText
            | hints.ImhNoAutoUppercase
        )
        self._eye = line.add_icon("eye", tr("Show what is written"))
        self._eye.triggered.connect(self._turn)
        line.caps.connect(self._show_caps)
        line.returnPressed.connect(self.submitted)
        line.textEdited.connect(self.edited)
        self._line = line
        self._caps = Label(tr("Caps Lock is on."), "secondary", "warn")
        self._caps.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(line)
        column.addWidget(self._caps)
        self.setFocusProxy(line)

    def text(self) -> str:
        """What is written."""
        return self._line.text()

    def clear(self) -> None:
        """Empty it and hide what is written next."""
        self._line.clear()
        self._hide_again()

    def select_all(self) -> None:
        """Select everything, so that the next try replaces it."""
        self._line.selectAll()

    def _turn(self) -> None:
        if self._line.echoMode() == QLineEdit.EchoMode.Password:
            self._line.setEchoMode(QLineEdit.EchoMode.Normal)
            self._line.change_icon(self._eye, "eye-off", tr("Hide what is written"))
        else:
            self._hide_again()

    def _hide_again(self) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.change_icon(self._eye, "eye", tr("Show what is written"))

    def _show_caps(self, on: bool) -> None:
        self._caps.setVisible(on)
