"""A logo as it comes from a file: a PNG or JPEG, made a PNG of a size that paper needs, without what else it carries."""

from io import BytesIO

from PIL import Image, ImageOps

from inspektor.errors import InspektorError
from inspektor.i18n import tr

MOST_BYTES = 5_000_000
MOST_PIXELS = (1200, 400)
_MOST_AREA = 50_000_000
# What decoding a damaged or hostile picture raises; Pillow has no common class for them.
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError)


class LogoRefused(InspektorError):
    """The file is no logo that can be used."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The file is no PNG or JPEG picture of at most {n} MB.").format(n=MOST_BYTES // 1_000_000)

    def advice(self) -> str:
        """What to do."""
        return tr("Save it anew as PNG from a picture program. A whole SVG is taken in the window.")


def logo(data: bytes) -> bytes:
    """The logo as PNG on white; LogoRefused if it cannot be read."""
    if not data or len(data) > MOST_BYTES:
        raise LogoRefused
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_AREA:
                raise LogoRefused
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except _UNREADABLE as error:
        raise LogoRefused from error
    turned.thumbnail(MOST_PIXELS, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", turned.size, "white")
    ground.alpha_composite(turned)
    out = BytesIO()
    ground.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
