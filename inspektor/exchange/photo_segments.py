"""JPEG, PNG and WebP without the segments that tell more than the picture does. Not one byte of the picture is changed."""

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split(),
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"))
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in coded data FF 00 is a value, FF D0-D7 a restart
_WINDOW = 1 << 20  # a search holds the interpreter; the window must not stand still for it


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
        if marker == 0xD9:  # the end; a phone may hide a film or a second picture behind it
            return b"".join([*kept, data[at : at + 2]])
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        end = at + 2 + length
        if marker == 0xDA:
            end = _scan_end(data, end)
        if _jpeg_kept(marker, data[at : at + 20]):
            kept.append(data[at:end])
        at = end
    if at < len(data) and data[at : at + 2] != b"\xff\xd9":
        raise ValueError("no end")
    return b"".join([*kept, b"\xff\xd9"])


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data that begins at `at` ends: at the next marker."""
    while at < len(data):
        if found := _MARKER.search(data, at, at + _WINDOW):
            return found.start()
        at += _WINDOW - 1  # a marker may lie across the border
    return len(data)


def _jpeg_kept(marker: int, start: bytes) -> bool:
    if marker == 0xE2:
        return start[4:].startswith(b"ICC_PROFILE\x00")
    if marker == 0xE0:
        return start[4:].startswith(b"JFIF\x00")
    if marker == 0xEE:
        return start[4:].startswith(b"Adobe")  # says how the colours are coded
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
    parts = []
    for kind, content in _webp_chunks(data):
        if kind not in _WEBP_KEPT:
            continue
        if kind == b"VP8X":
            content = bytes([content[0] & ~0x0C]) + content[1:]  # no EXIF, no XMP follows
        parts += [kind, struct.pack("<I", len(content)), content, b"\x00" * (len(content) % 2)]
    body = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


CLEANERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"JPEG": _clean_jpeg, "MPO": _clean_jpeg, "PNG": _clean_png, "WEBP": _clean_webp}
)
"""By Pillow's name of the format. MPO is a JPEG with more pictures behind it; the first is the photo."""
