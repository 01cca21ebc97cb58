"""Photo files as phones write them, drawn here: with position, serial number, thumbnail, and the ways they go wrong."""

import io
import struct
from functools import cache

from PIL import Image, ImageDraw

TAKEN = "2026:11:26 10:11:12"
SECRETS = (b"SERIAL-4711", b"Norrphone", b"NOTE-BY-THE-MAKER")


def drawn(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture that is not one colour."""
    picture = Image.new("RGB", size, (40, 70, 120))
    draw = ImageDraw.Draw(picture)
    for x in range(0, size[0], 24):
        draw.line((x, 0, size[0] - x, size[1]), fill=(x % 255, 140, 90), width=4)
    return picture.convert(mode)


def exif(turn: int = 1, taken: str = TAKEN, offset: str = "") -> bytes:
    """Exif with everything that points somebody out."""
    made = Image.Exif()
    made[0x0112], made[0x010F] = turn, "Norrphone"
    position = made.get_ifd(0x8825)
    position[1], position[2], position[3], position[4] = "N", (59.0, 21.0, 3.0), "E", (18.0, 1.0, 2.0)
    block = made.get_ifd(0x8769)
    block[0xA431], block[0x927C] = "SERIAL-4711", b"NOTE-BY-THE-MAKER"
    if taken:
        block[0x9003] = taken
    if offset:
        block[0x9011] = offset
    return made.tobytes()


def jpeg(
    size: tuple[int, int] = (640, 480), *, turn: int = 1, mode: str = "RGB", taken: str = TAKEN
) -> bytes:
    """A JPEG from a phone."""
    out = io.BytesIO()
    drawn(size, mode).save(out, "JPEG", quality=80, exif=exif(turn, taken))
    return out.getvalue()


@cache
def heic(size: tuple[int, int] = (640, 480), *, thumbnail: int = 128, taken: str = TAKEN) -> bytes:
    """A HEIC from a phone."""
    import pillow_heif

    out = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><p>NOTE-BY-THE-MAKER</p></x:xmpmeta>'
    made = pillow_heif.from_pillow(drawn(size))
    made.save(out, quality=50, exif=exif(taken=taken), xmp=xmp, thumbnails=[thumbnail] if thumbnail else [])
    return out.getvalue()


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    """The picture as a file of that kind."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is huge."""
    whole = bytearray(saved(drawn((8, 8)), "PNG"))
    whole[16:24] = struct.pack(">II", width, height)
    import zlib

    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    return bytes(whole)
