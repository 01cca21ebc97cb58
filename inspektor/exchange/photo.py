"""Photos as they come from a phone: read, checked, and stripped of what points out people and places.

The picture itself is never re-encoded. Removed are the parts that hold position, serial numbers, names, thumbnails and
maker's notes (EXIF, XMP, IPTC, comments); the colour profile stays. Which way up the picture is and when it was taken are read
first and kept as facts of the record. Where the kept file is of a kind that PDF and older programs cannot show, a JPEG of the
picture comes with it.
"""

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image, UnidentifiedImageError

from inspektor.exchange import photo_heif
from inspektor.exchange.photo_boxes import brands, is_heif
from inspektor.exchange.photo_refused import (
    BROKEN,
    DRAWING,
    EMPTY,
    FILM,
    MOVES,
    NO_PHOTO,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    PhotoRefused,
)
from inspektor.exchange.photo_segments import CLEANERS

__all__ = ["PhotoFile", "PhotoRefused", "read_photo", "taken_moment"]

MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
"""Of a JPEG, which is looked through at an eighth of its size; what must be decoded whole has photo_heif.MOST_PIXELS."""
SHOWN_SIDE, SHOWN_QUALITY, KEPT_QUALITY = 4096, 88, 93
FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION, _CHANGED, _TAKEN, _OFFSET, _EXIF_BLOCK = 0x0112, 0x0132, 0x9003, 0x9011, 0x8769
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_NOT_SHOWN_EVERYWHERE = frozenset({"CMYK", "I", "I;16", "I;16B", "I;16L"})
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow warns at 89 million; a phone of 108 is no bomb


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A cleaned photo. `turn` is the EXIF orientation, 1 to 8; width and height are in pixels as stored, before turning."""

    data: bytes
    media_type: str
    width: int
    height: int
    turn: int
    taken_at: datetime | None
    original_hash: str
    """SHA-256 of the bytes as received, in hex."""
    shown: bytes | None = None
    """A JPEG of it, the right way up as `turn` has it, where not every program can show `data`."""
    only_jpeg: bool = False
    """Whether `data` is a JPEG made of a HEIC that could not be cleaned safely: the received file is not kept."""


def read_photo(data: bytes) -> PhotoFile:
    """Check a picture by decoding it once, and give it back without the parts that tell more than the picture does.

    PhotoRefused says in a sentence why not.
    """
    if not data:
        raise PhotoRefused(EMPTY)
    if len(data) > MOST_BYTES:
        raise PhotoRefused(TOO_LARGE)
    if is_heif(data):
        return _read_heif(data)
    _refuse_others(data)
    try:
        return _read_other(data)
    except UnidentifiedImageError as error:
        known = data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF"))
        raise PhotoRefused(BROKEN if known else NO_PHOTO) from error
    except Image.DecompressionBombError as error:
        raise PhotoRefused(TOO_MANY_PIXELS) from error
    except _UNREADABLE as error:
        raise PhotoRefused(BROKEN) from error


def _refuse_others(data: bytes) -> None:
    """What people take for photos, or pass off as such, told by its first bytes; names of files are not believed."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html", b"<!--")):
        raise PhotoRefused(DRAWING)
    if brands(data) and b"avif" not in brands(data):
        raise PhotoRefused(FILM)
    if start.startswith((b"gif87a", b"gif89a")):
        raise PhotoRefused(NO_PHOTO)


def _read_other(data: bytes) -> PhotoFile:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        kind, width, height = str(image.format), image.width, image.height
        jpeg = kind in ("JPEG", "MPO")
        if width * height > (MOST_PIXELS if jpeg else photo_heif.MOST_PIXELS):
            raise PhotoRefused(TOO_MANY_PIXELS)
        if not jpeg and getattr(image, "is_animated", False):
            raise PhotoRefused(MOVES)
        exif = image.getexif()
        beside = image.mode in _NOT_SHOWN_EVERYWHERE
        if jpeg and not beside:
            image.draft("RGB", (width // 8, height // 8))  # all of it is looked through, an eighth is kept
        image.load()
        shown = photo_heif.jpeg_of(image, SHOWN_SIDE, SHOWN_QUALITY) if beside else None
    return PhotoFile(
        CLEANERS[kind](data),
        _TYPES[kind],
        width,
        height,
        _turn(exif),
        taken_moment(exif),
        hashlib.sha256(data).hexdigest(),
        shown,
    )


def _read_heif(data: bytes) -> PhotoFile:
    picture = photo_heif.decoded(data)
    width, height = picture.image.size  # libheif has turned it already
    taken = taken_moment(_exif(picture.exif))
    received = hashlib.sha256(data).hexdigest()
    try:
        kept = photo_heif.cleaned(data)
    except (ValueError, LookupError, struct.error):
        jpeg = photo_heif.jpeg_of(picture.image, None, KEPT_QUALITY)
        return PhotoFile(jpeg, "image/jpeg", width, height, 1, taken, received, only_jpeg=True)
    shown = photo_heif.jpeg_of(picture.image, SHOWN_SIDE, SHOWN_QUALITY)
    return PhotoFile(kept, "image/heic", width, height, 1, taken, received, shown)


def _exif(raw: bytes) -> Image.Exif:
    exif = Image.Exif()
    try:
        exif.load(raw)
    except _UNREADABLE:
        return Image.Exif()
    return exif


def _turn(exif: Image.Exif) -> int:
    turn = exif.get(_ORIENTATION)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def taken_moment(exif: Image.Exif) -> datetime | None:
    """When the picture was taken: the camera's local time, with its time zone if it says so, else as Swedish time."""
    try:
        block = exif.get_ifd(_EXIF_BLOCK)
        taken = block.get(_TAKEN) or exif.get(_CHANGED)
        local = datetime.strptime(str(taken).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
        offset = block.get(_OFFSET)
    except _UNREADABLE:
        return None
    try:
        return datetime.strptime(f"{local.isoformat()}{str(offset).strip()}", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return local.replace(tzinfo=ZoneInfo("Europe/Stockholm"))


def exif_from(raw: bytes) -> Image.Exif:
    """Exif as Pillow has it; an empty one if the bytes make no sense."""
    return _exif(raw)
