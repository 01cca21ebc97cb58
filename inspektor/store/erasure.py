"""Erasure: taking values out of the journal for good, while that something stood there, when and whose it was is kept.

An erase operation names operations and its ground. Whoever holds both empties the value, in whatever order they came: the
operation keeps its id, time, person and what it replaced, and stands for nothing (see `materialise`). The value leaves the
tables and the search by the ordinary triggers, the undo stacks, and the media store where it named a file; `clear_traces`
takes it out of what SQLite leaves behind. The bundles that carry it are sync's to clear; what waits for that is listed here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from inspektor.changes import Change, ChangeSet
from inspektor.errors import MayPass
from inspektor.model.tables import MEDIA
from inspektor.shapes.operation import KIND_ERASE, KIND_SET, OpId
from inspektor.store import connection as connections
from inspektor.store.history import History
from inspektor.store.journal import NUMBER_BITS, Begin, Recorder, launch_numbers, op_name
from inspektor.store.materialise import chunks, materialise
from inspektor.store.media import Media
from inspektor.store.schema import shapes
from inspektor.store.turns import Turns

_TRACES = "erasure.traces"
Key = tuple[str, str, str]
"""Table, row and field."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field of a row to be erased with all it ever held, or with all but what it holds now.

    Field "" empties nothing, and notes the ground for the record as a whole.
    """

    table: str
    row: str
    field: str
    keep_present: bool = False


Find = Callable[[Session], Iterable[Target]]


def empty(connection: sa.Connection, numbers: Collection[int]) -> frozenset[Key]:
    """Empty the named operations, also those that have yet to arrive; the fields of those that are here."""
    fields: set[Key] = set()
    for chunk in chunks(tuple(numbers)):
        marks = ",".join("?" * len(chunk))
        found = connection.exec_driver_sql(
            f"SELECT tbl, row, field, value FROM operation WHERE kind = '{KIND_SET}' AND id IN ({marks})",
            chunk,
        ).all()
        forget_media(connection, ((each.tbl, each.field, each.value) for each in found))
        connection.exec_driver_sql(
            f"UPDATE operation SET value = NULL WHERE kind = '{KIND_SET}' AND id IN ({marks})", chunk
        )
        fields |= {(each.tbl, each.row, each.field) for each in found}
    if numbers:
        connection.exec_driver_sql(
            "INSERT INTO erased (op, named) VALUES (?, 1)"
            " ON CONFLICT (op) DO UPDATE SET named = 1, cleared = cleared AND named",
            [(number,) for number in numbers],
        )
        connection.exec_driver_sql(
            "INSERT INTO local (key, value) VALUES (?, x'01') ON CONFLICT DO NOTHING", (_TRACES,)
        )
    return frozenset(fields)


def forget_media(connection: sa.Connection, values: Iterable[tuple[str, str, object]]) -> None:
    """Note which files erased values named: table, field and value each."""
    named = {(str(value),) for table, field, value in values if value and field in MEDIA.get(table, ())}
    if named:
        connection.exec_driver_sql(
            "INSERT INTO erased_media (sha256) VALUES (?) ON CONFLICT DO NOTHING", list(named)
        )


def emptied(connection: sa.Connection, numbers: Sequence[int], *, named: bool) -> set[int]:
    """Those of the operations whose value is erased (named), or was only withheld by who brought them (not named)."""
    if connection.exec_driver_sql("SELECT 1 FROM erased LIMIT 1").first() is None:
        return set()
    found: set[int] = set()
    for chunk in chunks(tuple(numbers)):
        query = f"SELECT op FROM erased WHERE named = ? AND op IN ({','.join('?' * len(chunk))})"
        found.update(connection.exec_driver_sql(query, (int(named), *chunk)).scalars())
    return found


class Erasures:
    """The workspace's door for erasing, and what is left to do after one."""

    def __init__(
        self,
        begin_read: Begin,
        begin_write: Begin,
        write: Callable[..., ChangeSet],
        parts: tuple[Turns, Recorder, History, Media, sa.Engine],
    ) -> None:
        """Take the workspace's doors, its lock, and the parts that may hold an erased value."""
        self._read = begin_read
        self._begin_write = begin_write
        self._write = write
        self._lock, self._recorder, self._history, self._media, self._engine = parts

    def erase(self, label: str, ground: str, find: Find) -> ChangeSet:
        """In one step: whatever `find` changes, and the erasure of what it returns. It cannot be undone.

        `label` is a marked text, `ground` the word of the legal ground that is kept in the values' place. Fields that hold
        nothing to erase are passed over.
        """
        fields: set[Key] = set()

        def apply(session: Session) -> None:
            targets = tuple(find(session))
            session.flush()
            fields.update(self._erase(session.connection(), targets, ground))

        with self._lock:
            made = self._write(label, apply)
            with suppress(
                MayPass
            ):  # it is erased; what the disk would not let go of now goes at the next start
                self.erased(fields)
        with suppress(MayPass):  # or at the next pass
            self.clear_traces()
        return made

    def _erase(self, connection: sa.Connection, targets: Sequence[Target], ground: str) -> Iterator[Key]:
        for target in dict.fromkeys(targets):
            numbers = held(connection, target)
            if target.field and not numbers:
                continue
            number = self._recorder.next_op()
            step, wall = self._recorder.op_step(), self._recorder.op_wall()
            connection.exec_driver_sql(
                "INSERT INTO operation (id, tbl, row, field, kind, value, wall, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, target.table, target.row, target.field, KIND_ERASE, ground, wall, step),
            )
            if numbers:
                links = [(number, each) for each in numbers]
                connection.exec_driver_sql("INSERT INTO operation_seen (op, seen) VALUES (?, ?)", links)
            yield from empty(connection, numbers)
            with self._recorder.unrecorded():
                self._recorder.erased += [
                    Change(each.table, each.row, each.field, None, each.after, number)
                    for each in _shown(connection, target)
                ]

    def erased(self, fields: Collection[Key]) -> None:
        """Let go of what these fields held, outside the database: steps of undo, and files that nothing else names."""
        if not fields:
            return
        self._recorder.close_text()
        self._history.forget(fields)
        for sha256 in self.lost_media():
            self._media.forget(sha256)

    def finish(self) -> None:
        """At the start: what an erasure had left to do when the program was stopped."""
        for sha256 in self.lost_media():
            self._media.forget(sha256)
        self.clear_traces()

    def lost_media(self) -> list[str]:
        """The SHA-256 of every file that was erased, and that no record names any longer."""
        with self._read() as connection:
            lost = set(connection.exec_driver_sql("SELECT sha256 FROM erased_media").scalars())
            for table, columns in MEDIA.items():
                for column in columns if lost else ():
                    named = connection.exec_driver_sql(f"SELECT {column} FROM {table}").scalars()
                    lost.difference_update(named)
        return sorted(lost)

    def clear_traces(self) -> bool:
        """Take erased values out of what SQLite leaves behind: the search's old segments, freed pages, the write-ahead log.

        False if a reader held the log for too long; it is tried again at the next erasure, pass or start.
        """
        with self._lock:
            with self._read() as connection:
                query = "SELECT 1 FROM local WHERE key = ?"
                if connection.exec_driver_sql(query, (_TRACES,)).first() is None:
                    return True
            with self._begin_write() as connection:
                connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
            connections.rebuild(self._engine)
            if not connections.checkpoint(self._engine):
                return False
            with self._begin_write() as connection:
                connection.exec_driver_sql("DELETE FROM local WHERE key = ?", (_TRACES,))
            return True

    def among(self, ids: Iterable[OpId]) -> set[OpId]:
        """Those of the operations that an erasure names."""
        wanted = list(ids)
        with self._read() as connection:
            numbers = launch_numbers(connection)
            local = {
                numbers[each.launch] << NUMBER_BITS | each.n: each
                for each in wanted
                if each.launch in numbers
            }
            return {local[number] for number in emptied(connection, tuple(local), named=True)}

    def uncleared(self) -> dict[OpId, str]:
        """Erased operations whose bundles have not been cleared, and the laptop that made each ("" if not known)."""
        with self._read() as connection:
            rows = connection.exec_driver_sql(
                f"SELECT e.op, l.id, l.device FROM erased e JOIN launch l ON l.seq = e.op >> {NUMBER_BITS}"
                " WHERE e.cleared = 0 AND e.named"
            ).all()
        return {op_name(bytes(row.id), row.op): str(row.device) for row in rows}

    def cleared(self, ids: Iterable[OpId]) -> None:
        """No bundle that this laptop reaches holds these values any longer."""
        gone = list(ids)
        if not gone:
            return
        with self._begin_write() as connection:
            numbers = launch_numbers(connection)
            local = [(numbers[each.launch] << NUMBER_BITS | each.n,) for each in gone]
            connection.exec_driver_sql("UPDATE erased SET cleared = 1 WHERE op = ?", local)

    def held_by(self, stream: str) -> list[tuple[str, int]]:
        """Up to which number of a chain each other laptop has said that it holds everything."""
        with self._read() as connection:
            query = "SELECT device, number FROM held WHERE stream = ?"
            return [
                (str(each.device), int(each.number)) for each in connection.exec_driver_sql(query, (stream,))
            ]

    def heard(self, names: Mapping[str, str], holds: Mapping[str, Mapping[str, int]]) -> None:
        """The laptops of the group by device, and up to which number of which chains each says it holds everything."""
        with self._read() as connection:
            rows = connection.exec_driver_sql("SELECT device, person_name FROM laptop").all()
        known = {each.device: each.person_name for each in rows}
        new = [(device, name) for device, name in names.items() if known.get(device) != name]
        held = [(device, *each) for device, chains in holds.items() for each in chains.items()]
        if not new and not held:
            return
        with self._begin_write() as connection:
            for table, value, rows_of in (("laptop", "(?, ?)", new), ("held", "(?, ?, ?)", held)):
                if rows_of:
                    connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} VALUES {value}", rows_of)


def held(connection: sa.Connection, target: Target) -> tuple[int, ...]:
    """The operations that an erasure of the target would empty."""
    unless = " AND NOT EXISTS (SELECT 1 FROM head h WHERE h.op = o.id AND h.tbl = o.tbl AND h.row = o.row AND h.field = o.field)"
    query = (
        f"SELECT o.id FROM operation o WHERE o.row = ? AND o.tbl = ? AND o.field = ? AND o.kind = '{KIND_SET}'"
        " AND o.id NOT IN (SELECT op FROM erased WHERE named)"
    )
    found = connection.exec_driver_sql(
        query + (unless if target.keep_present else ""), (target.row, target.table, target.field)
    )
    return tuple(found.scalars())


def _shown(connection: sa.Connection, target: Target) -> list[Change]:
    """Bring the row up to date; what changed in it."""
    rows = connection.exec_driver_sql("SELECT seq, id FROM launch").all()
    launches = {int(row.seq): bytes(row.id) for row in rows}
    return materialise(connection, shapes()[target.table], {target.row: {target.field}}, launches)
