"""The menu of what can be done anywhere: undo and redo by name, sync, keys, lock. Each has its key too."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.operations import Operations


class AppMenu(QMenu):
    """Shows the keys; they work by shortcuts of the window, whether the menu is open or not."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self.setFont(theme.font("body"))
        self._undo = self._add("Ctrl+Z", operations.undo)
        self._redo = self._add("Ctrl+Shift+Z", operations.redo)
        self.addSeparator()
        self.aboutToShow.connect(self._name_steps)
        self._name_steps()

    def add(self, text: str, keys: str, slot: Callable[[], object]) -> None:
        """Add something that can be done."""
        self._add(keys, slot).setText(_with_keys(text, keys))

    def _add(self, keys: str, slot: Callable[[], object]) -> QAction:
        action = QAction(self)
        action.setProperty("keys", keys)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _name_steps(self) -> None:
        for action, label, empty, words in (
            (self._undo, self._operations.undo_label(), tr("Nothing to undo"), tr("Undo: {step}")),
            (self._redo, self._operations.redo_label(), tr("Nothing to redo"), tr("Redo: {step}")),
        ):
            text = words.format(step=tr(label)) if label else empty
            action.setText(_with_keys(text, str(action.property("keys"))))
            action.setEnabled(label is not None)


def _with_keys(text: str, keys: str) -> str:
    """The text and its key at the right, shown but not bound a second time."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text.replace('&', '&&')}\t{shown}"
