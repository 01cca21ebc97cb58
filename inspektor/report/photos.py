"""Photos for paper: turned upright, in sRGB, no larger than print needs, without hidden data."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

PIXELS_PER_INCH = 200
QUALITY = 82
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation."""
# What decoding a damaged or hostile picture raises; Pillow has no common class for them.
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Print:
    """A photo ready for the page: JPEG bytes and its size in pixels."""

    jpeg: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Print({self.width} x {self.height}, {len(self.jpeg)} bytes)"


def for_print(data: bytes, width: float, height: float, turn: int = 1) -> Print | None:
    """The photo for a place of this size in points, or None if it cannot be read.

    `turn` is the EXIF orientation that the record keeps; a file that still has its own is turned by that.
    """
    largest = (round(width / 72 * PIXELS_PER_INCH), round(height / 72 * PIXELS_PER_INCH))
    try:
        with Image.open(BytesIO(data)) as opened:
            # Decode at a fraction of the size where the format can; both ways round, as it may be turned.
            side = max(largest)
            opened.draft("RGB", (side, side))
            # What cannot be decoded small is made smaller before it is copied.
            opened.thumbnail((2 * side, 2 * side), Image.Resampling.BOX, reducing_gap=1.0)
            picture = ImageOps.exif_transpose(opened)
            if turn in _TURNS:
                picture = picture.transpose(_TURNS[turn])
            picture.thumbnail(largest, Image.Resampling.LANCZOS, reducing_gap=2.0)
            picture = _rgb(picture)
    except _UNREADABLE:
        return None
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=False)
    return Print(out.getvalue(), *picture.size)


def _rgb(picture: Image.Image) -> Image.Image:
    """In sRGB on white: phones keep wider colours, which a file for the archive would show wrongly."""
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground.convert("RGB")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        picture = converted or picture
    clean = Image.new("RGB", picture.size)
    clean.paste(picture.convert("RGB"))
    return clean
