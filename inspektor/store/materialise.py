"""What the tables show, reckoned from the heads of the fields.

A field's *heads* are its operations that no other known operation replaces. One head: that value. Several: two people changed
the field without knowing of each other; all are kept, and the one with the largest (stamp, launch, number) is shown. A row
appears once its creation and all its required fields have arrived. It is hidden only while every head of its existence is a
deletion and every value of its fields was seen by the one who deleted it: an edit made elsewhere beats a deletion.
Of two wordings of a running text that differ in different paragraphs both are shown, merged (see `merging`).

A head whose value was erased stands for nothing: another head is shown instead of it, else what the field holds before anyone
sets it, and it keeps no row from being hidden. A value that its column cannot hold is not shown either.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

import sqlalchemy as sa

from inspektor.changes import Change, Value
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.merging import merged
from inspektor.store.schema import ColumnShape, TableShape

_CHUNK = 500
_rank = attrgetter("rank")
T = TypeVar("T")
Heads = dict[str, list["_Head"]]
"""A row's heads by field."""
Values = dict[str, Value]
"""What a row shows, by column."""
Touched = Mapping[str, Collection[str]]
"""Rows of one table, each with the fields that operations came for; "" is the row's existence."""


@dataclass(frozen=True, slots=True)
class _Head:
    op: int
    kind: str
    value: Value
    rank: tuple[int, bytes, int]
    erased: bool


@dataclass(slots=True)
class _Writes:
    """Statements gathered for a whole chunk of rows: rows to insert, updates by the columns they set, fields to look at."""

    inserts: list[tuple[Value, ...]] = field(default_factory=list)
    updates: dict[tuple[str, ...], list[tuple[Value, ...]]] = field(default_factory=dict)
    contested: list[tuple[str, str, str]] = field(default_factory=list)


def chunks(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    """The items in runs short enough for one statement."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def materialise(
    connection: sa.Connection, shape: TableShape, touched: Touched, launches: Mapping[int, bytes]
) -> list[Change]:
    """Bring some rows of a table up to date; `launches` are the launch ids by their numbers. What changed, for views.

    Of a row that is shown and that nobody deletes only the touched fields are reckoned: the others stay as they are.
    """
    before = _present(connection, shape, tuple(touched))
    shown = [row for row, values in before.items() if not values["hidden"] and "" not in touched[row]]
    fields = {"", *(field for row in shown for field in touched[row])}
    heads = _heads(connection, shape.name, shown, launches, fields)
    settled = {row for row in shown if all(head.kind != "delete" for head in heads[row][""])}
    heads |= _heads(connection, shape.name, [row for row in touched if row not in settled], launches)
    seen = _seen(connection, heads)
    writes = _Writes()
    changes: list[Change] = []
    for row, here in touched.items():
        if row in settled:
            columns = [each for each in shape.columns if each.name in here]
            after = _values(connection, columns, heads[row])
        elif "" in heads.get(row, ()):
            after = {"hidden": int(_hidden(heads[row], seen))} | _values(
                connection, shape.columns, heads[row]
            )
        else:
            continue
        made: list[Change] = []
        if row in before:
            made += _updated(shape, row, before[row], after, writes)
        elif _is_whole(shape, heads[row]):
            made += _inserted(shape, row, after, writes)
        contested = list(_contested(after, heads[row]))
        writes.contested += ((shape.name, row, name) for name in contested)
        changes += (
            *made,
            *_unchanged(shape, row, after, sorted({*contested} - {each.field for each in made})),
        )
    _write(connection, shape, writes)
    return changes


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


def _heads(
    connection: sa.Connection,
    table: str,
    rows: Sequence[str],
    launches: Mapping[int, bytes],
    fields: Collection[str] = (),
) -> dict[str, Heads]:
    """The heads of some rows, of all their fields or of some."""
    found: dict[str, Heads] = {}
    if not rows:
        return found
    query = (
        "SELECT h.row, h.field, o.id, o.kind, o.value, o.wall, o.id IN (SELECT op FROM erased)"
        f" FROM head h JOIN operation o ON o.id = h.op WHERE h.tbl = ? AND h.row IN ({_marks(rows)})"
    )
    if fields:
        query += f" AND h.field IN ({_marks(fields)})"
    for row, name, number, kind, value, wall, erased in connection.exec_driver_sql(
        query, (table, *rows, *fields)
    ).all():
        head = _Head(number, kind, value, (wall, launches[number >> NUMBER_BITS], number), bool(erased))
        found.setdefault(row, {}).setdefault(name, []).append(head)
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


def _present(connection: sa.Connection, shape: TableShape, rows: Sequence[str]) -> dict[str, Values]:
    names = ("hidden", *(column.name for column in shape.columns))
    query = f"SELECT id, {', '.join(names)} FROM {shape.name} WHERE id IN ({_marks(rows)})"
    found = connection.exec_driver_sql(query, tuple(rows)).all()
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def _is_whole(shape: TableShape, heads: Heads) -> bool:
    """Whether all that the row cannot be without has arrived."""
    return all(column.name in heads for column in shape.columns if column.required)


def _values(connection: sa.Connection, columns: Iterable[ColumnShape], heads: Heads) -> Values:
    """The values to show in some columns of a row."""
    values: Values = {}
    for column in columns:
        known = heads.get(column.name, ())
        here = [head for head in known if not head.erased and column.accepts(head.value)]
        if len(here) > 1:
            values[column.name] = _of_several(connection, column, sorted(here, key=_rank))
        elif here:
            values[column.name] = here[0].value
        else:
            values[column.name] = column.nothing if column.required else column.default
    return values


def _of_several(connection: sa.Connection, column: ColumnShape, heads: Sequence[_Head]) -> Value:
    *others, first = heads
    if not column.merged or len(others) > 1:
        return first.value
    one, other = ((head.op, str(head.value)) for head in heads)
    together = merged(connection, one, other, str(column.default or ""))
    return first.value if together is None else together


def _contested(shown: Values, heads: Heads) -> Iterator[str]:
    """The fields about which people have not agreed."""
    for name in shown:
        if len(heads.get(name, ())) > 1:
            yield name
    if not shown.get("hidden") and any(head.kind == "delete" for head in heads[""]):
        yield ""


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


def _unchanged(shape: TableShape, row: str, after: Values, names: Collection[str]) -> Iterator[Change]:
    """That fields are contested, also where what is shown stays the same: views mark them."""
    for name in names:
        value = after[name] if name else 1
        yield Change(shape.name, row, name, value, value)


def _inserted(shape: TableShape, row: str, after: Values, writes: _Writes) -> Iterator[Change]:
    writes.inserts.append((row, *after.values()))
    yield Change(shape.name, row, "", None, 0 if after["hidden"] else 1)
    for column in shape.columns:
        if after[column.name] is not None:
            yield Change(shape.name, row, column.name, None, after[column.name])


def _updated(shape: TableShape, row: str, before: Values, after: Values, writes: _Writes) -> Iterator[Change]:
    changed = tuple(name for name, value in after.items() if value != before[name])
    if not changed:
        return
    writes.updates.setdefault(changed, []).append((*(after[name] for name in changed), row))
    for name in changed:
        if name == "hidden":
            yield Change(shape.name, row, "", 0 if before[name] else 1, 0 if after[name] else 1)
        else:
            yield Change(shape.name, row, name, before[name], after[name])


def _write(connection: sa.Connection, shape: TableShape, writes: _Writes) -> None:
    if writes.inserts:
        names = ", ".join(column.name for column in shape.columns)
        marks = _marks(writes.inserts[0])
        connection.exec_driver_sql(
            f"INSERT INTO {shape.name} (id, hidden, {names}) VALUES ({marks})", writes.inserts
        )
    if writes.contested:
        connection.exec_driver_sql("INSERT OR IGNORE INTO contested VALUES (?, ?, ?)", writes.contested)
    for columns, values in writes.updates.items():
        settings = ", ".join(f"{name} = ?" for name in columns)
        connection.exec_driver_sql(f"UPDATE {shape.name} SET {settings} WHERE id = ?", values)
