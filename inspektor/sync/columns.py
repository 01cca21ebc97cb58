"""How operations are packed for the folder: columns instead of records, names and ids written once.

A hundred changes are mostly sameness: the same table, the same step, the next number. Laid out by column that
sameness compresses to almost nothing, and what remains is the values themselves. Decoding trusts nothing:
every size, index and type is checked, because a bundle may come from a laptop that is no longer in its
member's hands.
"""

import re
import zlib
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, islice, repeat
from math import isnan
from typing import Annotated, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from inspektor.shapes.operation import KINDS, LAUNCH_BYTES, Operation, OpId

MAX_OPERATIONS: Final = 200_000
MAX_UNPACKED: Final = 64 * 1024 * 1024
_MAX_LINKS: Final = 2_000_000
_MAX_NUMBER: Final = 1 << 40
_ID_BYTES: Final = 16
_PLAIN, _ID, _BYTES = 0, 1, 2
_UUID_LENGTH: Final = 36
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")

Index = Annotated[int, Meta(ge=0, lt=MAX_OPERATIONS)]
Step = Annotated[int, Meta(gt=-_MAX_NUMBER, lt=_MAX_NUMBER)]
Wall = Annotated[int, Meta(ge=-(1 << 53), le=1 << 53)]
Integer = Annotated[int, Meta(ge=-(1 << 63), le=(1 << 63) - 1)]
Name = Annotated[str, Meta(max_length=63)]
Label = Annotated[str, Meta(max_length=2_000)]
PerOperation = Meta(max_length=MAX_OPERATIONS)
PerLink = Meta(max_length=_MAX_LINKS)
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]


Key = TypeVar("Key", bound=Hashable)


class Malformed(ValueError):
    """A section that is not what this module writes."""


class Blob(Struct, array_like=True, frozen=True):
    """An attachment: hash of its content, hash of the encrypted file that holds it, length and type."""

    plain: Hash
    sealed: Hash
    size: Annotated[int, Meta(ge=0, le=MAX_UNPACKED)]
    media_type: Annotated[str, Meta(max_length=100)]


class _Links(Struct, array_like=True):
    """Operation ids, a list per operation: how many, which launches, which numbers (each from the last)."""

    counts: Annotated[list[Annotated[int, Meta(ge=0, lt=_MAX_LINKS)]], PerOperation]
    launches: Annotated[list[Index], PerLink]
    numbers: Annotated[list[Step], PerLink]


class _Section(Struct, array_like=True):
    """The columns. Runs are consecutive operations of one step; the rest has one entry per operation."""

    launches: Annotated[bytes, Meta(max_length=MAX_OPERATIONS * LAUNCH_BYTES)]
    ids: Annotated[bytes, Meta(max_length=2 * MAX_OPERATIONS * _ID_BYTES)]
    texts: Annotated[list[str], PerOperation]
    names: Annotated[list[Name], Meta(max_length=10_000)]
    labels: Annotated[list[Label], PerOperation]
    run_lengths: Annotated[list[Annotated[int, Meta(ge=1, lt=MAX_OPERATIONS)]], PerOperation]
    run_launches: Annotated[list[Index], PerOperation]
    run_numbers: Annotated[list[Step], PerOperation]
    run_labels: Annotated[list[Index], PerOperation]
    op_launches: Annotated[list[Index], PerOperation]
    op_numbers: Annotated[list[Step], PerOperation]
    walls: Annotated[list[Wall], PerOperation]
    tables: Annotated[list[Index], PerOperation]
    fields: Annotated[list[Index], PerOperation]
    rows: Annotated[list[Step], PerOperation]
    kinds: Annotated[list[Annotated[int, Meta(ge=0, lt=len(KINDS))]], PerOperation]
    parents: _Links
    seen: _Links
    value_forms: Annotated[list[Annotated[int, Meta(ge=_PLAIN, le=_BYTES)]], PerOperation]
    plain_values: Annotated[list[str | Integer | float | None], PerOperation]
    id_values: Annotated[list[Annotated[int, Meta(ge=0, lt=2 * MAX_OPERATIONS)]], PerOperation]
    byte_values: Annotated[list[bytes], PerOperation]
    blobs: Annotated[list[Blob], Meta(max_length=100_000)] = []


class _Numbering(Generic[Key]):
    """Gives each distinct key its number, in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}

    def __call__(self, key: Key) -> int:
        return self._numbers.setdefault(key, len(self._numbers))

    def __iter__(self) -> Iterator[Key]:
        return iter(self._numbers)


class _Packer:
    """Collects operations into columns; used once."""

    def __init__(self) -> None:
        self.launches = _Numbering[bytes]()
        self.ids = _Numbering[bytes]()
        self.texts = _Numbering[str]()
        self.names = _Numbering[str]()
        self.labels = _Numbering[str]()
        self.section = _Section(
            *(b"", b"", [], [], []),
            *([], [], [], []),
            *([], [], [], [], [], [], []),
            *(_Links([], [], []), _Links([], [], [])),
            *([], [], [], []),
        )
        self._last_number = self._last_wall = self._last_row = 0
        self._last_run: tuple[OpId, str] | None = None
        self._last_link = {id(self.section.parents): 0, id(self.section.seen): 0}

    def add(self, operation: Operation) -> None:
        """Append one operation to every column."""
        section = self.section
        self._add_run(operation)
        section.op_launches.append(self.launches(operation.id.launch))
        section.op_numbers.append(operation.id.n - self._last_number)
        section.walls.append(operation.wall - self._last_wall)
        section.tables.append(self.names(operation.table))
        section.fields.append(self.names(operation.field))
        row = self._row(operation.row)
        section.rows.append(row - self._last_row)
        section.kinds.append(KINDS.index(operation.kind))
        self._add_links(section.parents, operation.parents)
        self._add_links(section.seen, operation.seen)
        self._add_value(operation.value)
        self._last_number, self._last_wall, self._last_row = operation.id.n, operation.wall, row

    def finished(self, blobs: Sequence[Blob]) -> _Section:
        """The section with its tables filled in."""
        section = self.section
        section.launches = b"".join(self.launches)
        section.ids = _transposed(b"".join(self.ids))
        section.texts = list(self.texts)
        section.names = list(self.names)
        section.labels = list(self.labels)
        section.blobs = list(blobs)
        return section

    def _add_run(self, operation: Operation) -> None:
        section = self.section
        if self._last_run == (operation.step, operation.label):
            section.run_lengths[-1] += 1
            return
        self._last_run = (operation.step, operation.label)
        section.run_lengths.append(1)
        section.run_launches.append(self.launches(operation.step.launch))
        section.run_numbers.append(operation.id.n - operation.step.n)
        section.run_labels.append(self.labels(operation.label))

    def _add_links(self, links: _Links, ids: Sequence[OpId]) -> None:
        links.counts.append(len(ids))
        for each in ids:
            links.launches.append(self.launches(each.launch))
            links.numbers.append(each.n - self._last_link[id(links)])
            self._last_link[id(links)] = each.n

    def _add_value(self, value: str | int | float | bytes | None) -> None:
        section = self.section
        identity = _id_bytes(value) if isinstance(value, str) else None
        if identity is not None:
            section.value_forms.append(_ID)
            section.id_values.append(self.ids(identity))
        elif isinstance(value, bytes):
            section.value_forms.append(_BYTES)
            section.byte_values.append(value)
        else:
            section.value_forms.append(_PLAIN)
            section.plain_values.append(value)

    def _row(self, row: str) -> int:
        identity = _id_bytes(row)
        return -1 - self.texts(row) if identity is None else self.ids(identity)


def pack(operations: Sequence[Operation], blobs: Sequence[Blob] = ()) -> bytes:
    """The operations, in their order, as compressed columns.

    Raises ValueError if there are more than MAX_OPERATIONS or more than MAX_UNPACKED bytes.
    """
    if len(operations) > MAX_OPERATIONS:
        raise ValueError(f"{len(operations)} operations in one section")
    packer = _Packer()
    for operation in operations:
        packer.add(operation)
    columns = msgspec.msgpack.encode(packer.finished(blobs))
    if len(columns) > MAX_UNPACKED:
        raise ValueError(f"{len(columns)} bytes in one section")
    return zlib.compress(columns, 9)


def unpack(data: bytes, room: int = MAX_UNPACKED) -> tuple[list[Operation], list[Blob], int]:
    """The operations and attachments of a section, and how many bytes it took unpacked.

    Raises Malformed for anything that `pack` does not write, without ever unpacking more than `room` bytes.
    """
    columns = _inflated(data, room)
    try:
        section = msgspec.msgpack.decode(columns, type=_Section)
        operations = list(_operations(section))
    except (ValueError, IndexError, RecursionError, OverflowError) as error:
        raise Malformed(type(error).__name__) from None
    return operations, section.blobs, len(columns)


def _inflated(data: bytes, room: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        columns = inflater.decompress(data, room + 1)
    except zlib.error:
        raise Malformed("not compressed") from None
    if len(columns) > room or not inflater.eof or inflater.unused_data:
        raise Malformed("wrong length")
    return columns


def _operations(section: _Section) -> Iterator[Operation]:
    launches = _cut(section.launches, LAUNCH_BYTES)
    ids = [str(UUID(bytes=each)) for each in _cut(_transposed(section.ids, back=True), _ID_BYTES)]
    _check_names(section)
    numbers = [_number(each) for each in accumulate(section.op_numbers)]
    columns = zip(
        *(section.op_launches, numbers, accumulate(section.walls), accumulate(section.rows)),
        *(
            section.tables,
            section.fields,
            section.kinds,
            _values(section, ids),
            _runs(section, launches, numbers),
        ),
        *(_linked(section.parents, launches), _linked(section.seen, launches)),
        strict=True,
    )
    for launch, number, wall, row, table, field, kind, value, (step, label), parents, seen in columns:
        yield Operation(
            id=OpId(launches[launch], number),
            table=section.names[table],
            row=ids[row] if row >= 0 else section.texts[-1 - row],
            field=section.names[field],
            kind=KINDS[kind],
            value=value,
            wall=wall,
            step=step,
            label=label,
            parents=parents,
            seen=seen,
        )


def _runs(section: _Section, launches: Sequence[bytes], numbers: Sequence[int]) -> Iterator[tuple[OpId, str]]:
    start = 0
    runs = (section.run_lengths, section.run_launches, section.run_numbers, section.run_labels)
    for length, launch, back, label in zip(*runs, strict=True):
        step = OpId(launches[launch], _number(numbers[start] - back))
        yield from repeat((step, section.labels[label]), length)
        start += length


def _linked(links: _Links, launches: Sequence[bytes]) -> Iterator[tuple[OpId, ...]]:
    if sum(links.counts) != len(links.launches):
        raise Malformed("links")
    ids = (
        OpId(launches[launch], _number(number))
        for launch, number in zip(links.launches, accumulate(links.numbers), strict=True)
    )
    for count in links.counts:
        yield tuple(islice(ids, count)) if count else ()


def _values(section: _Section, ids: Sequence[str]) -> Iterator[str | int | float | bytes | None]:
    named = [ids[each] for each in section.id_values]
    kinds: tuple[Sequence[str | int | float | bytes | None], ...] = (
        section.plain_values,
        named,
        section.byte_values,
    )
    forms = section.value_forms
    if [forms.count(form) for form in range(len(kinds))] != [len(each) for each in kinds]:
        raise Malformed("values")
    if any(isinstance(each, float) and isnan(each) for each in section.plain_values):
        raise Malformed("not a number")
    columns = [iter(each) for each in kinds]
    for form in forms:
        yield next(columns[form])


def _check_names(section: _Section) -> None:
    if not all(each == "" or _NAME.fullmatch(each) for each in section.names):
        raise Malformed("names")
    if any(section.names[each] == "" for each in section.tables):
        raise Malformed("tables")


def short_id(text: str) -> bytes:
    """A UUID as its sixteen bytes; any other id as UTF-8, after a NUL if that is sixteen bytes too."""
    identity = _id_bytes(text)
    if identity is not None:
        return identity
    plain = text.encode()
    return b"\0" + plain if len(plain) == _ID_BYTES else plain


def long_id(short: bytes) -> str:
    """The id that `short_id` shortened; ValueError if it is no text."""
    return str(UUID(bytes=short)) if len(short) == _ID_BYTES else short.removeprefix(b"\0").decode()


def _number(number: int) -> int:
    if not 0 <= number < _MAX_NUMBER:
        raise Malformed("numbers")
    return number


def _id_bytes(text: str) -> bytes | None:
    """The sixteen bytes of a UUID in its usual spelling; None for any other text, which stays as it is."""
    if len(text) != _UUID_LENGTH:
        return None
    try:
        identity = UUID(text)
    except ValueError:
        return None
    return identity.bytes if str(identity) == text else None


def _transposed(data: bytes, *, back: bool = False) -> bytes:
    """Ids byte by byte: ids made at the same time begin alike, and so the like bytes lie together."""
    count, rest = divmod(len(data), _ID_BYTES)
    if rest:
        raise Malformed("ids")
    width = count if back else _ID_BYTES
    return b"".join(data[start::width] for start in range(width)) if count else b""


def _cut(data: bytes, width: int) -> list[bytes]:
    if len(data) % width:
        raise Malformed("ids")
    return [data[start : start + width] for start in range(0, len(data), width)]
