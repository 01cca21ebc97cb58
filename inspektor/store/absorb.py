"""Takes in operations from elsewhere: in any order, any number of times, ending in the same tables.

A field's *heads* are its operations that no other known operation replaces. One head: that value. Several: two people changed
the field without knowing of each other; all are kept, and the one with the largest (stamp, launch, number) is shown. A row
appears once its creation and all its required fields have arrived. It is hidden only while every head of its existence is a
deletion and every value of its fields was seen by the one who deleted it: an edit made elsewhere beats a deletion.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from inspektor.changes import Change, Value
from inspektor.shapes.operation import Launch, Operation, OpId
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import TableShape, shapes

_CHUNK = 500
_HEADED = frozenset({"create", "set", "delete", "undelete"})
ELSEWHERE = 0
"""Mark in `operation.bundle` of operations that came from another laptop."""


class _Launches:
    """Launch ids to local numbers and back. A launch named only as someone's parent gets a number before it arrives."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        rows = connection.exec_driver_sql("SELECT id, seq FROM launch").all()
        self.numbers = {bytes(row.id): int(row.seq) for row in rows}
        self.ids = {number: launch for launch, number in self.numbers.items()}

    def add(self, launches: Iterable[Launch]) -> None:
        for each in launches:
            number = self._number(each.id)
            self._connection.exec_driver_sql(
                "UPDATE launch SET device = ?, person = ?, person_name = ?, app_version = ?, started = ?"
                " WHERE seq = ? AND device = ''",
                (each.device, each.person, each.person_name, each.app_version, each.started, number),
            )

    def _number(self, launch: bytes) -> int:
        found = self.numbers.get(launch)
        if found is None:
            found = int(
                self._connection.exec_driver_sql(
                    "INSERT INTO launch (id) VALUES (?) RETURNING seq", (launch,)
                ).scalar_one()
            )
            self.numbers[launch] = found
            self.ids[found] = launch
        return found

    def local(self, op: OpId) -> int:
        return self._number(op.launch) << NUMBER_BITS | op.n


@dataclass(frozen=True, slots=True)
class _Head:
    op: int
    kind: str
    value: Value
    rank: tuple[int, bytes, int]


def absorb(
    connection: sa.Connection, operations: Sequence[Operation], launches: Sequence[Launch]
) -> tuple[Change, ...]:
    """Store what is new among the operations and bring the rows they touch up to date."""
    known = _Launches(connection)
    known.add(launches)
    arrived = {known.local(each.id): each for each in operations}
    fresh = _unknown(connection, dict(arrived))
    returned = _adopt(connection, {number: each for number, each in arrived.items() if number not in fresh})
    if fresh:
        _store(connection, fresh, known)
        _lift_heads(connection, fresh)
    touched = (*fresh.values(), *returned)
    rows = dict.fromkeys((each.table, each.row) for each in touched if each.table in shapes())
    return tuple(
        change for table, row in rows for change in _materialise(connection, shapes()[table], row, known)
    )


def _unknown(connection: sa.Connection, arrived: dict[int, Operation]) -> dict[int, Operation]:
    numbers = list(arrived)
    for start in range(0, len(numbers), _CHUNK):
        chunk = tuple(numbers[start : start + _CHUNK])
        marks = ",".join("?" * len(chunk))
        for found in connection.exec_driver_sql(
            f"SELECT id FROM operation WHERE id IN ({marks})", chunk
        ).scalars():
            del arrived[found]
    return arrived


def _adopt(connection: sa.Connection, arrived: dict[int, Operation]) -> list[Operation]:
    """Operations that lie unsent here but come back from the folder: this workspace is an older copy of itself.

    What was sent stands. It may be a later wording of a text that was still being typed when the copy was made, and two
    wordings of one operation would never agree.
    """
    unsent: list[int] = []
    numbers = list(arrived)
    for start in range(0, len(numbers), _CHUNK):
        chunk = tuple(numbers[start : start + _CHUNK])
        marks = ",".join("?" * len(chunk))
        query = f"SELECT id FROM operation WHERE bundle IS NULL AND id IN ({marks})"
        unsent += connection.exec_driver_sql(query, chunk).scalars()
    if unsent:
        connection.exec_driver_sql(
            "UPDATE operation SET value = ?, wall = ?, bundle = ? WHERE id = ?",
            [(arrived[number].value, arrived[number].wall, ELSEWHERE, number) for number in unsent],
        )
    return [arrived[number] for number in unsent]


def _store(connection: sa.Connection, fresh: dict[int, Operation], known: _Launches) -> None:
    connection.exec_driver_sql(
        "INSERT INTO operation (id, tbl, row, field, kind, value, wall, step, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, o.table, o.row, o.field, o.kind, o.value, o.wall, known.local(o.step), ELSEWHERE)
            for number, o in fresh.items()
        ],
    )
    labels = {known.local(o.step): o.label for o in fresh.values() if o.label}
    if labels:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO step (id, label) VALUES (?, ?)", list(labels.items())
        )
    for table, column, links in (
        ("operation_parent", "parent", [(n, known.local(p)) for n, o in fresh.items() for p in o.parents]),
        ("operation_seen", "seen", [(n, known.local(s)) for n, o in fresh.items() for s in o.seen]),
    ):
        if links:
            connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table} (op, {column}) VALUES (?, ?)", links)


def _lift_heads(connection: sa.Connection, fresh: dict[int, Operation]) -> None:
    headed = [(number, o) for number, o in fresh.items() if o.kind in _HEADED]
    if not headed:
        return
    connection.exec_driver_sql(
        "DELETE FROM head WHERE tbl = ? AND row = ? AND field = ?"
        " AND op IN (SELECT parent FROM operation_parent WHERE op = ?)",
        [(o.table, o.row, o.field, number) for number, o in headed],
    )
    connection.exec_driver_sql(
        "INSERT INTO head (tbl, row, field, op) SELECT ?1, ?2, ?3, ?4"
        " WHERE NOT EXISTS (SELECT 1 FROM operation_parent WHERE parent = ?4)",
        [(o.table, o.row, o.field, number) for number, o in headed],
    )


def _heads(connection: sa.Connection, table: str, row: str, known: _Launches) -> dict[str, list[_Head]]:
    found: dict[str, list[_Head]] = {}
    for head in connection.exec_driver_sql(
        "SELECT h.field, o.id, o.kind, o.value, o.wall FROM head h JOIN operation o ON o.id = h.op"
        " WHERE h.tbl = ? AND h.row = ?",
        (table, row),
    ):
        rank = (head.wall, known.ids[head.id >> NUMBER_BITS], head.id)
        found.setdefault(head.field, []).append(_Head(head.id, head.kind, head.value, rank))
    return found


def _hidden(connection: sa.Connection, heads: dict[str, list[_Head]]) -> bool:
    deletions = [head.op for head in heads[""]]
    if any(head.kind != "delete" for head in heads[""]):
        return False
    marks = ",".join("?" * len(deletions))
    seen = set(
        connection.exec_driver_sql(
            f"SELECT seen FROM operation_seen WHERE op IN ({marks})", tuple(deletions)
        ).scalars()
    )
    return all(head.op in seen for field, here in heads.items() if field for head in here)


def _values(shape: TableShape, heads: dict[str, list[_Head]]) -> dict[str, Value] | None:
    """The row's shown values, or None while a required one has not arrived."""
    values: dict[str, Value] = {}
    for column in shape.columns:
        here = [head for head in heads.get(column.name, ()) if column.accepts(head.value)]
        if here:
            values[column.name] = max(here, key=lambda head: head.rank).value
        elif column.required:
            return None
        else:
            values[column.name] = column.default
    return values


def _materialise(
    connection: sa.Connection, shape: TableShape, row: str, known: _Launches
) -> tuple[Change, ...]:
    heads = _heads(connection, shape.name, row, known)
    values = _values(shape, heads) if "" in heads else None
    if values is None:
        return ()
    hidden = int(_hidden(connection, heads))
    names = list(values)
    before = connection.exec_driver_sql(
        f"SELECT hidden, {', '.join(names)} FROM {shape.name} WHERE id = ?",
        (row,),
    ).one_or_none()
    if before is None:
        connection.exec_driver_sql(
            f"INSERT INTO {shape.name} (id, hidden, {', '.join(names)}) VALUES (?, ?{', ?' * len(names)})",
            (row, hidden, *values.values()),
        )
        made = [
            Change(shape.name, row, name, None, value) for name, value in values.items() if value is not None
        ]
        return (Change(shape.name, row, "", None, 1 - hidden), *made)
    changed = {
        name: value
        for name, value, old in zip(names, values.values(), before[1:], strict=True)
        if value != old
    }
    changes = [
        Change(shape.name, row, name, before[names.index(name) + 1], value) for name, value in changed.items()
    ]
    if before.hidden != hidden:
        changed["hidden"] = hidden
        changes.insert(0, Change(shape.name, row, "", 1 - before.hidden, 1 - hidden))
    if changed:
        settings = ", ".join(f"{name} = ?" for name in changed)
        connection.exec_driver_sql(
            f"UPDATE {shape.name} SET {settings} WHERE id = ?",
            (*changed.values(), row),
        )
    return tuple(changes)
