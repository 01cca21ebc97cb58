"""The history of records, for people: who changed what, when, on which laptop, from what to what."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from inspektor.changes import Value
from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.queries.record_places import HANGING, called
from inspektor.shapes.views import HistoryEntry
from inspektor.store.computers import computer_names
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.workspace import Workspace

_ENTRY = f"""
SELECT o.id, o.tbl, o.row, o.wall, o.step, o.field, o.kind, o.value, l.person_name, l.device,
  coalesce(s.label, '') AS label, EXISTS (SELECT 1 FROM erased e WHERE e.op = o.id AND e.named) AS gone,
  (SELECT p.value FROM operation_parent k JOIN operation p ON p.id = k.parent WHERE k.op = o.id
   ORDER BY p.wall DESC, p.id DESC LIMIT 1) AS before
FROM operation o JOIN launch l ON l.seq = o.id >> {NUMBER_BITS} LEFT JOIN step s ON s.id = o.step
"""
_ONE = _ENTRY + "WHERE o.row = ? AND o.tbl = ? ORDER BY o.wall DESC, o.id DESC"
_LATEST = (
    _ENTRY + "WHERE o.id IN (SELECT id FROM operation WHERE {where} ORDER BY wall DESC, id DESC LIMIT ?)"
)


def history(workspace: Workspace, table: str, row: str) -> tuple[HistoryEntry, ...]:
    """Every change of one record, newest first. `field` is empty where the record was made, deleted or brought back."""
    with workspace.read() as connection:
        return _entries(workspace, connection, connection.exec_driver_sql(_ONE, (row, table)).all())


def of_follow_up(workspace: Workspace, follow_up_id: str) -> tuple[HistoryEntry, ...]:
    """Every change of a follow-up and of all that hangs on it, newest first."""
    rows = "".join(f" UNION ALL SELECT '{name}', id FROM {name} WHERE follow_up_id = :id" for name in HANGING)
    query = (
        f"WITH whole AS (SELECT 'follow_up' AS tbl, :id AS row{rows}) {_ENTRY}"
        "JOIN whole w ON w.row = o.row AND w.tbl = o.tbl ORDER BY o.wall DESC, o.id DESC"
    )
    with workspace.read() as connection:
        return _entries(workspace, connection, connection.execute(sa.text(query), {"id": follow_up_id}).all())


def latest(workspace: Workspace, table: str, limit: int) -> tuple[HistoryEntry, ...]:
    """The latest changes of one kind of record, or ("") of all but the log of what was read."""
    where, given = ("tbl = ?", (table,)) if table else ("tbl <> 'opening'", ())
    with workspace.read() as connection:
        rows = connection.exec_driver_sql(_LATEST.format(where=where), (*given, limit)).all()
        found = _entries(workspace, connection, rows)
    return tuple(sorted(found, key=lambda each: (each.at, each.step), reverse=True))


def table_of(workspace: Workspace, row: str) -> str:
    """The kind of record that has this id; NotFound if none does, or records of two kinds."""
    with workspace.read() as connection:
        query = "SELECT DISTINCT tbl, row FROM operation WHERE row = ? LIMIT 2"
        found = connection.exec_driver_sql(query, (row,)).all()
    if len(found) != 1:
        raise NotFound(tr_mark("The record"), row)
    return str(found[0].tbl)


def _entries(
    workspace: Workspace, connection: sa.Connection, found: Sequence[Any]
) -> tuple[HistoryEntry, ...]:
    computers = computer_names(workspace)
    return tuple(
        HistoryEntry(
            at=datetime.fromtimestamp(each.wall / 1000, UTC),
            person=each.person_name,
            device=computers[each.device],
            label=each.label,
            step=each.step,
            field=each.field,
            before=_words(connection, each.field, each.before),
            after=_words(connection, each.field, each.value) if each.field else each.kind,
            kind=each.kind,
            gone=bool(each.gone),
            table=each.tbl,
            row=each.row,
        )
        for each in found
    )


def _words(connection: sa.Connection, field: str, value: Value) -> str:
    """The value, or what the record is called that it names."""
    if value is None:
        return ""
    return str(value) if (name := called(connection, field, value)) is None else name
