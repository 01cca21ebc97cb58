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
    left = [(known.local(each.id), each) for each in operations]
    changes: list[Change] = []
    erased: set[Key] = set()
    while left:
        arrived: dict[int, Operation] = {}
        left = [(number, each) for number, each in left if arrived.setdefault(number, each) is not each]
        absorbed = _absorb(connection, arrived, known)
        changes += absorbed.changes
        erased |= absorbed.erased
    return Absorbed(tuple(changes), frozenset(erased))


def _absorb(connection: sa.Connection, arrived: dict[int, Operation], known: _Launches) -> Absorbed:
    """Take in operations of different ids."""
    fresh = _unknown(connection, dict(arrived))
    again = {number: each for number, each in arrived.items() if number not in fresh}
    lost, aside = _settle_twins(connection, again, fresh)
    more = _linked(connection, again | aside, known)
    erasing = [*fresh.values(), *more]
    erased = empty(connection, [known.local(s) for o in erasing if o.kind == KIND_ERASE for s in o.seen])
    arrived = _without_erased(connection, fresh | again)
    again = {number: arrived[number] for number in again}
    returned = [*_adopt(connection, again), *_filled(connection, again), *more]
    if fresh:
        fresh = {number: arrived[number] for number in fresh}
        _store(connection, fresh, known)
        _lift_heads(connection, fresh)
    touched: dict[str, dict[str, set[str]]] = {}
    for table, row, field in (
        *((o.table, o.row, o.field) for o in (*fresh.values(), *returned)),
        *erased,
        *lost,
    ):
        if table in shapes():
            touched.setdefault(table, {}).setdefault(row, set()).add(field)
    changes = tuple(
        change
        for table, rows in touched.items()
        for chunk in chunks(tuple(rows.items()))
        for change in materialise(connection, shapes()[table], dict(chunk), known)
    )
    return Absorbed((*changes, *_unshown(fresh.values())), erased | lost)


def _settle_twins(
    connection: sa.Connection, again: dict[int, Operation], fresh: dict[int, Operation]
) -> tuple[frozenset[Key], dict[int, Operation]]:
    """Of operations with one id that say different things let one stand; the fields that lost a value, and what gave way.

    No program gives an id twice; a doctored one may, and all computers must end alike in whatever order they hear of it. An
    erasure stands before all else, then what comes last by table, record and field. What stands instead of what is here moves
    from `again` to `fresh`.
    """
    lost: set[Key] = set()
    aside: dict[int, Operation] = {}
    for chunk in chunks(tuple(again)):
        query = f"SELECT id, tbl, row, field, kind, value FROM operation WHERE id IN ({','.join('?' * len(chunk))})"
        for number, table, row, field, kind, value in connection.exec_driver_sql(query, chunk).all():
            each = again[number]
            ours = _rank(table, row, field, kind)
            theirs = _rank(each.table, each.row, each.field, each.kind)
            if theirs > ours:
                fresh[number] = again.pop(number)
                _withdraw(connection, number, kind)
                forget_media(connection, [(table, field, value)])
                lost.add((table, row, field))
            elif theirs < ours:
                aside[number] = again.pop(number)
    return frozenset(lost), {number: each for number, each in aside.items() if each.kind == KIND_ERASE}


def _rank(table: str, row: str, field: str, kind: str) -> tuple[bool, str, str, str, str]:
    return kind == KIND_ERASE, table, row, field, kind


def _withdraw(connection: sa.Connection, number: int, kind: str) -> None:
    """Take an operation out of the journal; what it replaced may stand again. What an erasure named stays named."""
    query = "SELECT o.tbl, o.row, o.field, p.parent FROM operation o JOIN operation_parent p ON p.op = o.id WHERE o.id = ?"
    replaced = connection.exec_driver_sql(query, (number,)).all()
    tables = {"operation": "id", "operation_parent": "op", "head": "op"}
    for table, column in (tables if kind == KIND_ERASE else tables | {"operation_seen": "op"}).items():
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (number,))
    connection.exec_driver_sql("DELETE FROM erased WHERE op = ? AND NOT named", (number,))
    _raise_heads(connection, [tuple(each) for each in replaced])


def _linked(connection: sa.Connection, again: dict[int, Operation], known: _Launches) -> list[Operation]:
    """Note what operations that are here replace and saw; those that told of more than was known."""
    more = [each for number, each in again.items() if _link(connection, {number: each}, known)]
    _lift_heads(connection, {known.local(each.id): each for each in more})
    return more


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
    filled = {number: arrived[number] for number in emptied(connection, whole, named=False)}
    if filled:
        connection.exec_driver_sql(
            "UPDATE operation SET value = ?, wall = ? WHERE id = ?",
            [(each.value, each.wall, number) for number, each in filled.items()],
        )
        connection.exec_driver_sql("DELETE FROM erased WHERE op = ?", [(number,) for number in filled])
    return list(filled.values())


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
            f" WHERE id IN ({','.join('?' * len(chunk))})"
            f" AND (kind <> '{KIND_SET}' OR id NOT IN (SELECT op FROM erased))"
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
        connection.exec_driver_sql("INSERT OR IGNORE INTO erased (op, named) VALUES (?, 0)", withheld)
    labels = {known.local(o.step): o.label for o in fresh.values() if o.label}
    if labels:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO step (id, label) VALUES (?, ?)", list(labels.items())
        )
    _link(connection, fresh, known)


def _link(connection: sa.Connection, operations: dict[int, Operation], known: _Launches) -> bool:
    """Note what operations replace and what they saw; whether something of it was new. An erasure replaces nothing."""
    new = False
    for table, column, links in (
        (
            "operation_parent",
            "parent",
            [(n, known.local(p)) for n, o in operations.items() if o.kind in _HEADED for p in o.parents],
        ),
        ("operation_seen", "seen", [(n, known.local(s)) for n, o in operations.items() for s in o.seen]),
    ):
        if links:
            query = f"INSERT OR IGNORE INTO {table} (op, {column}) VALUES (?, ?)"
            new |= connection.exec_driver_sql(query, links).rowcount > 0
    return new


def _lift_heads(connection: sa.Connection, operations: dict[int, Operation]) -> None:
    """What operations replace stands no longer, and they stand if nothing replaces them."""
    headed = [(o.table, o.row, o.field, number) for number, o in operations.items() if o.kind in _HEADED]
    if headed:
        connection.exec_driver_sql(
            "DELETE FROM head WHERE tbl = ? AND row = ? AND field = ?"
            " AND op IN (SELECT parent FROM operation_parent WHERE op = ?)",
            headed,
        )
    _raise_heads(connection, headed)


def _raise_heads(connection: sa.Connection, fields: Sequence[tuple[str, str, str, int]]) -> None:
    """Let operations stand for their fields, of those that are here and that nothing replaces."""
    if fields:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO head (tbl, row, field, op) SELECT tbl, row, field, id FROM operation"
            " WHERE tbl = ?1 AND row = ?2 AND field = ?3 AND id = ?4"
            " AND NOT EXISTS (SELECT 1 FROM operation_parent p JOIN operation o ON o.id = p.op"
            " WHERE p.parent = ?4 AND o.tbl = ?1 AND o.row = ?2 AND o.field = ?3)",
            fields,
        )
