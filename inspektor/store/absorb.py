"""Takes in operations from elsewhere: in any order, any number of times, ending in the same tables.

What is new is stored with what it replaces, the heads of its fields are reckoned again, and the rows it touches are brought up
to date (see `materialise`). What an erasure names is never stored with its value, whichever of the two came first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from inspektor.changes import Change, Value
from inspektor.shapes.operation import KIND_ERASE, KIND_SET, Launch, Operation, OpId
from inspektor.store.erasure import Key, emptied, empty, forget_media
from inspektor.store.journal import ELSEWHERE, NUMBER_BITS
from inspektor.store.materialise import chunks, materialise
from inspektor.store.schema import shapes

_HEADED = frozenset({"create", "set", "delete", "undelete"})


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What became of operations from elsewhere: what changed in the tables, and the fields that lost a value for good."""

    changes: tuple[Change, ...]
    erased: frozenset[Key]


class _Launches(dict[int, bytes]):
    """Launch ids by local numbers, and the other way. A launch named only as someone's parent gets a number before it arrives."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__()
        self._connection = connection
        self._numbers: dict[bytes, int] = {}

    def __missing__(self, number: int) -> bytes:
        query = "SELECT id FROM launch WHERE seq = ?"
        found = bytes(self._connection.exec_driver_sql(query, (number,)).scalar_one())
        self[number] = found
        return found

    def add(self, launches: Iterable[Launch]) -> None:
        for each in launches:
            number = self._number(each.id)
            self._connection.exec_driver_sql(
                "UPDATE launch SET device = ?, person = ?, person_name = ?, app_version = ?, started = ?"
                " WHERE seq = ? AND device = ''",
                (each.device, each.person, each.person_name, each.app_version, each.started, number),
            )

    def _number(self, launch: bytes) -> int:
        found = self._numbers.get(launch)
        if found is None:
            query = "SELECT seq FROM launch WHERE id = ?"
            found = self._connection.exec_driver_sql(query, (launch,)).scalar_one_or_none()
            if found is None:
                query = "INSERT INTO launch (id) VALUES (?) RETURNING seq"
                found = self._connection.exec_driver_sql(query, (launch,)).scalar_one()
            self._numbers[launch] = int(found)
        return self._numbers[launch]

    def local(self, op: OpId) -> int:
        return self._number(op.launch) << NUMBER_BITS | op.n


def absorb(
    connection: sa.Connection, operations: Sequence[Operation], launches: Sequence[Launch]
) -> Absorbed:
    """Store what is new among the operations and bring the rows they touch up to date."""
    known = _Launches(connection)
    known.add(launches)
    arrived = {known.local(each.id): each for each in operations}
    fresh = _unknown(connection, dict(arrived))
    erased = empty(
        connection, [known.local(s) for o in fresh.values() if o.kind == KIND_ERASE for s in o.seen]
    )
    arrived = _without_erased(connection, arrived)
    again = {number: each for number, each in arrived.items() if number not in fresh}
    returned = [*_adopt(connection, again), *_filled(connection, again)]
    if fresh:
        fresh = {number: arrived[number] for number in fresh}
        _store(connection, fresh, known)
        _lift_heads(connection, fresh)
    touched: dict[str, dict[str, set[str]]] = {}
    for table, row, field in (*((o.table, o.row, o.field) for o in (*fresh.values(), *returned)), *erased):
        if table in shapes():
            touched.setdefault(table, {}).setdefault(row, set()).add(field)
    changes = tuple(
        change
        for table, rows in touched.items()
        for chunk in chunks(tuple(rows.items()))
        for change in materialise(connection, shapes()[table], dict(chunk), known)
    )
    return Absorbed((*changes, *_unshown(fresh.values())), erased)


def _unshown(fresh: Iterable[Operation]) -> Iterator[Change]:
    """What a newer program wrote: nothing to show changes, but views say that there is something."""
    known = _columns()
    for each in fresh:
        if (each.table, each.field) not in known:
            yield Change(each.table, each.row, each.field, None, None)


def _columns() -> frozenset[tuple[str, str]]:
    names = ((name, ("", *(column.name for column in shape.columns))) for name, shape in shapes().items())
    return frozenset((name, column) for name, columns in names for column in columns)


def _without_erased(connection: sa.Connection, arrived: dict[int, Operation]) -> dict[int, Operation]:
    """The operations, those of them that an erasure names without their values."""
    gone = emptied(connection, tuple(arrived), named=True)
    if not gone:
        return arrived
    forget_media(connection, ((o.table, o.field, o.value) for n, o in arrived.items() if n in gone))
    return {
        number: replace(o, value=None, withheld=False) if number in gone and o.kind == KIND_SET else o
        for number, o in arrived.items()
    }


def _filled(connection: sa.Connection, arrived: dict[int, Operation]) -> list[Operation]:
    """Operations that were brought without their values before, and that come with them now."""
    whole = tuple(number for number, each in arrived.items() if not each.withheld)
    filled = [(arrived[number].value, number) for number in emptied(connection, whole, named=False)]
    if filled:
        connection.exec_driver_sql("UPDATE operation SET value = ? WHERE id = ?", filled)
        connection.exec_driver_sql("DELETE FROM erased WHERE op = ?", [(number,) for _, number in filled])
    return [arrived[number] for _, number in filled]


def _unknown(connection: sa.Connection, arrived: dict[int, Operation]) -> dict[int, Operation]:
    for chunk in chunks(tuple(arrived)):
        marks = ",".join("?" * len(chunk))
        for found in connection.exec_driver_sql(
            f"SELECT id FROM operation WHERE id IN ({marks})", chunk
        ).scalars():
            del arrived[found]
    return arrived


def _adopt(connection: sa.Connection, arrived: dict[int, Operation]) -> list[Operation]:
    """Operations that are here in an earlier wording, or that lie unsent here and come back from the folder.

    A copy of a workspace that was made while a text was being typed holds an operation that is amended afterwards, and may send
    it too. Of two wordings of one operation the later one stands, on every laptop and in whatever order they come.
    """
    changed: list[Operation] = []
    for chunk in chunks(tuple(number for number, each in arrived.items() if not each.withheld)):
        query = (
            "SELECT id, value, wall, bundle FROM operation"
            f" WHERE id IN ({','.join('?' * len(chunk))}) AND id NOT IN (SELECT op FROM erased)"
        )
        for number, value, wall, bundle in connection.exec_driver_sql(query, chunk).all():
            each = arrived[number]
            here, there = _wording(wall, value), _wording(each.wall, each.value)
            if there > here:
                connection.exec_driver_sql(
                    "UPDATE operation SET value = ?, wall = ?, bundle = coalesce(bundle, ?) WHERE id = ?",
                    (each.value, each.wall, ELSEWHERE, number),
                )
                changed.append(each)
            elif bundle is None and there == here:
                connection.exec_driver_sql(
                    "UPDATE operation SET bundle = ? WHERE id = ?", (ELSEWHERE, number)
                )
    _sent(connection, [number for number, each in arrived.items() if each.withheld])
    return changed


def _wording(wall: int, value: Value) -> tuple[int, str]:
    return wall, repr(value)


def _sent(connection: sa.Connection, withheld: list[int]) -> None:
    """Operations that lie unsent here and come back without their values: they are known elsewhere."""
    if withheld:
        connection.exec_driver_sql(
            "UPDATE operation SET bundle = ? WHERE bundle IS NULL AND id = ?",
            [(ELSEWHERE, number) for number in withheld],
        )


def _store(connection: sa.Connection, fresh: dict[int, Operation], known: _Launches) -> None:
    connection.exec_driver_sql(
        "INSERT INTO operation (id, tbl, row, field, kind, value, wall, step, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, o.table, o.row, o.field, o.kind, o.value, o.wall, known.local(o.step), ELSEWHERE)
            for number, o in fresh.items()
        ],
    )
    withheld = [(number,) for number, o in fresh.items() if o.withheld]
    if withheld:
        connection.exec_driver_sql("INSERT INTO erased (op, named) VALUES (?, 0)", withheld)
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
        " WHERE NOT EXISTS (SELECT 1 FROM operation_parent p JOIN operation o ON o.id = p.op"
        " WHERE p.parent = ?4 AND o.tbl = ?1 AND o.row = ?2 AND o.field = ?3)",
        [(o.table, o.row, o.field, number) for number, o in headed],
    )
