"""Photos made small for a screen, the right way up. A large picture is decoded at a fraction of its size where the format can."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from inspektor.exchange import photo_heif
from inspektor.exchange.photo import FORMATS, MOST_PIXELS
from inspektor.exchange.photo_boxes import is_heif
from inspektor.exchange.photo_refused import PhotoRefused

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, LookupError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """Red, green and blue, a byte each, row by row without padding."""

    width: int
    height: int
    rgb: bytes


def small(data: bytes, side: int, turn: int) -> SmallPicture | None:
    """A kept photo, `side` pixels along its longer side, turned by its EXIF orientation; None if it cannot be shown."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return _made(image, side, turn)
    except _UNREADABLE:
        return None


def small_file(path: Path, side: int) -> SmallPicture | None:
    """The same of a file on a phone or in a folder, turned as its own Exif says."""
    try:
        with path.open("rb") as file:
            if is_heif(file.read(256)):
                return _made(photo_heif.preview(path.read_bytes(), side), side, 1)
        with Image.open(path, formats=FORMATS) as image:
            return _made(image, side, None)
    except (*_UNREADABLE, PhotoRefused):
        return None


def _made(image: Image.Image, side: int, turn: int | None) -> SmallPicture | None:
    if image.width * image.height > MOST_PIXELS:
        return None
    image.draft("RGB", (side, side))
    image.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    picture = photo_heif.plain(image)
    if turn is None:
        picture = ImageOps.exif_transpose(picture)
    elif turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    return SmallPicture(picture.width, picture.height, picture.tobytes())
