"""A banner stands in the page: an icon, one bold line of fact, one line of meaning, at most one button."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspektor.i18n import tr
from ui import theme
from ui.widgets import paint
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.card import Icon
from ui.widgets.rights import reads
from ui.widgets.text import Label

# "warn" = look here, "bad" = something stops you, "accent" = good to know
_ICONS = {"warn": "triangle-alert", "bad": "octagon-alert", "accent": "info", "ok": "circle-check"}


class Banner(QFrame):
    """Says one thing in the page. Never closes by itself. `acted` is its button."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        kind: str,
        fact: str,
        meaning: str = "",
        action: str = "",
        *,
        icon: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        tone = "text" if kind == "accent" else kind
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 12, 11)
        row.setSpacing(12)
        row.addWidget(Icon(icon or _ICONS[kind], kind), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._fact = Label(fact, "strong", kind, wrap=True)
        self._meaning = Label(meaning, "secondary", tone, wrap=True)
        words.addWidget(self._fact)
        words.addWidget(self._meaning)
        row.addLayout(words, 1)
        self._meaning.setVisible(bool(meaning))
        if action:
            button = secondary(action, small=True)
            button.clicked.connect(self.acted)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            close = IconButton("x", tr("Close the message"), tone=kind, small=True)
            close.clicked.connect(self.closed)
            reads(close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._speak()

    def say(self, fact: str, meaning: str = "") -> None:
        """Say something else of the same kind."""
        self._fact.setText(fact)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self._speak()

    def fact(self) -> str:
        """The bold line."""
        return self._fact.text()

    def meaning(self) -> str:
        """The line below it."""
        return self._meaning.text()

    def _speak(self) -> None:
        self.setAccessibleName(self._fact.text())
        self.setAccessibleDescription(self._meaning.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        border = self._kind if theme.current().outlined else ""
        paint.box(painter, QRectF(self.rect()), 8, f"{self._kind}_bg", border, 2)
        painter.end()


class BannerArea(QWidget):
    """The place in a page where trouble is told. Empty, it takes no room. The same fact stands there once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._banners: list[Banner] = []
        self.setVisible(False)

    def tell(self, kind: str, fact: str, meaning: str = "", action: str = "") -> Banner:
        """Show a banner until it is closed or `clear` is called."""
        for banner in self._banners:
            if banner.fact() == fact and not action:
                banner.say(fact, meaning)
                return banner
        banner = Banner(kind, fact, meaning, action, closable=True)
        banner.closed.connect(self._close_sender)
        self._banners.append(banner)
        self._column.addWidget(banner)
        self.setVisible(True)
        return banner

    def banners(self) -> list[Banner]:
        """What is told now."""
        return list(self._banners)

    def clear(self) -> None:
        """Take everything away."""
        for banner in list(self._banners):
            self._remove(banner)

    def _close_sender(self) -> None:
        sender = self.sender()
        if isinstance(sender, Banner):
            self._remove(sender)

    def _remove(self, banner: Banner) -> None:
        if banner in self._banners:
            self._banners.remove(banner)
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._banners))
