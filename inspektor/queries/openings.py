"""The log of who has read what concerns clients, by month, and who has signed it off."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from inspektor import clock
from inspektor.formats import date_iso
from inspektor.i18n import tr
from inspektor.model.keeping import LogReview
from inspektor.shapes.enums import Role
from inspektor.shapes.openings import MonthOfLog, OpenedKind, OpeningRow, ReviewRow
from inspektor.store.computers import computer_names
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_MONTH = f"""
SELECT p.person_id, p.name, p.day, p.kind, coalesce(p.opened_follow_up, '') AS follow_up, coalesce(u.name, '') AS unit,
  coalesce(i.role, '') AS role, min(o.wall) AS wall, coalesce(l.device, '') AS device
FROM live_opening p
LEFT JOIN follow_up f ON f.id = p.opened_follow_up LEFT JOIN unit u ON u.id = f.unit_id
LEFT JOIN interview i ON i.id = p.record
JOIN operation o ON o.row = p.id AND o.tbl = 'opening' AND o.kind = 'create'
JOIN launch l ON l.seq = o.id >> {NUMBER_BITS}
WHERE p.day >= ? AND p.day < ? GROUP BY p.id ORDER BY wall DESC, p.id
"""


def months(workspace: Workspace) -> tuple[str, ...]:
    """The months that the log has something of, newest first."""
    with workspace.read() as connection:
        query = "SELECT DISTINCT substr(day, 1, 7) FROM live_opening WHERE day <> '' ORDER BY 1 DESC"
        return tuple(str(each) for each in connection.exec_driver_sql(query).scalars())


def unsigned(workspace: Workspace) -> tuple[str, ...]:
    """The past months with something in the log that nobody has signed off, newest first."""
    present = date_iso(clock.now())[:7]
    with workspace.read() as connection:
        query = "SELECT DISTINCT month FROM live_log_review"
        signed = set(connection.exec_driver_sql(query).scalars())
    return tuple(each for each in months(workspace) if each < present and each not in signed)


def month_of(workspace: Workspace, month: str) -> MonthOfLog:
    """What was opened in a month such as 2026-11, newest first, and its reviews."""
    computers = computer_names(workspace)
    with workspace.read() as connection:
        given = (f"{month}-01", f"{month}-32")  # days are text, and sort as such
        rows = [_opening(each, computers) for each in connection.exec_driver_sql(_MONTH, given).all()]
        reviews = _reviews(connection, month)
    people = {each.person_id for each in rows}
    return MonthOfLog(month, tuple(rows), tuple(_review(each, people) for each in reviews))


def _opening(row: Any, computers: Mapping[str, str]) -> OpeningRow:
    kind = OpenedKind(row.kind)
    return OpeningRow(
        day=date.fromisoformat(row.day),
        at=datetime.fromtimestamp(row.wall / 1000, UTC),
        person_id=row.person_id,
        name=row.name,
        kind=kind,
        record=f"{tr(kind.label)}: {tr(Role(row.role).label).lower()}" if row.role else tr(kind.label),
        follow_up_id=row.follow_up,
        unit=row.unit,
        device=computers[row.device] if row.device else "",
    )


def _reviews(connection: sa.Connection, month: str) -> list[Any]:
    row = live(LogReview).c
    query = select(live(LogReview)).where(row.month == month).order_by(sa.desc("at"))
    return list(connection.execute(query).all())


def _review(row: Any, people: set[str]) -> ReviewRow:
    return ReviewRow(
        row.month, row.person_id, row.name, row.at, row.openings, row.remark, people == {row.person_id}
    )
