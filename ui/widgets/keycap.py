"""Keys shown as on the keyboard, in the words a Swede uses for them."""

import sys

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inspektor.i18n import tr, tr_mark
from ui.widgets import paint

_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"}
_WORDS = {"Shift": tr_mark("Shift"), "Space": tr_mark("Space"), "Del": tr_mark("Del"), "Up": tr_mark("Up")}


def shown(keys: str) -> str:
    """A shortcut such as "Ctrl+Space" as it is printed on the keys."""
    parts = keys.split("+")
    if sys.platform == "darwin":
        return "".join(_MAC.get(part, _word(part)) for part in parts)
    return "+".join(_word(part) for part in parts)


def _word(part: str) -> str:
    return tr(_WORDS[part]) if part in _WORDS else part


class KeyCap(QLabel):
    """A key or a combination beside the thing it does."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(shown(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.keycap_width(self.text())), paint.keycap_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        paint.keycap(painter, QRectF(self.rect()), self.text())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
