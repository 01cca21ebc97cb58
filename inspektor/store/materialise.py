"""What the tables show, reckoned from the heads of the fields.

A field's *heads* are its operations that no other known operation replaces. One head: that value. Several: two people changed
the field without knowing of each other; all are kept, and the one with the largest (stamp, launch, number) is shown. A row
appears once its creation and all its required fields have arrived. It is hidden only while every head of its existence is a
deletion and every value of its fields was seen by the one who deleted it: an edit made elsewhere beats a deletion.

A head whose value was erased stands for nothing: another head is shown instead of it, else what the field holds before anyone
sets it, and it keeps no row from being hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from inspektor.changes import Change, Value
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import TableShape

_CHUNK = 500
T = TypeVar("T")
Heads = dict[str, list["_Head"]]
"""A row's heads by field."""


@dataclass(frozen=True, slots=True)
class _Head:
    op: int
    kind: str
    value: Value
    rank: tuple[int, bytes, int]
    erased: bool


@dataclass(slots=True)
class _Writes:
    """Statements gathered for a whole chunk of rows: rows to insert, and updates by the columns they set."""

    inserts: list[tuple[Value, ...]]
    updates: dict[tuple[str, ...], list[tuple[Value, ...]]]


def chunks(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    """The items in runs short enough for one statement."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def materialise(
    connection: sa.Connection, shape: TableShape, rows: Sequence[str], launches: Mapping[int, bytes]
) -> list[Change]:
    """Bring some rows of a table up to date; `launches` are the launch ids by their numbers. What changed, for views."""
    heads = _heads(connection, shape.name, rows, launches)
    seen = _seen(connection, heads)
    before = _present(connection, shape, rows)
    writes = _Writes([], {})
    changes: list[Change] = []
    for row in rows:
        values = _values(shape, heads[row]) if "" in heads.get(row, ()) else None
        if values is None:
            continue
        after = (int(_hidden(heads[row], seen)), *values)
        if row in before:
            changes += _updated(shape, row, before[row], after, writes)
        else:
            changes += _inserted(shape, row, after, writes)
    _write(connection, shape, writes)
    return changes


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _heads(
    connection: sa.Connection, table: str, rows: Sequence[str], launches: Mapping[int, bytes]
) -> dict[str, Heads]:
    found: dict[str, Heads] = {}
    query = (
        "SELECT h.row, h.field, o.id, o.kind, o.value, o.wall, o.id IN (SELECT op FROM erased)"
        f" FROM head h JOIN operation o ON o.id = h.op WHERE h.tbl = ? AND h.row IN ({_marks(rows)})"
    )
    for row, field, number, kind, value, wall, erased in connection.exec_driver_sql(query, (table, *rows)):
        head = _Head(number, kind, value, (wall, launches[number >> NUMBER_BITS], number), bool(erased))
        found.setdefault(row, {}).setdefault(field, []).append(head)
    return found


def _seen(connection: sa.Connection, heads: Mapping[str, Heads]) -> frozenset[tuple[int, int]]:
    """Which values each current deletion saw: pairs of deletion and operation."""
    deletions = tuple(head.op for row in heads.values() for head in row.get("", ()) if head.kind == "delete")
    return frozenset(
        (op, seen)
        for chunk in chunks(deletions)
        for op, seen in connection.exec_driver_sql(
            f"SELECT op, seen FROM operation_seen WHERE op IN ({_marks(chunk)})", chunk
        ).all()
    )


def _present(
    connection: sa.Connection, shape: TableShape, rows: Sequence[str]
) -> dict[str, tuple[Value, ...]]:
    names = ", ".join(column.name for column in shape.columns)
    query = f"SELECT id, hidden, {names} FROM {shape.name} WHERE id IN ({_marks(rows)})"
    return {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(query, tuple(rows)).all()}


def _values(shape: TableShape, heads: Heads) -> tuple[Value, ...] | None:
    """The row's shown values in column order, or None while a required one has not arrived."""
    values: list[Value] = []
    for column in shape.columns:
        known = heads.get(column.name, ())
        here = [head for head in known if not head.erased and column.accepts(head.value)]
        if here:
            values.append(max(here, key=lambda head: head.rank).value)
        elif not column.required:
            values.append(column.default)
        elif any(head.erased for head in known):
            values.append(column.nothing)
        else:
            return None
    return tuple(values)


def _hidden(heads: Heads, seen: frozenset[tuple[int, int]]) -> bool:
    if any(head.kind != "delete" for head in heads[""]):
        return False
    deletions = [head.op for head in heads[""]]
    return all(
        any((deletion, head.op) in seen for deletion in deletions)
        for field, here in heads.items()
        if field
        for head in here
        if not head.erased
    )


def _inserted(shape: TableShape, row: str, after: tuple[Value, ...], writes: _Writes) -> Iterator[Change]:
    writes.inserts.append((row, *after))
    yield Change(shape.name, row, "", None, 0 if after[0] else 1)
    for column, value in zip(shape.columns, after[1:], strict=True):
        if value is not None:
            yield Change(shape.name, row, column.name, None, value)


def _updated(
    shape: TableShape, row: str, before: tuple[Value, ...], after: tuple[Value, ...], writes: _Writes
) -> Iterator[Change]:
    names = ("hidden", *(column.name for column in shape.columns))
    changed = [(name, old, new) for name, old, new in zip(names, before, after, strict=True) if old != new]
    if not changed:
        return
    columns = tuple(name for name, _, _ in changed)
    writes.updates.setdefault(columns, []).append((*(new for _, _, new in changed), row))
    for name, old, new in changed:
        if name == "hidden":
            yield Change(shape.name, row, "", 0 if old else 1, 0 if new else 1)
        else:
            yield Change(shape.name, row, name, old, new)


def _write(connection: sa.Connection, shape: TableShape, writes: _Writes) -> None:
    if writes.inserts:
        names = ", ".join(column.name for column in shape.columns)
        marks = _marks(writes.inserts[0])
        connection.exec_driver_sql(
            f"INSERT INTO {shape.name} (id, hidden, {names}) VALUES ({marks})", writes.inserts
        )
    for columns, values in writes.updates.items():
        settings = ", ".join(f"{name} = ?" for name in columns)
        connection.exec_driver_sql(f"UPDATE {shape.name} SET {settings} WHERE id = ?", values)
