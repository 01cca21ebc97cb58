"""Labels in the roles of the type scale."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import wrapped_text


class Label(QLabel):
    """Text in a role ("title", "card", "body", "secondary" …) and a tone ("muted", "ok", "bad" …).

    Never interprets markup, so what people wrote is shown as they wrote it.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(theme.font(role))
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font(self._role):
            self.setFont(theme.font(self._role))


class Lines(QWidget):
    """A line of fact and a quieter one below it, close together."""

    def __init__(
        self, first: str, second: str = "", role: str = "control", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._first = ElidedLabel(first, role)
        self._second = ElidedLabel(second, "secondary", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addStretch(1)
        self._second.setVisible(bool(second))

    def say(self, first: str, second: str = "") -> None:
        """Change both."""
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self._first.updateGeometry()
        self._second.updateGeometry()


class ElidedLabel(QLabel):
    """Text on a limited number of lines; what is cut shows whole as a tool tip and to screen readers."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        most: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tone, self._most = role, tone, most
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(most > 1)
        self.setSizePolicy(policy)
        self.setFont(theme.font(role))
        self.setText(text)

    def sizeHint(self) -> QSize:
        width = round(self.fontMetrics().horizontalAdvance(self.text())) + 2
        return QSize(width, round(wrapped_text.line_spacing(self._role)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return self._most > 1

    def heightForWidth(self, width: int) -> int:
        return round(wrapped_text.height(self.text(), self._role, width, self._most))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        cut = wrapped_text.draw_centred(painter, area, self.text(), self._role, self._tone, self._most)
        painter.end()
        wanted = self.text() if cut else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font(self._role):
            self.setFont(theme.font(self._role))
            self.updateGeometry()
