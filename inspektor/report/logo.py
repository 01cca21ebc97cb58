"""The logo at the top of each page: its picture and its size on paper."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from inspektor.report.style import MM
from inspektor.shapes.letterhead import Letterhead

_WIDEST, _HIGHEST = 44 * MM, 13 * MM


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG and its size in points."""

    png: bytes
    width: float
    height: float


def logo_of(letterhead: Letterhead) -> Logo | None:
    """The logo as large as the head of a page has room for; None if there is none that can be read."""
    try:
        with Image.open(BytesIO(letterhead.logo), formats=("PNG",)) as opened:
            width, height = opened.size
            opened.load()
    except (OSError, ValueError, SyntaxError):
        return None
    scale = min(_WIDEST / width, _HIGHEST / height)
    return Logo(letterhead.logo, width * scale, height * scale)
