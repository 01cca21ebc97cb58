"""How paper looks: fonts, sizes, colours and measures. Importing this registers the fonts in this process.

Sizes are in points, colours are sRGB from 0 to 1. All text colours have a contrast of 4.5:1 or more on white and on the
tint; a letterhead may bring another accent. Lato ships with the program; what it lacks is set in DejaVu Sans.
"""

from dataclasses import dataclass, replace
from typing import Any

from reportlab import rl_config  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from inspektor import paths
from inspektor.shapes.letterhead import OWN_ACCENT

Colour = tuple[float, float, float]

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
MARGIN = 20 * MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


def colour(hexadecimal: str) -> Colour:
    """The colour of six hexadecimal digits."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def tint(of: Colour) -> Colour:
    """The colour as ground for text: so pale that everything reads on it."""
    red, green, blue = (1 - (1 - part) * 0.09 for part in of)
    return red, green, blue


TEXT = colour("17202A")
MUTED = colour("505C69")
ACCENT = colour(OWN_ACCENT)
LINE = colour("D5DBE2")
RULE = colour("7F8B98")
TINT = colour("F2F5F8")
INK = colour("1B3A8C")
DRAFT = colour("EBEEF2")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set: face, size and leading in points, colour, and the air around it."""

    face: str
    size: float
    leading: float
    colour: Colour = TEXT
    before: float = 0.0
    after: float = 0.0

    def in_accent(self, accent: Colour) -> "TextStyle":
        """The same, in this colour where it is set in the program's own."""
        return replace(self, colour=accent) if self.colour == ACCENT else self

    def scaled(self, scale: float) -> "TextStyle":
        """The same, larger."""
        return self if scale == 1 else replace(self, size=self.size * scale, leading=self.leading * scale)


BODY = TextStyle("regular", 9.5, 13.5, after=5)
LEAD = TextStyle("regular", 9.5, 13.5, MUTED, after=9)
QUIET = TextStyle("regular", 8.5, 11.5, MUTED, after=5)
STRONG = TextStyle("bold", 9.5, 13.5, after=3)
LABEL = TextStyle("regular", 8.5, 13.5, MUTED)
FACT = TextStyle("regular", 9.5, 13.5)
CELL = TextStyle("regular", 9, 12.5)
CELL_HEAD = TextStyle("bold", 8, 11, MUTED)
CAPTION = TextStyle("regular", 8, 11, MUTED)
TITLE = TextStyle("bold", 20, 25, before=4, after=3)
SECTION = TextStyle("bold", 12.5, 16, ACCENT, before=14, after=5)
SUBSECTION = TextStyle("bold", 10, 13.5, before=7, after=3)
HEADINGS = {1: TITLE, 2: SECTION, 3: SUBSECTION}
RUNNING_TITLE = TextStyle("bold", 8.5, 11)
RUNNING_TEXT = TextStyle("regular", 7.5, 10, MUTED)
TICK = TextStyle("regular", 15, 15)
TICK_ROOM = 6 * MM
CHIP = TextStyle("bold", 8.5, 13.5)
CHIP_PADDING = 5.0
CHIPS = {
    "ok": (colour("1B6E3C"), colour("E2F3E8"), 0.5),
    "warn": (colour("7A5200"), colour("FBF0D6"), 0.9),
    "bad": (colour("A8321F"), colour("FBE9E5"), 1.5),
    "neutral": (colour("465260"), colour("EEF1F4"), 0.5),
}
"""Ink, ground and how thick the border is: the word says it, and without colours the border helps."""
CARD_NAME = TextStyle("bold", 8.5, 12, ACCENT)
CARD = TextStyle("regular", 12, 16.5)
WRITING = 9 * MM
"""Between two lines to write on."""
WORD = TextStyle("bold", 13, 18)
WORD_NUMBER = TextStyle("regular", 9, 18, MUTED)

_FACES = {
    "regular": ("lato", "Lato-Regular"),
    "bold": ("lato", "Lato-Bold"),
    "italic": ("lato", "Lato-Italic"),
    "fallback": ("dejavu", "DejaVuSans"),
    "fallback-bold": ("dejavu", "DejaVuSans-Bold"),
}
_fonts: dict[str, Any] = {}


def _register() -> None:
    rl_config.useA85 = 0  # streams as binary: a sixth smaller and quicker
    for face, (folder, name) in _FACES.items():
        font = TTFont(f"Inspektor-{name}", str(paths.resources() / "fonts" / folder / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        _fonts[face] = font


_register()


def font_name(face: str) -> str:
    """The registered name of a face."""
    return str(_fonts[face].fontName)


def advance_widths(face: str) -> dict[str, float]:
    """The width of each character the face has a glyph for, in thousandths of the size."""
    shape = _fonts[face].face
    return {
        chr(code): float(shape.charWidths[code]) for code in shape.charToGlyph if code in shape.charWidths
    }


def fallback_of(face: str) -> str:
    """The face that stands in where this one lacks a glyph."""
    return "fallback-bold" if face == "bold" else "fallback"
