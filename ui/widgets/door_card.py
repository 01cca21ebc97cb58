"""The card in the middle of an otherwise empty window: the lock, the first start."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import Card, Tile
from ui.widgets.text import Label


class DoorCard(Card):
    """A tile, a title, a line below it, and a body."""

    def __init__(
        self, icon: str, title: str, line: str = "", *, width: int = 420, parent: QWidget | None = None
    ) -> None:
        super().__init__(padding=40, spacing=16, parent=parent)
        self.setFixedWidth(theme.px(width))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(title, "title", wrap=True)
        self._title.setAlignment(centre)
        self._line = Label(line, "secondary", "muted", wrap=True)
        self._line.setAlignment(centre)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self.body.setContentsMargins(40, 36, 40, 32)
        self.body.addWidget(Tile(icon, size=56), 0, centre)
        self.body.addSpacing(4)
        self.body.addLayout(words)
        self.body.addSpacing(8)
        self._line.setVisible(bool(line))

    def set_line(self, line: str) -> None:
        """Change the line below the title."""
        self._line.setText(line)
        self._line.setVisible(bool(line))


class _Ground(QWidget):
    """As high as its cards need at their width; a scroll area alone does not ask for that."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            layout = self.layout()
            if layout is not None:
                self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        return super().event(event)


class Door(QWidget):
    """The ground the cards stand on, one at a time; scrolls when the window is lower than the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = _Ground()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.addStretch(1)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setProperty("look", "clear")
        scroll.setWidget(self._inside)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._cards: list[QWidget] = []

    def add_card(self, card: QWidget) -> None:
        """Take a card in; the first one is shown."""
        self._cards.append(card)
        row = QHBoxLayout()  # not an alignment: the height would be reckoned at the whole window's width
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        self._column.insertLayout(len(self._cards), row)
        card.setVisible(len(self._cards) == 1)

    def show_card(self, card: QWidget) -> None:
        """Show that card alone."""
        for each in self._cards:
            each.setVisible(each is card)
