"""A small number that is changed by steps: typed, with the arrow keys, or by two buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.screens.follow_up.number_line import NumberLine
from ui.widgets.buttons import IconButton


class _Steps(NumberLine):
    """Up and down change it by one."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class CountField(QWidget):
    """`picked(number)` tells of the user's choice; never below 0 nor above `most`."""

    picked = Signal(int)

    def __init__(self, name: str, *, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._line = _Steps()
        self._line.setFixedWidth(theme.px(52))
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText("0")
        self._line.setValidator(QIntValidator(0, most, self._line))
        self._less = IconButton("minus", tr("One fewer: {what}").format(what=name), framed=True, small=True)
        self._more = IconButton("plus", tr("One more: {what}").format(what=name), framed=True, small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._less, self._line, self._more):
            row.addWidget(part)
        for button in (self._less, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same where the number is
        self.setFocusProxy(self._line)
        self._less.clicked.connect(self._one_fewer)
        self._more.clicked.connect(self._one_more)
        self._line.stepped.connect(self._step)
        self._line.picked.connect(self._take)
        self.set_value(0)

    def set_value(self, value: int) -> None:
        """Show a number without telling."""
        self._line.set_value(value)
        self._less.setEnabled(value > 0)
        self._more.setEnabled(value < self._most)

    def value(self) -> int:
        """The number."""
        return self._line.value()

    def _one_fewer(self) -> None:
        self._step(-1)

    def _one_more(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        self._line.settle()
        self._take(self._line.value() + step)

    def _take(self, value: int) -> None:
        value = min(max(value, 0), self._most)
        self.set_value(value)
        self.picked.emit(value)
