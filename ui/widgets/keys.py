"""Keys that do something while the keyboard is in a part of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.rights import reads

INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
ANYWHERE = Qt.ShortcutContext.WindowShortcut
ITSELF = Qt.ShortcutContext.WidgetShortcut
Pressed = str | Qt.Key | QKeySequence.StandardKey


def bind(
    over: QWidget,
    *bound: tuple[Pressed, Callable[[], object]],
    reading: bool = False,
    where: Qt.ShortcutContext = INSIDE,
) -> None:
    """Call what belongs to the keys; `reading` if it changes nothing that others see."""
    for keys, slot in bound:
        shortcut = QShortcut(QKeySequence(keys), over)
        shortcut.setContext(where)
        shortcut.activated.connect(slot)
        if reading:
            reads(shortcut)
