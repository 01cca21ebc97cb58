"""What a signature looks like on paper: pen strokes or the typed name, and who signed when and why.

Of drawn strokes only the geometry is kept. Pressure and timing could identify a person and are never taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from inspektor.i18n import Texts
from inspektor.report import style
from inspektor.report.glyphs import TextDoor
from inspektor.report.phrases import listed, signed
from inspektor.report.style import TextStyle
from inspektor.report.tagging import Line, set_lines
from inspektor.report.typeset import Setter

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_PEN = 1.15
_PADDING = 3.0
_GAP = 6.0
_DETAIL_SHARE = 0.42
_SMALLER = 0.92
_DETAIL = TextStyle("regular", 7, 8.5, style.MUTED)
_TYPED = TextStyle("italic", 21, 26, style.INK)
_MOST_POINTS = 4000
_FARTHEST = 1e6  # no screen is that large; what is not a number is not below it either


@dataclass(frozen=True, slots=True)
class Appearance:
    """One signature as it is shown. Without strokes the name is set as typed."""

    name: str
    title: str = ""
    reason: str = ""
    strokes: tuple[Stroke, ...] = field(default=(), repr=False)
    """Lines of (x, y) points; x to the right, y downwards, in any unit."""
    language: str = "sv"


def draw_appearance(appearance: Appearance, width: float, height: float, when: datetime) -> bytes:
    """A one-page PDF of this size in points, on a transparent ground."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1, initialFontName=style.font_name("regular"))
    setter = Setter(TextDoor())
    column = width * _DETAIL_SHARE
    said, shown = _details(_said(appearance, when), setter, column - _PADDING, height - 2 * _PADDING)
    set_lines(canvas, said, width - column, _PADDING + len(said) * shown.leading, shown)
    room = (width - column - 2 * _PADDING - _GAP, height - 2 * _PADDING)
    strokes = _usable(appearance.strokes)
    if strokes:
        _draw_strokes(canvas, strokes, room)
    else:
        _draw_typed(canvas, setter, appearance.name, room)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _said(appearance: Appearance, when: datetime) -> tuple[str, ...]:
    texts = Texts(appearance.language)
    return (listed(appearance.name, appearance.title), signed(when, texts), appearance.reason)


def _details(
    said: Sequence[str], setter: Setter, width: float, height: float
) -> tuple[list[Line], TextStyle]:
    """All lines, never fewer: where the room was made for less, in smaller letters."""
    shown = _DETAIL
    while True:
        lines = [line for text in said for line in setter.lines(text, shown, width)]
        if len(lines) * shown.leading <= height or shown.size < 1:
            return lines, shown
        shown = replace(shown, size=shown.size * _SMALLER, leading=shown.leading * _SMALLER)


def room_for(said: Sequence[str], setter: Setter, width: float) -> float:
    """How high a field of this width must be for what a signature says in it, in points."""
    column = width * _DETAIL_SHARE - _PADDING
    return sum(len(setter.lines(text, _DETAIL, column)) for text in said) * _DETAIL.leading + 2 * _PADDING


def _usable(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes without broken points, thinned where there are very many."""
    kept = [tuple(p for p in stroke if abs(p[0]) < _FARTHEST and abs(p[1]) < _FARTHEST) for stroke in strokes]
    kept = [stroke for stroke in kept if stroke]
    step = -(-sum(map(len, kept)) // _MOST_POINTS)
    if step > 1:
        kept = [stroke[::step] if len(stroke) > step else stroke[:1] for stroke in kept]
    return kept


def _draw_strokes(canvas: Canvas, strokes: Sequence[Stroke], room: Point) -> None:
    """Scale all strokes alike into the room, upright, and draw each as a smooth line."""
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    span = (max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0)
    scale = min(room[0] / span[0], room[1] / span[1])
    lift = _PADDING + (room[1] - span[1] * scale) / 2
    canvas.setStrokeColorRGB(*style.INK)
    canvas.setLineWidth(_PEN)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in strokes:
        _draw_stroke(
            canvas, [(_PADDING + (x - min(xs)) * scale, lift + (max(ys) - y) * scale) for x, y in stroke]
        )


def _draw_stroke(canvas: Canvas, points: Sequence[Point]) -> None:
    """A Catmull-Rom curve through the points, as Bézier segments; a single point as a dot."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    if len(points) == 1:
        path.lineTo(points[0][0] + 0.01, points[0][1])
    padded = [points[0], *points, points[-1]]
    for index in range(1, len(padded) - 2):
        before, start, end, after = padded[index - 1 : index + 3]
        path.curveTo(
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_typed(canvas: Canvas, setter: Setter, name: str, room: Point) -> None:
    """The name in italics, as large as fits on one line."""
    clean = " ".join(setter.door.clean(name, _TYPED.face).split())
    width = setter.width(clean, _TYPED)
    fit = min(1.0, room[0] / width if width else 1.0, room[1] / _TYPED.leading)
    chosen = replace(_TYPED, size=_TYPED.size * fit, leading=_TYPED.leading * fit)
    set_lines(canvas, [Line(clean, width * fit, False)], _PADDING, chosen.leading + room[1] / 6, chosen)
