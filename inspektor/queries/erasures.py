"""What has been erased, and which laptops may still hold it."""

from datetime import UTC, datetime
from itertools import groupby

import sqlalchemy as sa

from inspektor.shapes.erasure import ErasureRow
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.workspace import Workspace

_QUERY = f"""
SELECT o.step, o.tbl, o.row, o.wall, o.value AS ground, l.device, l.person_name, coalesce(s.label, '') AS label,
  b.stream, b.number,
  EXISTS (SELECT 1 FROM operation_seen k JOIN erased e ON e.op = k.seen WHERE k.op = o.id AND e.cleared = 0) AS waits
FROM operation o JOIN launch l ON l.seq = o.id >> {NUMBER_BITS}
LEFT JOIN step s ON s.id = o.step LEFT JOIN bundle b ON b.seq = o.bundle
WHERE o.kind = 'erase' ORDER BY o.wall DESC, o.step DESC, o.id
"""


def erasures(workspace: Workspace) -> tuple[ErasureRow, ...]:
    """Every erasure known here, newest first.

    A laptop counts as having carried it out once a bundle of its own says that it holds the bundle with the erasure: it says
    so only after it has cleared everything it holds. Laptops without a group are alone, and nothing is waited for.
    """
    with workspace.read() as connection:
        rows = connection.exec_driver_sql(_QUERY).all()
        laptops, held = _laptops(connection, workspace.identity.device_id), _held(connection)
    found = []
    for _, group in groupby(rows, key=lambda row: row.step):
        step = list(group)
        first = step[0]
        lacking = {
            device
            for device in laptops.keys() - {first.device}
            for each in step
            if each.stream is None or held.get((device, each.stream), 0) < each.number
        }
        found.append(
            ErasureRow(
                at=datetime.fromtimestamp(first.wall / 1000, UTC),
                person=first.person_name,
                ground=first.ground,
                label=first.label,
                records=tuple(dict.fromkeys((each.tbl, each.row) for each in step)),
                carried_out=not any(each.waits for each in step),
                not_yet_at=tuple(sorted(laptops[device] for device in lacking)),
            )
        )
    return tuple(found)


def _laptops(connection: sa.Connection, own: str) -> dict[str, str]:
    """The other laptops of the group, and whose they are."""
    rows = connection.exec_driver_sql(
        "SELECT device, person_name FROM laptop WHERE device <> ?", (own,)
    ).all()
    return {row.device: row.person_name for row in rows}


def _held(connection: sa.Connection) -> dict[tuple[str, str], int]:
    rows = connection.exec_driver_sql("SELECT device, stream, number FROM held").all()
    return {(row.device, row.stream): row.number for row in rows}
