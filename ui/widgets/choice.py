"""A list to choose from and a box to tick, drawn so that they look alike on every system."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from ui import theme
from ui.widgets import paint, wrapped_text


class Choice(QComboBox):
    """One of several, unfolded. `chosen(key)` tells of the user's choice only."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        """`choices` are pairs of key and text."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one does not read the style sheet
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._tell)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; the current one stays if it is among them."""
        current = self.current()
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.set_current(current)

    def current(self) -> str:
        """The key of the choice, or ""."""
        key = self.currentData()
        return key if isinstance(key, str) else ""

    def set_current(self, key: str) -> None:
        """Choose without telling; an unknown key shows nothing chosen."""
        self.setCurrentIndex(self.findData(key))

    def _tell(self) -> None:
        self.chosen.emit(self.current())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # turning the wheel over a form must scroll the form, not change an answer

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.px(28), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(16)
        right = QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side)
        paint.icon(painter, "chevron-down", "muted" if self.isEnabled() else "field", right)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font("body"):
            self.setFont(theme.font("body"))


class Check(QCheckBox):
    """A box to tick with words that may take several lines."""

    _BOX, _GAP = 18, 10

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _left(self) -> int:
        return theme.px(self._BOX) + self._GAP + 3

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = wrapped_text.height(self.text(), "body", width - self._left() - 3, 6)
        return max(theme.px(28), round(text) + 8)

    def sizeHint(self) -> QSize:
        width = self._left() + round(paint.width_of(self.text(), "body")) + 4
        return QSize(width, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(28))

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        side = theme.px(self._BOX)
        first_line = wrapped_text.line_spacing("body")
        text = QRectF(self._left(), 0, self.width() - self._left() - 3, self.height())
        spare = text.height() - wrapped_text.height(self.text(), "body", text.width(), 6)
        mark = QRectF(3, spare / 2 + (first_line - side) / 2, side, side)
        ink = "text" if self.isEnabled() else "field"
        if self.isChecked():
            paint.box(painter, mark, 4, "accent" if self.isEnabled() else "field")
            paint.icon(painter, "check", "on_accent", mark.adjusted(2, 2, -2, -2))
        else:
            paint.box(painter, mark, 4, "surface", "field")
        wrapped_text.draw_centred(painter, text, self.text(), "body", ink, 6)
        if self.hasFocus():
            paint.focus_ring(painter, mark.adjusted(-3, -3, 3, 3), 6)
        painter.end()
