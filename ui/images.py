"""Icons: Lucide drawings coloured, drawn by QtSvg and kept."""

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspektor import paths

STROKE = "1.75"
CHIP_STROKE = "2"
_LARGEST_SVG = QSize(1200, 400)
_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)  # what a QIcon carries, for screens of any density


@cache
def _drawing(name: str) -> str:
    path = paths.resources() / "icons" / f"{name}.svg"
    return re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"))


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@cache
def _pixmap(name: str, colour: str, size: int, dpr: float, stroke: str) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    side = max(1, round(size * dpr))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def pixmap(
    name: str, colour: QColor | str, size: int = 18, dpr: float = 1.0, stroke: str = STROKE
) -> QPixmap:
    """The icon in a colour, `size` logical pixels wide, sharp at the given device pixel ratio."""
    return _pixmap(name, QColor(colour).name(), size, dpr, stroke)


def icon(name: str, colour: QColor | str, size: int = 18, disabled: QColor | str | None = None) -> QIcon:
    """The icon for buttons and menus, sharp at the usual screen densities."""
    made = QIcon()
    for dpr in _SCALES:
        made.addPixmap(pixmap(name, colour, size, dpr))
        if disabled is not None:
            made.addPixmap(pixmap(name, disabled, size, dpr), QIcon.Mode.Disabled)
    return made


def draw(painter: QPainter, name: str, colour: QColor | str, area: QRectF, stroke: str = STROKE) -> None:
    """Paint the icon into a square of the area's width, centred in its height."""
    side = round(area.width())
    device = painter.device()
    dpr = device.devicePixelRatioF() if device is not None else 1.0
    corner = QPointF(area.left(), area.top() + (area.height() - side) / 2)
    painter.drawPixmap(corner, pixmap(name, colour, side, dpr, stroke))


def svg_as_png(path: Path, most: int) -> bytes:
    """A drawing as a PNG, sharp enough for paper; b"" if it is none or larger than `most` bytes."""
    try:
        with path.open("rb") as opened:
            drawing = opened.read(most + 1)
    except OSError:
        return b""
    renderer = QSvgRenderer(QByteArray(drawing[:most]))
    size = renderer.defaultSize()
    if len(drawing) > most or not renderer.isValid() or size.isEmpty():
        return b""
    picture = QImage(
        size.scaled(_LARGEST_SVG, Qt.AspectRatioMode.KeepAspectRatio), QImage.Format.Format_ARGB32
    )
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    out = QBuffer()
    picture.save(out, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here, PySide a str
    return bytes(out.data().data())


def forget() -> None:
    """Let go of every kept pixmap; for tests, and before the application object dies."""
    _pixmap.cache_clear()
