"""How operations are packed for the folder: columns instead of records, names and ids written once.

A hundred changes are mostly sameness: the same table, the same step, the next number. Laid out by column that
sameness compresses to almost nothing, and what remains is the values themselves. Decoding trusts nothing:
every size, index and type is checked, because a bundle may come from a laptop that is no longer in its
member's hands. The values lie apart (see `values`): the columns hold what the author signs, among it one
hash that commits to them all.
"""

import re
import zlib
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, repeat
from typing import Annotated, Final, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from inspektor.changes import Value
from inspektor.clock import EARLIEST, LATEST
from inspektor.shapes.operation import KIND_SET, KINDS, LAUNCH_BYTES, Operation, OpId
from inspektor.sync import values
from inspektor.sync.compact_ids import Malformed, cut, id_bytes, id_texts, transposed
from inspektor.sync.values import inflated

MAX_OPERATIONS: Final = values.MAX_VALUES
MAX_UNPACKED: Final = 64 * 1024 * 1024
_MAX_LINKS: Final = 2_000_000
_MAX_NUMBER: Final = 1 << 40
_ID_BYTES: Final = 16
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")

Index = Annotated[int, Meta(ge=0, lt=MAX_OPERATIONS)]
Step = Annotated[int, Meta(gt=-_MAX_NUMBER, lt=_MAX_NUMBER)]
Wall = Annotated[int, Meta(ge=-(1 << 53), le=1 << 53)]
Name = Annotated[str, Meta(max_length=63)]
Label = Annotated[str, Meta(max_length=2_000)]
PerOperation = Meta(max_length=MAX_OPERATIONS)
PerLink = Meta(max_length=_MAX_LINKS)
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Packed:
    """A section: the columns that its author signs, and beside them the values."""

    signed: bytes
    values: bytes


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
    root: Hash
    """Commits to the values (see `values.Opened.root`)."""
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
            b"",
        )
        self.values: list[Value] = []
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
        self.values.append(operation.value)
        self._last_number, self._last_wall, self._last_row = operation.id.n, operation.wall, row

    def finished(self, blobs: Sequence[Blob]) -> _Section:
        """The section with its tables filled in."""
        section = self.section
        section.launches = b"".join(self.launches)
        section.ids = transposed(b"".join(self.ids))
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

    def _row(self, row: str) -> int:
        identity = id_bytes(row)
        return -1 - self.texts(row) if identity is None else self.ids(identity)


def pack(operations: Sequence[Operation], blobs: Sequence[Blob] = ()) -> Packed:
    """The operations, in their order, as compressed columns, under fresh random bytes.

    Raises ValueError if there are more than MAX_OPERATIONS or more than MAX_UNPACKED bytes.
    """
    if len(operations) > MAX_OPERATIONS:
        raise ValueError(f"{len(operations)} operations in one section")
    packer = _Packer()
    for operation in operations:
        packer.add(operation)
    section = packer.finished(blobs)
    opened, seed = values.new(packer.values)
    section.root = opened.root()
    columns = msgspec.msgpack.encode(section)
    size = len(columns) + sum(len(each) for each in packer.values if isinstance(each, str | bytes))
    if size > MAX_UNPACKED:
        raise ValueError(f"{size} bytes in one section")
    return Packed(zlib.compress(columns, 9), values.pack(opened, id_texts(section.ids), seed))


def unpack(packed: Packed, room: int = MAX_UNPACKED) -> tuple[list[Operation], list[Blob], int]:
    """The operations and attachments of a section, and how many bytes it took unpacked.

    Raises Malformed for anything that `pack` does not write, without ever unpacking more than `room` bytes.
    """
    section, size = _section(packed.signed, room)
    found = _values(section, packed, room - size)
    try:
        operations = list(_operations(section, found))
    except (ValueError, IndexError, RecursionError, OverflowError) as error:
        raise Malformed(type(error).__name__) from None
    return operations, section.blobs, size + found.size


def without(packed: Packed, gone: Callable[[Operation], bool]) -> Packed:
    """The section with the values of some of its operations taken out; what was signed stays as it is."""
    section, size = _section(packed.signed, MAX_UNPACKED)
    found = _values(section, packed, MAX_UNPACKED - size)
    positions = [n for n, operation in enumerate(_operations(section, found)) if gone(operation)]
    if not positions:
        return packed
    return Packed(packed.signed, values.pack(found.without(positions), id_texts(section.ids)))


def _section(signed: bytes, room: int) -> tuple[_Section, int]:
    columns = inflated(signed, room)
    try:
        return msgspec.msgpack.decode(columns, type=_Section), len(columns)
    except (ValueError, RecursionError, OverflowError) as error:
        raise Malformed(type(error).__name__) from None


def _values(section: _Section, packed: Packed, room: int) -> values.Opened:
    found = values.unpack(packed.values, id_texts(section.ids), len(section.op_numbers), room)
    if found.root() != section.root:
        raise Malformed("root")
    return found


def _operations(section: _Section, found: values.Opened) -> Iterator[Operation]:
    launches = cut(section.launches, LAUNCH_BYTES)
    ids = id_texts(section.ids)
    _check_names(section)
    numbers = [_number(each) for each in accumulate(section.op_numbers)]
    columns = zip(
        *(section.op_launches, numbers, map(_moment, accumulate(section.walls)), accumulate(section.rows)),
        *(
            section.tables,
            section.fields,
            section.kinds,
            enumerate(found.values),
            _runs(section, launches, numbers),
        ),
        *(_linked(section.parents, launches), _linked(section.seen, launches)),
        strict=True,
    )
    for launch, number, wall, row, table, field, kind, (at, value), (step, label), parents, seen in columns:
        if at in found.commitments and KINDS[kind] != KIND_SET:  # only what was written can be erased
            raise Malformed("withheld")
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
            withheld=at in found.commitments,
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


def _check_names(section: _Section) -> None:
    if not all(each == "" or _NAME.fullmatch(each) for each in section.names):
        raise Malformed("names")
    if any(section.names[each] == "" for each in section.tables):
        raise Malformed("tables")


def _moment(wall: int) -> int:
    if not EARLIEST <= wall <= LATEST:
        raise Malformed("walls")
    return wall


def _number(number: int) -> int:
    if not 0 <= number < _MAX_NUMBER:
        raise Malformed("numbers")
    return number
