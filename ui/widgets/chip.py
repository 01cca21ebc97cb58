"""Chips: a state or a fact as a tinted pill. Never something to press."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

_LEAST = 48
KINDS = ("accent", "ok", "warn", "bad", "quote", "neutral")


class Chip(QLabel):
    """A word with an icon in one of the six kinds. One that `elides` gives way where there is no room."""

    def __init__(
        self,
        text: str,
        kind: str = "neutral",
        icon: str = "",
        *,
        elides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._elides = kind, icon, elides
        self.setText(text)
        policy = QSizePolicy.Policy.Maximum if elides else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, kind: str, icon: str = "") -> None:
        """Show another state."""
        self._kind, self._icon = kind, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.chip_width(self.text(), self._icon) + 1), paint.chip_height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.px(_LEAST)), hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        paint.chip(painter, QRectF(self.rect()), self.text(), self._kind, self._icon)
        painter.end()
        wanted = self.text() if self.width() < self.sizeHint().width() else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
