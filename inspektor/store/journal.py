"""The journal: every change as an operation that names the operations it replaces.

Capture triggers write it in the same transaction as the change (see `schema`); this module gives them their numbers, reads
back what a transaction wrote, and hands operations to and from sync.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from inspektor import clock
from inspektor.changes import Change, Value
from inspektor.shapes.operation import KIND_ERASE, Launch, Operation, OpId
from inspektor.store.merging import merged
from inspektor.store.schema import shapes

NUMBER_BITS = 40
_NUMBER_MASK = (1 << NUMBER_BITS) - 1
ELSEWHERE = 0
"""Mark in `operation.bundle` of operations that came from another laptop."""
AMEND_SECONDS = 60.0
"""How long the newest operation of a text may be amended while its author goes on typing."""

Begin = Callable[[], AbstractContextManager[sa.Connection]]
Kept = tuple[bytes, str, int, bytes | None, str, bytes, Sequence[OpId]]
"""A bundle to be kept: identity, chain, number, identity of the one before, device, bytes, operations that are in none yet."""


@dataclass(slots=True)
class _OpenText:
    key: tuple[str, str, str]
    operation: int
    since: float


class Recorder:
    """Numbers the operations of this launch, and knows which text may still be amended. One writing transaction at a time."""

    def __init__(self) -> None:
        """Start before a launch is known; `launched` must be called before anything is captured."""
        self._launch = 0
        self._number = 0
        self._wall = 0
        self._capturing = False
        self._amending = False
        self._open: _OpenText | None = None
        self.step: int | None = None
        self.amended: int | None = None
        self.erased: list[Change] = []

    def launched(self, seq: int) -> None:
        """Take the number of this launch's row."""
        self._launch = seq

    # What the triggers call.
    def capturing(self) -> int:
        """1 while changes are journalled."""
        return int(self._capturing)

    def next_op(self) -> int:
        """The id of the next operation; the first one of a transaction names the step."""
        self._number += 1
        number = self._launch << NUMBER_BITS | self._number
        if self.step is None:
            self.step = number
        return number

    def op_wall(self) -> int:
        """Milliseconds since 1970, never going back within a launch."""
        self._wall = max(self._wall, clock.wall_ms())
        return self._wall

    def op_step(self) -> int:
        """The first operation of this transaction, also before it has its number."""
        return self.step if self.step is not None else self._launch << NUMBER_BITS | (self._number + 1)

    def open_op(self, table: str, row: str, field: str) -> int | None:
        """The operation a save of this field amends, or None if it starts a new one."""
        held = self._open
        if not self._amending or held is None or held.key != (table, row, field):
            return None
        if clock.elapsed() - held.since > AMEND_SECONDS:
            return None
        self.amended = held.operation
        return held.operation

    # What the workspace calls.
    def begin(self, *, capturing: bool = True, amending: bool = False) -> None:
        """A writing transaction starts."""
        self._capturing = capturing
        self._amending = amending
        self.step = None
        self.amended = None
        self.erased = []

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Within a transaction: what is written in the block follows from the journal, and is not journalled again."""
        before, self._capturing = self._capturing, False
        try:
            yield
        finally:
            self._capturing = before

    def committed(self, changes: Sequence[Change]) -> None:
        """It was committed: a single typed text stays open for amending, anything else closes it."""
        if self.amended is None and (changes or not self._amending):
            self._open = None
            if self._amending and len(changes) == 1 and changes[0].field:
                only = changes[0]
                self._open = _OpenText((only.table, only.row, only.field), only.operation, clock.elapsed())
        self._capturing = self._amending = False

    def rolled_back(self) -> None:
        """It failed; nothing stays open."""
        self._open = None
        self._capturing = self._amending = False

    def close_text(self) -> None:
        """Let no further save amend the open text."""
        self._open = None


@dataclass(frozen=True, slots=True)
class BundleRecord:
    """A bundle this workspace has made or accepted; every one is kept, so that any laptop can refill a lost folder."""

    hash: bytes
    stream: str
    seq: int
    prev: bytes | None
    device: str
    size: int
    received_at: int
    kept: int
    """Higher for each that came later."""


def read_back(connection: sa.Connection, recorder: Recorder) -> tuple[Change, ...]:
    """What the open transaction has written, one change per field, with the value it replaced."""
    found = connection.exec_driver_sql(
        "SELECT id, tbl, row, field, kind, value FROM operation WHERE (step = ? OR id = ?) AND kind <> 'erase' ORDER BY id",
        (recorder.step or 0, recorder.amended or 0),
    ).all()
    born = {(each.tbl, each.row) for each in found if each.kind == "create"}
    first: dict[tuple[str, str, str], Value] = {}
    last: dict[tuple[str, str, str], tuple[Value, int]] = {}
    for number, table, row, field, kind, value in found:
        key = (table, row, field)
        if key not in first:
            first[key] = None if (table, row) in born else _replaced(connection, number, table, field)
        last[key] = (value if field else int(kind != "delete"), number)
    written = tuple(
        Change(*key, first[key], after, number)
        for key, (after, number) in last.items()
        if first[key] != after
        or number == recorder.amended  # an amended text may have come back to where it began
        or _settles(connection, number)
    )
    return written + tuple(recorder.erased)


def _settles(connection: sa.Connection, number: int) -> bool:
    """Whether the operation replaces several values at once: then something changed, if only that one of them stands."""
    query = "SELECT count(*) > 1 FROM operation_parent WHERE op = ?"
    return bool(connection.exec_driver_sql(query, (number,)).scalar_one())


def _replaced(connection: sa.Connection, number: int, table: str, field: str) -> Value:
    """What stood before an operation: the shown one among its parents, or the value a field has until it is set."""
    parents = connection.exec_driver_sql(
        "SELECT o.id, o.kind, o.value FROM operation_parent p JOIN operation o ON o.id = p.parent JOIN launch l"
        f" ON l.seq = o.id >> {NUMBER_BITS} WHERE p.op = ? ORDER BY o.wall DESC, l.id DESC, o.id DESC",
        (number,),
    ).all()
    column = shapes()[table].column(field)
    if not parents:
        return column.default if column else None
    if not field:
        return int(parents[0].kind != "delete")
    if (
        column is not None and column.merged and len(parents) == 2
    ):  # else undo would take a colleague's words away
        other, one = ((each.id, str(each.value)) for each in parents)
        together = merged(connection, one, other, str(column.default or ""))
        if together is not None:
            return together
    value: Value = parents[0].value
    return value


class Journal:
    """Hands operations and bundles to sync. Opens its own transactions."""

    def __init__(self, begin_read: Begin, begin_write: Begin, recorder: Recorder) -> None:
        """Take the workspace's two doors and its recorder."""
        self._read = begin_read
        self._write = begin_write
        self._recorder = recorder
        self._passing = False
        self._listed: Sequence[BundleRecord] | None = None

    def unbundled(self, limit: int = 5000) -> list[Operation]:
        """Committed operations of our own that are in no bundle yet, oldest first, whole steps, about `limit` of them.

        Closes the open text, so that what is handed out is never amended afterwards.
        """
        with self._write() as connection:
            self._recorder.close_text()
            last = connection.exec_driver_sql(
                "SELECT max(step) FROM (SELECT step FROM operation WHERE bundle IS NULL ORDER BY id LIMIT ?)",
                (limit,),
            ).scalar_one()
            if last is None:
                return []
            return list(_operations(connection, "o.bundle IS NULL AND o.step <= ?", (last,)))

    def all(self) -> list[Operation]:
        """Every operation known here, oldest first."""
        with self._read() as connection:
            return list(_operations(connection, "1", ()))

    def erasures(self) -> list[Operation]:
        """Every erasure known here."""
        with self._read() as connection:
            return list(_operations(connection, f"o.kind = '{KIND_ERASE}'", ()))

    def unsent(self, ids: Iterable[OpId]) -> None:
        """Let these be sent: no bundle here is known to carry them. What the folder holds of them is not sent again."""
        with self._write() as connection:
            numbers = launch_numbers(connection)
            local = [(numbers[each.launch] << NUMBER_BITS | each.n,) for each in ids]
            if local:
                connection.exec_driver_sql(
                    f"UPDATE operation SET bundle = NULL WHERE id = ? AND bundle = {ELSEWHERE}", local
                )

    def count_unbundled(self) -> int:
        """How many operations exist only on this laptop, as far as it knows."""
        with self._read() as connection:
            found = connection.exec_driver_sql(
                "SELECT count(*) FROM operation WHERE bundle IS NULL"
            ).scalar_one()
            return int(found)

    def launches(self, ids: Iterable[bytes] | None = None) -> list[Launch]:
        """The launches of those ids that are known here, or all."""
        with self._read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, device, person, person_name, app_version, started FROM launch WHERE device <> '' ORDER BY seq"
            ).all()
        wanted = None if ids is None else set(ids)
        return [Launch(*row) for row in rows if wanted is None or row[0] in wanted]

    def record_bundle(
        self,
        hash: bytes,
        stream: str,
        seq: int,
        prev: bytes | None,
        device: str,
        data: bytes,
        own_ops: Sequence[OpId] | None,
    ) -> None:
        """Keep a bundle's bytes; `own_ops` are our operations it carries, None for a bundle received from elsewhere."""
        self.record_bundles([(hash, stream, seq, prev, device, data, own_ops or ())])

    def record_bundles(self, bundles: Iterable[Kept]) -> None:
        """The same for several at once, with what `record_bundle` is told of each."""
        with self._write() as connection:
            numbers = launch_numbers(connection)
            for *about, own_ops in bundles:
                number = connection.exec_driver_sql(
                    "INSERT INTO bundle (hash, stream, number, prev, device, data, size, received_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, length(?6), ?7)"
                    " ON CONFLICT (hash) DO UPDATE SET received_at = received_at RETURNING seq",
                    (*about, clock.wall_ms()),
                ).scalar_one()
                if own_ops:
                    connection.exec_driver_sql(
                        "UPDATE operation SET bundle = ? WHERE id = ?",
                        [(number, numbers[op.launch] << NUMBER_BITS | op.n) for op in own_ops],
                    )
        self._listed = None

    def replace_bundle(self, hash: bytes, data: bytes) -> None:
        """Keep other bytes of the same bundle: what was erased has been taken out of them."""
        with self._write() as connection:
            connection.exec_driver_sql(
                "UPDATE bundle SET data = ?1, size = length(?1) WHERE hash = ?2", (data, hash)
            )
        self._listed = None

    @contextmanager
    def listing_once(self) -> Iterator[None]:
        """In the block, which is one pass, `bundles` asks the database again only when one was recorded or replaced."""
        self._passing = True
        try:
            yield
        finally:
            self._passing, self._listed = False, None

    def bundles(self) -> Sequence[BundleRecord]:
        """The bundles kept here, in stream order."""
        listed = self._listed
        if listed is None:
            with self._read() as connection:
                rows = connection.exec_driver_sql(
                    "SELECT hash, stream, number, prev, device, size, received_at, seq FROM bundle ORDER BY stream, number, seq"
                ).all()
            listed = tuple(BundleRecord(*row) for row in rows)
            if self._passing:
                self._listed = listed
        return listed

    def bundle_bytes(self, hash: bytes) -> bytes:
        """The bytes of a kept bundle; KeyError if it is not here."""
        with self._read() as connection:
            found = connection.exec_driver_sql(
                "SELECT data FROM bundle WHERE hash = ?", (hash,)
            ).scalar_one_or_none()
        if found is None:
            raise KeyError(hash.hex())
        return bytes(found)

    def has_bundle(self, hash: bytes) -> bool:
        """Whether the bundle is kept here."""
        with self._read() as connection:
            return (
                connection.exec_driver_sql("SELECT 1 FROM bundle WHERE hash = ?", (hash,)).first() is not None
            )

    def holds(self, ids: Iterable[OpId]) -> bool:
        """Whether every one of these operations is here."""
        query = "SELECT 1 FROM operation WHERE id = ?"
        with self._read() as connection:
            numbers = launch_numbers(connection)
            local = (numbers.get(each.launch, 0) << NUMBER_BITS | each.n for each in ids)
            return all(connection.exec_driver_sql(query, (number,)).first() for number in local)


def op_name(launch: bytes, number: int) -> OpId:
    """The global id of a local number."""
    return OpId(launch, number & _NUMBER_MASK)


def launch_numbers(connection: sa.Connection) -> dict[bytes, int]:
    """The local number of every known launch."""
    return {bytes(row.id): row.seq for row in connection.exec_driver_sql("SELECT id, seq FROM launch")}


def _operations(connection: sa.Connection, where: str, values: tuple[Any, ...]) -> Iterator[Operation]:
    """The operations that meet a condition on `operation o`."""
    names = {number: launch for launch, number in launch_numbers(connection).items()}

    def op_id(number: int) -> OpId:
        return op_name(names[number >> NUMBER_BITS], number)

    def links(table: str, column: str) -> dict[int, tuple[OpId, ...]]:
        rows = connection.exec_driver_sql(
            f"SELECT k.op, k.{column} FROM operation o CROSS JOIN {table} k ON k.op = o.id WHERE {where} ORDER BY o.id, 2",
            values,
        )
        return {
            op: tuple(sorted(op_id(row[1]) for row in group))  # local numbers differ from laptop to laptop
            for op, group in groupby(rows, key=lambda row: row[0])
        }

    parents = links("operation_parent", "parent")
    seen = links("operation_seen", "seen")
    found = connection.exec_driver_sql(
        "SELECT o.id, o.tbl, o.row, o.field, o.kind, o.value, o.wall, o.step, coalesce(s.label, '') AS label,"
        " o.id IN (SELECT op FROM erased WHERE NOT named) AS withheld"
        f" FROM operation o LEFT JOIN step s ON s.id = o.step WHERE {where} ORDER BY o.id",
        values,
    )
    for row in found:
        yield Operation(
            id=op_id(row.id),
            table=row.tbl,
            row=row.row,
            field=row.field,
            kind=row.kind,
            value=row.value,
            wall=row.wall,
            step=op_id(row.step),
            label=row.label,
            parents=parents.get(row.id, ()),
            seen=seen.get(row.id, ()),
            withheld=bool(row.withheld),
        )
