"""The values of a section's operations, apart from all else that is said of them, so that single ones can be taken out for good.

What the author signs holds one hash over a commitment to each value: SHA-256 of sixteen random bytes and the value. The random
bytes of all values come from one seed that lies with the values. Whoever takes a value out leaves its commitment, and writes the
other values' random bytes one by one instead of the seed. So the signature still proves every value that is left, that nothing
else was changed, and who wrote the one that is gone; and the commitment does not tell what it was, however few the possible
values are, since its random bytes are gone too.
"""

import os
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isnan
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from inspektor.changes import Value
from inspektor.sync.compact_ids import ID_BYTES, Malformed, cut, id_bytes, id_texts, transposed

MAX_VALUES: Final = 200_000
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
_POSITION_BYTES: Final = 4
_PLAIN, _ID, _BYTES = 0, 1, 2

Integer = Annotated[int, Meta(ge=-(1 << 63), le=(1 << 63) - 1)]
Index = Annotated[int, Meta(ge=0, lt=MAX_VALUES)]
PerValue = Meta(max_length=MAX_VALUES)


class _Values(Struct, array_like=True):
    """The columns; `forms` has one entry for each value that is there, and says in which column it lies."""

    seed: Annotated[bytes, Meta(max_length=_SALT_BYTES)]
    """Empty where a value was taken out."""
    salts: Annotated[bytes, Meta(max_length=MAX_VALUES * _SALT_BYTES)]
    withheld: Annotated[list[Index], PerValue]
    """Positions of the values that were taken out, ascending."""
    commitments: Annotated[bytes, Meta(max_length=MAX_VALUES * _HASH_BYTES)]
    """To those values."""
    ids: Annotated[bytes, Meta(max_length=MAX_VALUES * ID_BYTES)]
    """Ids that are values only; those of rows are counted before them."""
    forms: Annotated[list[Annotated[int, Meta(ge=_PLAIN, le=_BYTES)]], PerValue]
    plain: Annotated[list[str | Integer | float | None], PerValue]
    id_values: Annotated[list[Annotated[int, Meta(ge=0, lt=3 * MAX_VALUES)]], PerValue]
    byte_values: Annotated[list[bytes], PerValue]


@dataclass(frozen=True, slots=True)
class Opened:
    """Values that were read, each with its random bytes, or only with its commitment."""

    values: list[Value]
    """None where a value was taken out."""
    salts: list[bytes]
    """Empty there."""
    commitments: dict[int, bytes]
    """Of the values that were taken out, by position."""
    size: int = 0
    """Bytes they took unpacked."""

    def root(self) -> bytes:
        """What the author signed of them."""
        digest = sha256()
        for position, (value, salt) in enumerate(zip(self.values, self.salts, strict=True)):
            digest.update(self.commitments.get(position) or _commitment(salt, value))
        return digest.digest()

    def without(self, positions: Collection[int]) -> "Opened":
        """The same with more values taken out."""
        commitments = dict(self.commitments)
        for position in positions:
            commitments[position] = commitments.get(position) or _commitment(
                self.salts[position], self.values[position]
            )
        return Opened(
            [None if n in commitments else value for n, value in enumerate(self.values)],
            [b"" if n in commitments else salt for n, salt in enumerate(self.salts)],
            commitments,
        )


def new(values: Sequence[Value]) -> tuple[Opened, bytes]:
    """Values under a fresh seed, and the seed."""
    seed = os.urandom(_SALT_BYTES)
    return Opened(list(values), _salts(seed, len(values)), {}), seed


def pack(opened: Opened, rows: Sequence[str], seed: bytes = b"") -> bytes:
    """The values as compressed columns. `rows` are the ids the section holds anyway; without a seed all salts are written."""
    numbers = {row: number for number, row in enumerate(rows)}
    own: dict[str, bytes] = {}
    made = _Values(seed, b"" if seed else b"".join(opened.salts), *([], b"", b"", [], [], [], []))
    made.withheld = sorted(opened.commitments)
    made.commitments = b"".join(opened.commitments[position] for position in made.withheld)
    for position, value in enumerate(opened.values):
        if position in opened.commitments:
            continue
        identity = id_bytes(value) if isinstance(value, str) else None
        if identity is not None and isinstance(value, str):
            if value not in numbers:
                numbers[value], own[value] = len(numbers), identity
            made.forms.append(_ID)
            made.id_values.append(numbers[value])
        elif isinstance(value, bytes):
            made.forms.append(_BYTES)
            made.byte_values.append(value)
        else:
            made.forms.append(_PLAIN)
            made.plain.append(value)
    made.ids = transposed(b"".join(own.values()))
    return zlib.compress(msgspec.msgpack.encode(made), 9)


def unpack(data: bytes, rows: Sequence[str], count: int, room: int) -> Opened:
    """The `count` values of a section, at most `room` bytes of them; Malformed for anything that `pack` does not write."""
    columns = inflated(data, room)
    try:
        found = msgspec.msgpack.decode(columns, type=_Values)
        return _opened(found, rows, count, len(columns))
    except (ValueError, IndexError, RecursionError, OverflowError) as error:
        raise Malformed(type(error).__name__) from None


def inflated(data: bytes, room: int) -> bytes:
    """What was compressed; Malformed if it is more than `room` bytes, cut, or followed by something."""
    inflater = zlib.decompressobj()
    try:
        columns = inflater.decompress(data, room + 1)
    except zlib.error:
        raise Malformed("not compressed") from None
    if len(columns) > room or not inflater.eof or inflater.unused_data:
        raise Malformed("wrong length")
    return columns


def _opened(found: _Values, rows: Sequence[str], count: int, size: int) -> Opened:
    hashes = cut(found.commitments, _HASH_BYTES)
    if found.withheld != sorted(set(found.withheld)):
        raise Malformed("withheld")
    commitments = dict(zip(found.withheld, hashes, strict=True))
    if any(position >= count for position in commitments) or len(found.forms) != count - len(commitments):
        raise Malformed("values")
    salts = _salts(found.seed, count) if found.seed else cut(found.salts, _SALT_BYTES)
    if bool(found.seed) == bool(commitments or found.salts) and count:
        raise Malformed("seed")
    present, left = iter(_present(found, rows)), iter(salts)
    values: list[Value] = []
    each_salt: list[bytes] = []
    for position in range(count):
        gone = position in commitments
        values.append(None if gone else next(present))
        each_salt.append(b"" if gone else next(left, b""))
    if next(left, None) is not None or sum(map(bool, each_salt)) != len(found.forms):
        raise Malformed("salts")
    return Opened(values, each_salt, commitments, size)


def _present(found: _Values, rows: Sequence[str]) -> list[Value]:
    ids = [*rows, *id_texts(found.ids)]
    columns: tuple[Sequence[Value], ...] = (
        found.plain,
        [ids[each] for each in found.id_values],
        found.byte_values,
    )
    if [found.forms.count(form) for form in range(len(columns))] != [len(each) for each in columns]:
        raise Malformed("values")
    if any(isinstance(each, float) and isnan(each) for each in found.plain):
        raise Malformed("not a number")
    left = [iter(each) for each in columns]
    return [next(left[form]) for form in found.forms]


def _salts(seed: bytes, count: int) -> list[bytes]:
    if len(seed) != _SALT_BYTES:
        raise Malformed("seed")
    return [sha256(seed + n.to_bytes(_POSITION_BYTES)).digest()[:_SALT_BYTES] for n in range(count)]


def _commitment(salt: bytes, value: Value) -> bytes:
    return sha256(salt + msgspec.msgpack.encode(value)).digest()
