"""Text over a limited number of lines, cut with an ellipsis at the end of the last one; QLabel cannot."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui import theme

_LINE_SEPARATOR = "\u2028"


def lines(text: str, role: str, width: float, most: int) -> tuple[str, ...]:
    """The text broken at words to a width, `most` lines at most, the last one cut if there is more."""
    fitting = (
        most * max(1, int(width)) + 1
    )  # no letter is narrower than a pixel: what lies beyond cannot be seen
    return _lines(text[:fitting], (role, theme.text_size()), max(1, int(width)), most)


@lru_cache(maxsize=4096)
def _lines(text: str, style: tuple[str, int], width: int, most: int) -> tuple[str, ...]:
    font = theme.font(style[0])
    pieces = _broken(text, font, width)
    if len(pieces) <= most:
        return tuple(pieces)
    rest = " ".join(piece.strip() for piece in pieces[most - 1 :])
    cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return (*pieces[: most - 1], cut)


def _broken(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts UTF-16 units, Python code points
    pieces = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        pieces.append(units[start : start + 2 * line.textLength()].decode("utf-16-le").rstrip("\n "))
    layout.endLayout()
    return pieces or [""]


def line_spacing(role: str) -> float:
    """From one line to the next."""
    return QFontMetricsF(theme.font(role)).lineSpacing()


def height(text: str, role: str, width: float, most: int) -> float:
    """How high the text becomes."""
    return len(lines(text, role, width, most)) * line_spacing(role)


def draw(painter: QPainter, area: QRectF, text: str, role: str, tone: str, most: int) -> bool:
    """Paint the text from the top of the area; returns whether it was cut."""
    font = theme.font(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    shown = lines(text, role, area.width(), most)
    for number, words in enumerate(shown):
        baseline = area.top() + number * metrics.lineSpacing() + metrics.ascent()
        painter.drawText(QPointF(area.left(), baseline), words)
    return shown[-1].endswith("…") and not text.endswith("…")


def draw_centred(painter: QPainter, area: QRectF, text: str, role: str, tone: str, most: int) -> bool:
    """Paint the text in the middle of the area's height."""
    spare = area.height() - height(text, role, area.width(), most)
    return draw(painter, area.adjusted(0, spare / 2, 0, 0), text, role, tone, most)
