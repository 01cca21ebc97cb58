"""What people changed without knowing of each other, and have not agreed about since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from inspektor import record_words
from inspektor.changes import Value
from inspektor.i18n import tr
from inspektor.model.tables import IMMUTABLE
from inspektor.queries.record_places import called, place_of
from inspektor.shapes.conflict import Conflict, ConflictKind, Version
from inspektor.store import sealed
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import ColumnShape, shapes
from inspektor.store.workspace import Workspace

Head = Any
"""A row of `_VERSIONS`."""
_WHOLE = "-"
SEALED = frozenset({"risk", "risk_step"})
"""Tables whose texts are not for everybody who has them."""
_SETTLED = IMMUTABLE | {"document", "parcel", "parcel_document"}
"""Tables about which there is nothing to choose: what never changes is the same whoever made it first, and somebody whose
signature the file kept lacks signs again (`DocumentRow.apart`)."""
_BOOKS = frozenset(
    {
        ("answer", "author_id"),
        ("answer", "answered_at"),
        ("assessment", "rated_by"),
        ("assessment", "rated_at"),
    }
)
"""Who gave a value and when, as the program wrote it down beside that: what there is to choose is the value."""
_VERSIONS = f"""
SELECT c.tbl, c.row, c.field, h.field AS written, o.id, o.kind, o.value, o.wall, l.person_name, l.device
FROM contested c JOIN head h ON h.tbl = c.tbl AND h.row = c.row AND (h.field = c.field OR c.field = '')
JOIN operation o ON o.id = h.op JOIN launch l ON l.seq = o.id >> {NUMBER_BITS}
WHERE o.id NOT IN (SELECT op FROM erased)
ORDER BY c.tbl, c.row, c.field, o.wall DESC, l.id DESC, o.id DESC
"""


def conflicts(workspace: Workspace, follow_up_id: str | None = None) -> tuple[Conflict, ...]:
    """What awaits a decision, newest first: everywhere, or in a follow-up."""
    with workspace.read() as connection:
        found = tuple(_unsealed(workspace, each) for each in _open(connection))
    wanted = [each for each in found if follow_up_id in (None, each.follow_up_id)]
    return tuple(sorted(wanted, key=lambda each: (each.at, each.id), reverse=True))


def _unsealed(workspace: Workspace, conflict: Conflict) -> Conflict:
    """With what was sealed to this computer as it reads; who may not read it sees that it is so."""
    if conflict.field != "sealed" and not conflict.field.endswith("_sealed"):
        return conflict
    versions = []
    for each in conflict.versions:
        opened = sealed.unseal(workspace, str(each.value or ""))
        said = opened and "\n".join(value for value in opened.values.values() if value)
        versions.append(each if opened is None else replace(each, text=said or ""))
    shown = next((each.text for each in versions if each.shown), conflict.shown)
    return replace(conflict, shown=shown, versions=tuple(versions))


def conflict_in(workspace: Workspace, connection: sa.Connection, conflict_id: str) -> Conflict | None:
    """The one of that id, or None if it is settled."""
    found = next((each for each in _open(connection) if each.id == conflict_id), None)
    return None if found is None else _unsealed(workspace, found)


def _open(connection: sa.Connection) -> Iterator[Conflict]:
    rows = connection.exec_driver_sql(_VERSIONS).all()
    for (table, row, field), heads in groupby(rows, key=lambda each: (each.tbl, each.row, each.field)):
        if table in shapes() and table not in _SETTLED and (table, field) not in _BOOKS:
            found = _about(connection, table, row, field, list(heads))
            if found is not None:
                yield found


def _about(connection: sa.Connection, table: str, row: str, field: str, heads: list[Head]) -> Conflict | None:
    query = f"SELECT * FROM {table} WHERE id = ? AND hidden = 0"
    shown = connection.exec_driver_sql(query, (row,)).mappings().one_or_none()
    column = shapes()[table].column(field)
    if shown is None or bool(field) != (column is not None):
        return None
    if column is not None:
        kind, versions = _of_field(connection, column, shown[field], heads)
        now = _reads(connection, table, field, shown[field])
    else:
        kind, versions, now = ConflictKind.DELETED, _of_row(connection, heads), ""
    if len(versions) < 2:
        return None
    follow_up, unit, opens = place_of(connection, table, row)
    return Conflict(
        id=f"{table} {row} {field or _WHOLE}",
        table=table,
        row=row,
        field=field,
        kind=kind,
        record=record_words.record_word(table),
        name=record_words.field_word(field),
        follow_up_id=follow_up or "",
        unit=unit,
        opens=opens,
        shown=now,
        versions=versions,
    )


def _of_field(
    connection: sa.Connection, column: ColumnShape, shown: Value, heads: list[Head]
) -> tuple[ConflictKind, tuple[Version, ...]]:
    """The different values of a field; who wrote the same one at the same time agrees."""
    newest = {each.value: each for each in reversed(heads)}.values()
    versions = tuple(
        _version(each, _reads(connection, each.tbl, column.name, each.value), shown=each.value == shown)
        for each in heads
        if each in newest
    )
    if not any(each.shown for each in versions):
        return ConflictKind.MERGED, versions
    return (ConflictKind.PARAGRAPH if column.merged else ConflictKind.VALUES), versions


def _of_row(connection: sa.Connection, heads: list[Head]) -> tuple[Version, ...]:
    """The deletions of a row, and what was written in it by people who did not know of them."""
    deletions = [each for each in heads if each.kind == "delete"]
    marks = ",".join("?" * len(deletions))
    seen = set(
        connection.exec_driver_sql(
            f"SELECT seen FROM operation_seen WHERE op IN ({marks})", tuple(each.id for each in deletions)
        ).scalars()
    )
    written = [each for each in heads if each.kind == "set" and each.id not in seen]
    if not deletions or not written:
        return ()
    return (
        *(_version(each, "", deletes=True) for each in deletions),
        *(
            _version(each, _reads(connection, each.tbl, each.written, each.value), shown=True)
            for each in written
        ),
    )


def _version(head: Head, text: str, *, shown: bool = False, deletes: bool = False) -> Version:
    at = datetime.fromtimestamp(head.wall / 1000, UTC)
    return Version(head.id, head.value, text, head.person_name, head.device, at, shown, deletes)


def _reads(connection: sa.Connection, table: str, field: str, value: Value) -> str:
    """How the value reads; another record that it names by its id is named by what it is called."""
    if (name := called(connection, field, value)) is not None:
        return name
    if table in SEALED or field.endswith("_sealed"):
        return tr("Only those it is sealed to can read it.")
    return record_words.said(table, field, "" if value is None else str(value))
