"""Several of many: a line to find them by, and the chosen ones below, each with a button that takes it away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.buttons import IconButton
from ui.widgets.pick_line import PickLine
from ui.widgets.text import ElidedLabel


class TakeLine(PickLine):
    """`settled(key)` when one was meant: taken from the list, or Enter or Tab pressed; not while one still types."""

    settled = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        completer = self.completer()
        if completer is not None:
            completer.activated.connect(self._settle_taken)

    def _settle_taken(self, _: object) -> None:
        self.settled.emit(self.key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taking = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if taking and self.text().strip():
            self.settle()
            self.settled.emit(self.key())
        else:
            super().keyPressEvent(event)


class PickMany(QWidget):
    """`turned` whenever it gets higher or lower. The line offers what is not chosen yet."""

    turned = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, str] = {}
        self._chosen: list[str] = []
        self._without = ""
        self._line = TakeLine(placeholder)
        self._line.settled.connect(self._take)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addLayout(self._rows)
        self.setFocusProxy(self._line)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these pairs of key and text."""
        self._choices = dict(choices)
        self._offer()

    def leave_out(self, key: str) -> None:
        """Never offer this one; it is chosen elsewhere."""
        self._without = key
        if key in self._chosen:
            self._drop(key)
        self._offer()

    def keys(self) -> tuple[str, ...]:
        """What is chosen, in the order of choosing."""
        return tuple(self._chosen)

    def _offer(self) -> None:
        taken = {*self._chosen, self._without}
        self._line.set_choices([(key, text) for key, text in self._choices.items() if key not in taken])

    def _take(self, key: str) -> None:
        if key and key not in self._chosen:
            self._chosen.append(key)
            self._offer()
            self._show()
            QTimer.singleShot(0, self, self._clear)  # the completer writes its choice after it has told of it

    def _clear(self) -> None:
        self._line.set_key("")

    def _drop(self, key: str) -> None:
        self._chosen.remove(key)
        self._offer()
        self._show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key in self._chosen:
            self._rows.addWidget(self._row(key))
        self.turned.emit()

    def _row(self, key: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(2, 0, 0, 0)
        row.addWidget(ElidedLabel(self._choices[key], "body"), 1)
        remove = IconButton("x", tr("Remove {who}").format(who=self._choices[key]), small=True)
        remove.clicked.connect(partial(self._drop, key))
        row.addWidget(remove)
        return holder
