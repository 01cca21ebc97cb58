"""HEIC pictures: decoded by libheif, and emptied in place of what is not picture.

A HEIC file is a list of items and a heap of data. The data of Exif, XMP, thumbnails and of everything whose kind is not known to
be picture is overwritten where it lies, so that the picture's own data stays byte by byte and at its place. Phones hang films
and notes of their own behind the picture; these go too.
"""

import io
from dataclasses import dataclass
from mmap import mmap

from PIL import Image

from inspektor.exchange.photo_boxes import Box, Item, Layout, Span, boxes, is_sequence, layout
from inspektor.exchange.photo_refused import BROKEN, MOVES, TOO_MANY_PIXELS, PhotoRefused

MOST_PIXELS = 65_000_000  # decoded whole, unlike a JPEG: 64 megapixels is the largest that phones make
_PICTURES = frozenset(b"hvc1 hev1 lhv1 grid iden iovl tmap jpeg avc1".split())
_META = frozenset(b"hdlr pitm iinf iloc iref iprp idat dinf grpl".split())
_TELLING = frozenset(
    b"udes uuid crtt mdft altt".split()
)  # properties that hold words, times or who knows what
_EMPTY_EXIF = b"\x00\x00\x00\x06Exif\x00\x00MM\x00*\x00\x00\x00\x08" + bytes(6)
_EMPTY_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
_UNREADABLE = (ValueError, OSError, RuntimeError, SyntaxError, EOFError, LookupError, MemoryError)


@dataclass(frozen=True, slots=True)
class HeifPicture:
    """A decoded HEIC, already the right way up, and its Exif as Pillow reads it ("Exif" and two zeros first)."""

    image: Image.Image
    exif: bytes


def decoded(data: bytes) -> HeifPicture:
    """The picture. PhotoRefused if it moves, is too large, or cannot be decoded."""
    import pillow_heif

    if is_sequence(data):
        raise PhotoRefused(MOVES)
    try:
        opened = pillow_heif.open_heif(data)
        if opened.size[0] * opened.size[1] > MOST_PIXELS:
            raise PhotoRefused(TOO_MANY_PIXELS)
        return HeifPicture(opened.to_pillow(), bytes(opened.info.get("exif") or b""))
    except _UNREADABLE as error:
        raise PhotoRefused(BROKEN) from error


def cleaned(data: bytes) -> bytes:
    """The same file without position, names, thumbnails and maker's notes; ValueError if that cannot be done safely."""
    import pillow_heif

    known = layout(data)
    out = bytearray(data)
    kept = sorted(span for item in known.items if _is_picture(item, known) for span in item.spans)
    heap = [box for box in (*known.top, *known.meta) if box.kind in (b"mdat", b"idat")]
    _check(kept, heap)
    for box in heap:
        _blank_between(out, box, kept)
    for item in known.items:
        if not _is_picture(item, known):
            _empty(out, item, kept)
    for number, at in known.thumbnails.items():
        out[at : at + 4] = b"skip"
        for item in known.items:
            if item.number == number:
                out[item.named_at : item.named_at + 4] = b"skip"
    _blank_boxes(out, data, known)
    whole = bytes(out[: _end(known)])
    try:
        pillow_heif.open_heif(whole)
    except _UNREADABLE as error:
        raise ValueError("no longer a picture") from error
    return whole


def exif_of(data: bytes | mmap) -> bytes:
    """The Exif of a file, read without decoding the picture; nothing if there is none."""
    for item in layout(data).items:
        if item.kind == b"Exif" and item.spans:
            raw = b"".join(data[a:b] for a, b in item.spans)
            return b"Exif\x00\x00" + raw[4 + int.from_bytes(raw[:4], "big") :]
    return b""


def _is_picture(item: Item, known: Layout) -> bool:
    return item.kind in _PICTURES and item.number not in known.thumbnails


def _check(kept: list[Span], heap: list[Box]) -> None:
    """The picture's data lies within the heap, and there is some."""
    if not kept or not all(any(box.start <= a and b <= box.end for box in heap) for a, b in kept):
        raise ValueError("the picture's data lies where it should not")


def _blank_between(out: bytearray, box: Box, kept: list[Span]) -> None:
    """Overwrite what no picture uses."""
    at = box.start
    for a, b in kept:
        if box.start <= a and b <= box.end:
            if a > at:
                out[at:a] = bytes(a - at)
            at = max(at, b)
    out[at : box.end] = bytes(box.end - at)


def _empty(out: bytearray, item: Item, kept: list[Span]) -> None:
    """Leave an item of nothing where one of ours was: empty Exif and XMP are read without complaint."""
    filling = {b"Exif": _EMPTY_EXIF, b"mime": _EMPTY_XMP}.get(item.kind, b"")
    padding = b" " if item.kind == b"mime" else b"\x00"
    for a, b in item.spans:
        if any(a < end and start < b for start, end in kept):
            raise ValueError("picture and other data lie in one place")
        content = filling if len(filling) <= b - a else b""
        out[a:b] = content + padding * (b - a - len(content))


def _blank_boxes(out: bytearray, data: bytes, known: Layout) -> None:
    """Make empty space of boxes that are neither picture nor needed to find it."""
    strange = [box for box in known.meta if box.kind not in _META]
    strange += [box for box in known.top if box.kind not in (b"ftyp", b"meta", b"mdat", b"")]
    for properties in (box for box in known.meta if box.kind == b"iprp"):
        for holder in boxes(data, properties.start, properties.end):
            if holder.kind == b"ipco":
                strange += [box for box in boxes(data, holder.start, holder.end) if box.kind in _TELLING]
    for box in strange:
        out[box.at + 4 : box.at + 8] = b"free"
        out[box.start : box.end] = bytes(box.end - box.start)


def _end(known: Layout) -> int:
    """Where the last box ends that is needed."""
    return max(box.end for box in known.top if box.kind in (b"ftyp", b"meta", b"mdat"))


def preview(data: bytes, side: int) -> Image.Image:
    """The thumbnail that the file holds, if it is large enough, else the picture. PhotoRefused as `decoded`."""
    import pillow_heif

    try:
        opened = pillow_heif.open_heif(data)
        sizes = list(opened.info.get("thumbnails", ()))
        enough = [size for size in sizes if size >= side // 2]
        primary = opened[opened.primary_index]
        small = primary.get_thumbnail(sizes.index(min(enough))) if enough else None
    except _UNREADABLE as error:
        raise PhotoRefused(BROKEN) from error
    return small.to_pillow() if small is not None else decoded(data).image


def jpeg_of(image: Image.Image, longest: int | None, quality: int) -> bytes:
    """A JPEG of a decoded picture, in its own colours, at most `longest` pixels along a side."""
    picture = plain(image)
    if longest is not None:
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA") else None
    picture.save(out, "JPEG", quality=quality, icc_profile=profile)
    return out.getvalue()


def plain(image: Image.Image) -> Image.Image:
    """In RGB on white, without a copy where none is needed."""
    if image.mode.startswith("I"):  # 16 bits of grey; Pillow's own conversion cuts instead of scaling
        return image.convert("I").point(lambda value: value / 257).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGB", image.size, "white")
        shaped = image.convert("RGBA")
        ground.paste(shaped, mask=shaped.getchannel("A"))
        return ground
    return image if image.mode == "RGB" else image.convert("RGB")
