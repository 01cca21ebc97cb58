"""The page: its margins, its header, and columns that scroll."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.tab_order import TabsAsLaidOut
from ui.widgets.text import ElidedLabel, Label

NARROW = 1180  # page width below which a laptop of 1366 is meant
GAP = 16


class Page(QWidget):
    """A screen's ground: margins of 24, 16 on a narrow window, and 16 between what stands below each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(GAP)
        self._set_margin(24)

    def narrow(self) -> bool:
        """Whether the page is as narrow as on a small laptop."""
        return self.width() < NARROW

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget to the page."""
        self.body.addWidget(widget, stretch)

    def _set_margin(self, margin: int) -> None:
        self.body.setContentsMargins(margin, margin - 4, margin, margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margin(16 if self.narrow() else 24)


class PageHeader(QWidget):
    """Title, a line of facts below it, and at the right what one can do."""

    def __init__(self, title: str, facts: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, "title")
        self._facts = ElidedLabel(facts, "secondary", "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words)
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(28, 0, 0, 0)
        row.addLayout(self._middle)
        row.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        self._facts.setVisible(bool(facts))  # not before it has a place: it would be a window of its own

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_facts(self, facts: str) -> None:
        """Change the line below the title."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._facts.updateGeometry()

    def add_middle(self, widget: QWidget) -> None:
        """Put a segmented control beside the title."""
        self._middle.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Add a button at the right; the primary one last."""
        self._actions.addWidget(widget)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down; its body shows the ground behind it, and Tab goes down it."""

    def __init__(self, *, margin: int = 0, spacing: int = GAP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("look", "clear")
        self.viewport().setProperty("look", "clear")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        self.setWidget(inside)
        TabsAsLaidOut(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def clear(self) -> None:
        """Let go of everything in the column."""
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget to the column."""
        self.body.addWidget(widget, stretch)
