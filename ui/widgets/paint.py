"""Strokes that several parts share: boxes, focus rings, lines of text, keycaps, chips."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui import images, theme

Align = Qt.AlignmentFlag
CHIP_PAD, CHIP_ICON, CHIP_GAP = 10, 14, 5
KEYCAP_PAD = 8


def start(painter: QPainter) -> None:
    """Smooth edges and text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def box(
    painter: QPainter, area: QRectF, radius: float, fill: str = "", border: str = "", width: float = 1
) -> None:
    """A rounded box in tokens; its border lies inside the area."""
    painter.save()
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if border:
        painter.setPen(QPen(theme.colour(border), width))
        area = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, area: QRectF, radius: float = 8, token: str = "accent") -> None:
    """The ring round what has the keyboard, 2 px, inside the area."""
    box(painter, area, radius, border=token, width=2)


def selection(painter: QPainter, area: QRectF, radius: float = 8) -> None:
    """The ground of what is chosen; in high contrast it gets a border, since tints do not show."""
    outlined = theme.current().outlined
    box(painter, area, radius, "accent_bg", "accent" if outlined else "", 2)


def line(painter: QPainter, left: float, right: float, y: float, token: str = "line") -> None:
    """A hairline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour(token), 1))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.restore()


def words(
    painter: QPainter,
    area: QRectF,
    text: str,
    role: str,
    tone: str = "text",
    align: Align = Align.AlignLeft | Align.AlignVCenter,
) -> float:
    """One line of text in a role and tone, cut with an ellipsis if it does not fit; returns its width."""
    font = theme.font(role)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    painter.drawText(area, align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def width_of(text: str, role: str) -> float:
    """How wide one line of text is in a role."""
    return QFontMetricsF(theme.font(role)).horizontalAdvance(text)


def line_height(role: str) -> float:
    """The height of one line of a role."""
    return QFontMetricsF(theme.font(role)).height()


def chip_width(text: str, icon: str = "") -> float:
    """How wide a chip is."""
    return 2 * CHIP_PAD + width_of(text, "chip") + (theme.px(CHIP_ICON) + CHIP_GAP if icon else 0)


def chip_height() -> int:
    """How high every chip is."""
    return theme.px(24)


def chip(painter: QPainter, area: QRectF, text: str, kind: str = "neutral", icon: str = "") -> None:
    """A tinted pill with an icon and a word."""
    border = kind if theme.current().outlined else ""
    box(painter, area, area.height() / 2, f"{kind}_bg", border)
    left = area.left() + CHIP_PAD
    if icon:
        side = theme.px(CHIP_ICON)
        place = QRectF(left - 1, area.top(), side, area.height())
        images.draw(painter, icon, theme.colour(kind), place, images.CHIP_STROKE)
        left += side + CHIP_GAP
    words(painter, QRectF(left, area.top(), area.right() - left, area.height()), text, "chip", kind)


def keycap_width(text: str) -> float:
    """How wide a keycap is."""
    return max(theme.px(22), width_of(text, "keycap") + 2 * KEYCAP_PAD)


def keycap_height() -> int:
    """How high every keycap is."""
    return theme.px(18)


def keycap(painter: QPainter, area: QRectF, text: str) -> None:
    """A key as it is printed on the keyboard."""
    box(painter, area, 4, "sunk", "line")
    words(painter, area, text, "keycap", "muted", Align.AlignCenter)


def icon(painter: QPainter, name: str, tone: str, area: QRectF) -> None:
    """An icon in a token, as wide as the area, centred in its height."""
    images.draw(painter, name, theme.colour(tone), area)


def tile(painter: QPainter, area: QRectF, name: str, tone: str, icon_size: int = 18) -> None:
    """An icon on a tinted square."""
    border = tone if theme.current().outlined else ""
    box(painter, area, 10, f"{tone}_bg", border)
    side = theme.px(icon_size)
    place = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    icon(painter, name, tone, place)


def mixed(first: str, second: str, share: float) -> QColor:
    """A colour between two tokens; `share` of the second."""
    one, two = theme.colour(first), theme.colour(second)
    return QColor.fromRgbF(
        one.redF() + (two.redF() - one.redF()) * share,
        one.greenF() + (two.greenF() - one.greenF()) * share,
        one.blueF() + (two.blueF() - one.blueF()) * share,
    )
