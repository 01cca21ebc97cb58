"""The boxes of a HEIC file (ISO/IEC 14496-12 and 23008-12): what lies where, read from the bytes and believed in nothing.

Everything that is not as the standard has it raises ValueError.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

Span = tuple[int, int]
"""From and to, in bytes of the file."""
_MOST_ITEMS = 20_000  # a 120-megapixel picture of 512-pixel tiles has 500
_HEIF_BRANDS = frozenset(b"heic heix heim heis mif1 miaf".split())
_SEQUENCES = frozenset(b"msf1 hevc hevx hevm hevs".split())


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its kind, where it begins, where its content begins and ends."""

    kind: bytes
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something the file holds: a picture, a tile, Exif, XMP. `named_at` is where its kind is written."""

    number: int
    kind: bytes
    named_at: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole file: its boxes, those of `meta`, its items, and which of these are thumbnails (number: where that is written)."""

    top: tuple[Box, ...]
    meta: tuple[Box, ...]
    items: tuple[Item, ...]
    thumbnails: dict[int, int]


def brands(data: bytes | mmap) -> frozenset[bytes]:
    """What the file says it is: the four-letter brands of its first box; none if it has no such box."""
    if len(data) < 16 or data[4:8] != b"ftyp":
        return frozenset()
    (size,) = struct.unpack(">I", data[:4])
    box = data[8 : min(size, 256)]
    return frozenset(box[at : at + 4] for at in (0, *range(8, len(box), 4)))


def is_heif(data: bytes | mmap) -> bool:
    """Whether it is a HEIC picture."""
    return bool(brands(data) & _HEIF_BRANDS) and b"avif" not in brands(data)


def is_sequence(data: bytes | mmap) -> bool:
    """Whether its first brand is that of a picture that moves."""
    return data[8:12] in _SEQUENCES


def boxes(data: bytes | mmap, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie side by side in a stretch of the file."""
    at = start
    while at + 8 <= end:
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if size == 1:
            head = 16
            (size,) = struct.unpack(">Q", data[at + 8 : at + 16])
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise ValueError("a box that does not fit")
        yield Box(kind, at, at + head, at + size)
        at += size


def layout(data: bytes | mmap) -> Layout:
    """What lies where."""
    top = tuple(_whole(data))
    metas = [box for box in top if box.kind == b"meta"]
    if len(metas) != 1:
        raise ValueError("one list of contents")
    meta = tuple(boxes(data, metas[0].start + 4, metas[0].end))
    by_kind = {box.kind: box for box in meta}
    inside = by_kind.get(b"idat")
    spans = _spans(data, by_kind[b"iloc"], inside) if b"iloc" in by_kind else {}
    names = _names(data, by_kind[b"iinf"]) if b"iinf" in by_kind else ()
    items = tuple(Item(number, kind, at, spans.get(number, ())) for number, kind, at in names)
    known = {item.number for item in items}
    if len(known) != len(items) or not set(spans) <= known:
        raise ValueError("items without a name")
    thumbnails = _thumbnails(data, by_kind[b"iref"]) if b"iref" in by_kind else {}
    return Layout(top, meta, items, thumbnails)


def _whole(data: bytes | mmap) -> Iterator[Box]:
    """The outermost boxes; what follows the last as a box of no kind."""
    end = 0
    try:
        for box in boxes(data, 0, len(data)):
            yield box
            end = box.end
    except ValueError:
        if end == 0:
            raise
    if end < len(data):
        yield Box(b"", end, end, len(data))


class _Reader:
    """Reads numbers one after the other."""

    def __init__(self, data: bytes | mmap, box: Box) -> None:
        self._data, self.at, self._end = data, box.start, box.end

    def number(self, size: int) -> int:
        """The next number of so many bytes; one of none is 0."""
        if self.at + size > self._end:
            raise ValueError("ends too early")
        self.at += size
        return int.from_bytes(self._data[self.at - size : self.at], "big")


def _names(data: bytes | mmap, box: Box) -> Iterator[tuple[int, bytes, int]]:
    head = _Reader(data, box)
    version = head.number(1)
    head.number(3 + (2 if version == 0 else 4))
    for count, each in enumerate(boxes(data, head.at, box.end)):
        if each.kind != b"infe" or count > _MOST_ITEMS:
            raise ValueError("not a name")
        entry = _Reader(data, each)
        version = entry.number(1)
        entry.number(3)
        if version not in (2, 3):
            raise ValueError("an old kind of name")
        number = entry.number(2 if version == 2 else 4)
        entry.number(2)
        entry.number(4)
        yield number, data[entry.at - 4 : entry.at], entry.at - 4


def _spans(data: bytes | mmap, box: Box, inside: Box | None) -> dict[int, tuple[Span, ...]]:
    head = _Reader(data, box)
    version = head.number(1)
    head.number(3)
    sizes = head.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    count = head.number(wide)
    if version > 2 or count > _MOST_ITEMS:
        raise ValueError("an unknown kind of list")
    found: dict[int, tuple[Span, ...]] = {}
    for _ in range(count):
        number = head.number(wide)
        method = head.number(2) & 15 if version else 0
        elsewhere = head.number(2)
        first = head.number(base)
        found[number] = tuple(
            _span(head, first, (offset, length, index if version else 0)) for _ in range(head.number(2))
        )
        if elsewhere or method > 1 or (method == 1 and inside is None):
            raise ValueError("content in a place we do not know")
        if method == 1 and inside is not None:
            found[number] = tuple((a + inside.start, b + inside.start) for a, b in found[number])
        if any(b <= a or b > len(data) for a, b in found[number]):
            raise ValueError("content outside the file")
    return found


def _span(head: _Reader, base: int, sizes: tuple[int, int, int]) -> Span:
    offset, length, index = sizes
    head.number(index)
    start = base + head.number(offset)
    return start, start + head.number(length)


def _thumbnails(data: bytes | mmap, box: Box) -> dict[int, int]:
    head = _Reader(data, box)
    wide = 4 if head.number(1) else 2
    head.number(3)
    return {
        int.from_bytes(data[each.start : each.start + wide], "big"): each.at + 4
        for each in boxes(data, head.at, box.end)
        if each.kind == b"thmb"
    }
