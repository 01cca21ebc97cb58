"""Several of many, found by typing one after the other; what was chosen stands below and can be taken away again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.pick_line import PickLine

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNDO = QKeySequence.StandardKey.Undo


class _Line(PickLine):
    """Enter and Shift+Enter go to whoever asked for several; undo to the window while nothing is typed."""

    entered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        self.settle()
        self.fold()
        self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def event(self, event: QEvent) -> bool:
        overriding = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overriding and event.matches(_UNDO) and not self.text():  # type: ignore[attr-defined]  # seen to be one above
            event.ignore()
            return True
        return super().event(event)


class PickSeveral(QWidget):
    """Shift+Enter adds what is typed; Enter `submitted`, or with `enter_adds` adds it too, and submits on an empty line."""

    submitted = Signal()
    changed = Signal()

    def __init__(self, placeholder: str, *, enter_adds: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enter_adds = enter_adds
        self._texts: dict[str, str] = {}
        self._picked: list[str] = []
        self._line = _Line(placeholder)
        self._list = ListRows(tr("Chosen"), fit=True, shows_choice=False)
        self._list.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self._line.entered.connect(self._enter)
        self._line.textEdited.connect(self.changed)
        self._list.opened.connect(self._take_away)
        self.setFocusProxy(self._line)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these pairs of key and text."""
        self._texts = dict(choices)
        self._line.set_choices(choices)

    def set_keys(self, keys: Sequence[str]) -> None:
        """Choose these and empty the line, without telling."""
        self._picked = [key for key in dict.fromkeys(keys) if key in self._texts]
        self._line.set_key("")
        self._show()

    def picked(self) -> list[str]:
        """What is chosen, and what is typed if it is one of the choices."""
        self._line.settle()
        typed = self._line.key()
        return [*self._picked, *([typed] if typed and typed not in self._picked else [])]

    def has_words(self) -> bool:
        """Whether something is typed that is none of the choices."""
        return bool(self._line.text().strip()) and not self._line.key()

    def type_letter(self, letter: str) -> None:
        """Begin to type from elsewhere."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.insert(letter)
        self._line.textEdited.emit(self._line.text())
        self._line.unfold_fitting()

    def _enter(self, more: bool) -> None:
        if (more or self._enter_adds) and self._line.key():
            self.set_keys(self.picked())
            self.changed.emit()
        elif not more:
            self.submitted.emit()

    def _take_away(self, key: str) -> None:
        self.set_keys([each for each in self._picked if each != key])
        self.changed.emit()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        rows = [ListRow(key, self._texts[key], verb=tr("Take away")) for key in self._picked]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
