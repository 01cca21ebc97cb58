"""What has been erased, and where it may still lie."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from inspektor.formats import date_iso
from inspektor.model.document import Document
from inspektor.model.keeping import ErasureReachRow
from inspektor.queries.outside import outside
from inspektor.queries.record_places import place_of
from inspektor.shapes.backup import Backup
from inspektor.shapes.erasure import PRINTED, Confirmed, ErasureRow, Reach, ReachKind
from inspektor.shapes.outside import OutsideFile
from inspektor.shapes.retention import DISPOSING
from inspektor.store.journal import NUMBER_BITS
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_QUERY = f"""
SELECT o.id, o.step, o.tbl, o.row, o.wall, o.value AS ground, l.id AS launch, l.device, l.person_name,
  coalesce(s.label, '') AS label, b.stream, b.number, b.received_at,
  EXISTS (SELECT 1 FROM operation_seen k JOIN erased e ON e.op = k.seen WHERE k.op = o.id AND e.cleared = 0) AS waits
FROM operation o JOIN launch l ON l.seq = o.id >> {NUMBER_BITS}
LEFT JOIN step s ON s.id = o.step LEFT JOIN bundle b ON b.seq = o.bundle
WHERE o.kind = 'erase' ORDER BY o.wall DESC, o.step DESC, o.id
"""
Places = dict[tuple[ReachKind, str], str]
"""Where it may lie, and what that is called."""
Known = dict[tuple[str, ReachKind, str], Confirmed]


def erasures(workspace: Workspace) -> tuple[ErasureRow, ...]:
    """Every erasure known here, newest first.

    A laptop counts as having carried it out once a bundle of its own says that it holds the bundle with the erasure: it says
    so only after it has cleared everything it holds. Laptops without a group are alone, and nothing is waited for.
    """
    with workspace.read() as connection:
        rows = connection.exec_driver_sql(_QUERY).all()
        laptops, held = _laptops(connection, workspace.identity.device_id), _held(connection)
        confirmed = _confirmed(connection)
    backups, files = (workspace.backups.listed(), outside(workspace)) if rows else ((), ())
    found = []
    for _, group in groupby(rows, key=lambda row: row.step):
        step = list(group)
        first = step[0]
        name = f"{bytes(first.launch).hex()}-{first.id & ((1 << NUMBER_BITS) - 1)}"
        own = first.device == workspace.identity.device_id
        here = first.wall if own else max(first.wall, first.received_at or 0)
        since = datetime.fromtimestamp(here / 1000, UTC)
        copies = _copies(workspace, since, backups)
        before = [each for each in files if each.at <= since]
        places = (
            _lacking(step, laptops, held)
            | copies
            | _files(workspace, step, before)
            | _signed(workspace, step)
        )
        found.append(
            ErasureRow(
                id=name,
                at=datetime.fromtimestamp(first.wall / 1000, UTC),
                person=first.person_name,
                ground=first.ground,
                label=first.label,
                records=tuple(dict.fromkeys((each.tbl, each.row) for each in step)),
                carried_out=not any(each.waits for each in step),
                reaches=_with_confirmations(name, places, confirmed),
            )
        )
    return tuple(found)


def _lacking(step: list[Any], laptops: dict[str, str], held: dict[tuple[str, str], int]) -> Places:
    """The other laptops that have not said that they hold the step, and whose they are."""
    lacking = {
        device
        for device in laptops.keys() - {step[0].device}
        for each in step
        if each.stream is None or held.get((device, each.stream), 0) < each.number
    }
    by_name = sorted(lacking, key=lambda device: (laptops[device], device))
    return {(ReachKind.LAPTOP, device): laptops[device] for device in by_name}


def _copies(workspace: Workspace, since: datetime, backups: Sequence[Backup]) -> Places:
    """The copies of this computer that were made before it learnt of the erasure, or whose place is away since."""
    found: Places = {
        (ReachKind.BACKUP, str(each.folder)): f"{each.folder.name} ({each.folder.parent})"
        for each in backups
        if each.holds_erased(since)
    }
    aside = [each for each in workspace.backups.set_aside() if each.at < since]
    found |= {(ReachKind.BACKUP, str(each.folder)): f"{each.name} ({each.folder.parent})" for each in aside}
    second = workspace.backups.second.standing()
    if second is not None and not second.there and second.last is not None:
        found[ReachKind.BACKUP, str(second.path)] = str(second.path)
    return found


def _files(workspace: Workspace, step: list[Any], before: Sequence[OutsideFile]) -> Places:
    """The files that were saved from here before, and can tell of what lost something."""
    if not before:
        return {}
    with workspace.read() as connection:
        told = {place_of(connection, table, row)[0] for table, row in {(each.tbl, each.row) for each in step}}
    follow_ups = {each for each in told if each is not None}
    device = workspace.identity.device_id
    return {
        (ReachKind.FILE, f"{device}/{each.id}"): f"{each.path.name} ({each.path.parent}), {date_iso(each.at)}"
        for each in before
        if each.may_hold(follow_ups)
    }


def _signed(workspace: Workspace, step: list[Any]) -> Places:
    """The documents that were signed before and may show it; what goes by the plan is meant to stay in them."""
    printed = {(each.tbl, each.row) for each in step if each.tbl in PRINTED}
    if not printed or step[0].label == DISPOSING:
        return {}
    document = live(Document).c
    query = select(document.id, document.title, document.version, document.sealed_at).where(
        document.media != "", document.sealed_at <= datetime.fromtimestamp(step[0].wall / 1000, UTC)
    )
    with workspace.read() as connection:
        told = {place_of(connection, table, row)[0] for table, row in printed}
        rows = connection.execute(query.where(document.follow_up_id.in_(each for each in told if each))).all()
    return {
        (ReachKind.DOCUMENT, each.id): f"{each.title} {each.version}.0, {date_iso(each.sealed_at)}"
        for each in rows
    }


def _with_confirmations(name: str, places: Places, confirmed: Known) -> tuple[Reach, ...]:
    return tuple(
        Reach(kind, place, words, confirmed.get((name, kind, place)))
        for (kind, place), words in places.items()
    )


def _laptops(connection: sa.Connection, own: str) -> dict[str, str]:
    """The other laptops of the group, and whose they are."""
    rows = connection.exec_driver_sql(
        "SELECT device, person_name FROM laptop WHERE device <> ?", (own,)
    ).all()
    return {row.device: row.person_name for row in rows}


def _held(connection: sa.Connection) -> dict[tuple[str, str], int]:
    rows = connection.exec_driver_sql("SELECT device, stream, number FROM held").all()
    return {(row.device, row.stream): row.number for row in rows}


def _confirmed(connection: sa.Connection) -> Known:
    row = live(ErasureReachRow).c
    query = select(row.erasure, row.kind, row.place, row.name, row.at, row.how)
    return {
        (each.erasure, each.kind, each.place): Confirmed(each.name, each.at, each.how)
        for each in connection.execute(query)
    }
