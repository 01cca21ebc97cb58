"""Photos as they come from a phone: read, checked, and stripped of what points out people and places.

The picture itself is never re-encoded. Removed are the segments that hold position, serial numbers, names, thumbnails and
maker's notes (EXIF, XMP, IPTC, comments); the colour profile stays. Which way up the picture is and when it was taken are read
first and kept as facts of the record.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from inspektor.errors import InspektorError
from inspektor.i18n import tr

MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
_ORIENTATION, _TAKEN, _EXIF_BLOCK = 0x0112, 0x9003, 0x8769
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    }
)


class PhotoRefused(InspektorError):
    """The file is not a picture that can be used."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This file is not a photo that can be read.")

    def advice(self) -> str:
        """What to do."""
        return tr("Choose a JPEG, PNG or WebP picture of at most 60 MB.")


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A cleaned photo. `turn` is the EXIF orientation, 1 to 8; width and height are in pixels as stored, before turning."""

    data: bytes
    media_type: str
    width: int
    height: int
    turn: int
    taken_at: datetime | None


def read_photo(data: bytes) -> PhotoFile:
    """Check a picture by decoding it once, and give it back without the segments that tell more than the picture does."""
    from PIL import Image, UnidentifiedImageError

    if not 0 < len(data) <= MOST_BYTES:
        raise PhotoRefused
    try:
        with Image.open(io.BytesIO(data), formats=list(_TYPES)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoRefused
            exif = image.getexif()
            turn = exif.get(_ORIENTATION)
            taken = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN)
            kind, width, height = str(image.format), image.width, image.height
            image.load()
        cleaned = _CLEANERS[kind](data)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
        zlib.error,
        KeyError,
    ) as error:
        raise PhotoRefused from error
    except Image.DecompressionBombError as error:
        raise PhotoRefused from error
    orientation = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
    return PhotoFile(cleaned, _TYPES[kind], width, height, orientation, _moment(taken))


def _moment(taken: object) -> datetime | None:
    """The camera's local time, taken as Swedish time."""
    try:
        return datetime.strptime(str(taken), "%Y:%m:%d %H:%M:%S").replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    except (ValueError, LookupError):
        return None


def _clean_jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == 0xDA:  # the picture itself, to the end of the image; a phone may hide a film behind it
            end = data.rfind(b"\xff\xd9")
            kept.append(data[at : end + 2 if end > at else len(data)])
            return b"".join(kept)
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at : at + 2 + length]
        if _jpeg_kept(marker, segment):
            kept.append(segment)
        at += 2 + length
    raise ValueError("no picture")


def _jpeg_kept(marker: int, segment: bytes) -> bool:
    if marker == 0xE2:
        return segment[4:].startswith(b"ICC_PROFILE\x00")
    if marker == 0xE0:
        return segment[4:].startswith(b"JFIF\x00")
    if marker == 0xEE:
        return segment[4:].startswith(b"Adobe")  # says how the colours are coded
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _clean_png(data: bytes) -> bytes:
    kept = [data[:8]]
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise ValueError("no end")


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _clean_webp(data: bytes) -> bytes:
    body = b""
    for kind, content in _webp_chunks(data):
        if kind in (b"EXIF", b"XMP "):
            continue
        kept = (
            bytes([content[0] & ~0x0C]) + content[1:] if kind == b"VP8X" else content
        )  # no EXIF, no XMP follows
        body += kind + struct.pack("<I", len(kept)) + kept + b"\x00" * (len(kept) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


_CLEANERS = {"JPEG": _clean_jpeg, "PNG": _clean_png, "WEBP": _clean_webp}
