"""A field for a number of things."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets.lines import TypedLine

_DIGITS = 9


class NumberLine(TypedLine):
    """A whole number, empty for 0. `picked(number)` tells of the user's choice."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0
        self.setFixedWidth(theme.px(110))

    def value(self) -> int:
        """The number last read."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number without telling."""
        self._value = value
        self.setText(str(value) if value else "")

    def settle(self) -> None:
        text = self.text().replace(" ", "").replace("\u00a0", "")
        if text and not (text.isascii() and text.isdecimal()):
            self.refused.emit(tr("Write a whole number."))
            return
        if len(text) > _DIGITS:
            self.refused.emit(tr("The number is too large."))
            return
        self.accepted.emit()
        found, before = int(text or 0), self._value
        self.set_value(found)
        if found != before:
            self.picked.emit(found)
