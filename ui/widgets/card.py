"""Cards and the small pictures on them: icon tiles, initials, dates, bars of severity."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.text import Label

ROW_INSET = 10


class Rule(QFrame):
    """A hairline between things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")
        self.setFixedHeight(1)


class Card(QFrame):
    """A surface with a border. `look`: "card", "sunk" (a quiet box), "box" (a frame inside a card)."""

    def __init__(
        self,
        title: str = "",
        *,
        count: str = "",
        padding: int = 20,
        spacing: int = 12,
        look: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)
        self._outer.addLayout(self.body, 1)
        self.head: QHBoxLayout | None = None
        self._count: Label | None = None
        if title:
            self._add_head(title, count)

    def _add_head(self, title: str, count: str) -> None:
        self._count = Label(count, "label", "muted")
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addStrut(theme.px(28))
        self.head.addWidget(Label(title, "card"))
        self.head.addWidget(self._count)
        self.head.addStretch(1)
        self.body.addLayout(self.head)

    def set_count(self, count: str) -> None:
        """Change the figure beside the title."""
        if self._count is not None:
            self._count.setText(count)

    def add_action(self, widget: QWidget) -> None:
        """Put a link or a button at the right end of the title."""
        if self.head is None:
            raise ValueError("a card without a title has no place for an action")
        self.head.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget to the body."""
        self.body.addWidget(widget, stretch)

    def add_rows(self, rows: QWidget, stretch: int = 0) -> None:
        """Add a list: its rows reach into the padding, so that their pictures stand in line with the title."""
        inner = self.body.contentsMargins()
        if inner.left() >= ROW_INSET and self.head is not None:
            left, right = inner.left() - ROW_INSET, inner.right() - ROW_INSET
            self.body.setContentsMargins(left, inner.top(), right, inner.bottom())
            self.head.setContentsMargins(ROW_INSET, 0, ROW_INSET, 0)
        self.body.addWidget(rows, stretch)

    def add_inset(self, part: QWidget | QLayout) -> None:
        """Add something else to a card with a list: it begins where the title does."""
        holder = QHBoxLayout()
        holder.setContentsMargins(ROW_INSET, 0, ROW_INSET, 0)
        if isinstance(part, QWidget):
            holder.addWidget(part)
        else:
            holder.addLayout(part)
        self.body.addLayout(holder)

    def set_footer(self, widget: QWidget) -> None:
        """Add a strip below the body, behind a hairline."""
        self._outer.addWidget(Rule())
        holder = QHBoxLayout()
        holder.setContentsMargins(20, 12, 20, 12)
        holder.addWidget(widget)
        self._outer.addLayout(holder)


class _Painted(QWidget):
    """A small picture of a fixed size; says nothing to screen readers, the words beside it do."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = (width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._measures[0]), theme.px(self._measures[1]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.start(painter)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint it."""
        raise NotImplementedError


class Icon(_Painted):
    """An icon in a tone; give it a word beside it, or a name."""

    def __init__(
        self,
        name: str,
        tone: str = "muted",
        size: int = 18,
        *,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size, size, parent)
        self._name, self._tone = name, tone
        self.setAccessibleName(spoken)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        paint.icon(painter, self._name, self._tone, area)


class Tile(_Painted):
    """An icon on a tinted square."""

    def __init__(
        self, icon: str, tone: str = "accent", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(size, size, parent)
        self._icon, self._tone, self._large = icon, tone, size > 40

    def show_icon(self, name: str, tone: str = "accent") -> None:
        """Show another icon."""
        self._icon, self._tone = name, tone
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        paint.tile(painter, area, self._icon, self._tone, 22 if self._large else 18)


class Avatar(_Painted):
    """A person's initials on a tinted disc."""

    def __init__(
        self, initials: str, tone: str = "accent", size: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(size, size, parent)
        self._initials, self._tone = initials, tone

    def show_initials(self, initials: str) -> None:
        """Show somebody else."""
        self._initials = initials
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        border = self._tone if theme.current().outlined else ""
        paint.box(painter, area, area.height() / 2, f"{self._tone}_bg", border)
        paint.words(painter, area, self._initials, "head", self._tone, Qt.AlignmentFlag.AlignCenter)


def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


class DateTile(_Painted):
    """A day and a month on a square."""

    def __init__(self, day: str, month: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(46, 46, parent)
        self._day, self._month, self._tone = day, month, tone

    def draw(self, painter: QPainter, area: QRectF) -> None:
        draw_date(painter, area, self._day, self._month, self._tone)


def draw_date(painter: QPainter, area: QRectF, day: str, month: str, tone: str = "") -> None:
    """Paint a day above its month on a square; without a tone, quiet."""
    border = "field" if theme.current().outlined else ""
    paint.box(painter, area, 8, f"{tone}_bg" if tone else "sunk", border)
    middle = area.top() + area.height() * 0.52
    centre = Qt.AlignmentFlag.AlignHCenter
    upper = QRectF(area.left(), area.top(), area.width(), middle - area.top())
    lower = QRectF(area.left(), middle, area.width(), area.bottom() - middle)
    paint.words(painter, upper, day, "card", tone or "text", centre | Qt.AlignmentFlag.AlignBottom)
    paint.words(painter, lower, month, "small", tone or "muted", centre | Qt.AlignmentFlag.AlignTop)


def draw_bars(painter: QPainter, area: QRectF, level: int, tone: str) -> None:
    """Paint four growing bars, `level` of them in the tone; the word stands beside them."""
    width, gap = area.width() / 5.2, area.width() / 15
    for number in range(4):
        height = area.height() * (0.25 + 0.25 * number)
        left = area.left() + number * (width + gap)
        bar = QRectF(left, area.bottom() - height, width, height)
        filled = number < level
        paint.box(painter, bar, 1.5, tone if filled else "line", "" if filled else "line")


class SeverityBars(_Painted):
    """How serious, as four growing bars."""

    def __init__(self, level: int, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(18, 14, parent)
        self._level, self._tone = level, tone

    def draw(self, painter: QPainter, area: QRectF) -> None:
        draw_bars(painter, area, self._level, self._tone)
