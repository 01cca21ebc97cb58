"""What came into a follow-up after its newest report was sealed: late from a colleague, or while it is open for correction.

A report keeps how far it knew the follow-up's journal. So it is told alike on every laptop, whatever its clock said and in
whatever order things arrived, and what was printed stays as it was sealed.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from inspektor.model.document import Document
from inspektor.queries.rows import of_follow_up
from inspektor.shapes.enums import DocumentKind
from inspektor.shapes.finished import afterwards
from inspektor.shapes.retention import DISPOSING
from inspektor.shapes.views import LateChange
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace

_NUMBER = f"(o.id & {(1 << NUMBER_BITS) - 1})"


@cache
def _operations() -> str:
    """Of every operation on what hangs on a follow-up; its id is given once for each table."""
    tables = [name for name, shape in shapes().items() if shape.column("follow_up_id") is not None]
    rows = "".join(
        f" UNION ALL SELECT '{name}', id FROM {name} WHERE follow_up_id = :follow_up" for name in tables
    )
    return (
        f"FROM (SELECT 'follow_up' AS tbl, :follow_up AS row{rows}) r JOIN operation o ON o.row = r.row AND o.tbl = r.tbl"
        f" JOIN launch l ON l.seq = o.id >> {NUMBER_BITS}"
    )


def known(workspace: Workspace, follow_up_id: str) -> str:
    """How far this laptop knows the follow-up's journal: what a document that is sealed now keeps of it."""
    query = sa.text(f"SELECT l.id, max({_NUMBER}) {_operations()} GROUP BY l.id")
    with workspace.read() as connection:
        rows = connection.execute(query, {"follow_up": follow_up_id}).all()
    return json.dumps({bytes(launch).hex(): number for launch, number in rows}, sort_keys=True)


def late(workspace: Workspace, follow_up_id: str) -> tuple[LateChange, ...]:
    """What was changed that the newest report did not know, by person and kind of change, the latest first."""
    with workspace.read() as connection:
        knew = _report_knew(connection, follow_up_id)
        if knew is None:
            return ()
        found: dict[tuple[str, str], LateChange] = {}
        for row in _unknown(connection, follow_up_id, knew):
            key, at = (row.person_name, row.label), datetime.fromtimestamp(row.wall / 1000, UTC)
            before = found.get(key)
            number = before.records if before else frozenset()
            found[key] = LateChange(max(at, before.at) if before else at, *key, number | {row.row})
    return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True))


def _report_knew(connection: sa.Connection, follow_up_id: str) -> dict[str, int] | None:
    query = of_follow_up(Document, follow_up_id).order_by(sa.desc("version"), sa.desc("sealed_at"))
    for row in connection.execute(query).mappings():
        if row["kind"] is DocumentKind.FOLLOW_UP_REPORT and row["knew"]:
            knew: dict[str, int] = json.loads(row["knew"])
            return knew
    return None


def _unknown(connection: sa.Connection, follow_up_id: str, knew: dict[str, int]) -> Iterator[Any]:
    query = sa.text(
        f"SELECT o.tbl, o.row, o.field, o.wall, l.id AS launch, l.person_name, {_NUMBER} AS number,"
        f" coalesce(s.label, '') AS label {_operations()} LEFT JOIN step s ON s.id = o.step WHERE o.kind <> 'erase'"
    )
    for row in connection.execute(query, {"follow_up": follow_up_id}):
        of_signing = row.tbl == "document" or (row.tbl, row.field) == ("follow_up", "status")
        if (
            row.label != DISPOSING
            and row.number > knew.get(bytes(row.launch).hex(), 0)
            and not (of_signing or afterwards(row.tbl, row.field))
        ):
            yield row
