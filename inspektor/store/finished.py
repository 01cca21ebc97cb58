"""The wall around a finished follow-up: what is written to it is refused, whoever writes and however, undo too.

What colleagues wrote without knowing that it was finished is no write here: sync brings it in, and it is shown as such.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from inspektor.changes import Change, Value
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.finished import FINISHED, afterwards
from inspektor.store.schema import shapes

_FOLLOW_UP, _STEP, _STATUS = "follow_up", "follow_up_step", "status"


class Finished(RuleBroken):
    """The follow-up is finished; what it says is signed."""

    def __init__(self) -> None:
        """It concerns the follow-up's status, whichever field was meant."""
        super().__init__(_STATUS, tr_mark("The follow-up is finalised and can no longer be changed."))

    def advice(self) -> str:
        """What to do."""
        return tr("Open it for correction first; the report then gets a new version.")


def refuse_finished(status: Value) -> None:
    """Finished if that is a status in which a follow-up is read-only."""
    if status in FINISHED:
        raise Finished


def refuse_changes(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Finished if a change concerns a follow-up that was finished before the open transaction began."""
    seen: dict[str, Value] = {}
    stepped = {each.after for each in changes if (each.table, each.field) == (_STEP, "follow_up_id")}
    before = {each.row: each.before for each in changes if (each.table, each.field) == (_FOLLOW_UP, _STATUS)}
    for change in changes:
        if afterwards(change.table, change.field):
            continue
        follow_up = _follow_up(connection, change)
        by_step = (change.table, change.field) == (_FOLLOW_UP, _STATUS) and follow_up in stepped
        if follow_up is None or by_step:
            continue
        if follow_up not in seen:
            seen[follow_up] = before.get(follow_up, _status(connection, follow_up))
        refuse_finished(seen[follow_up])


def _follow_up(connection: sa.Connection, change: Change) -> str | None:
    """The follow-up that a row is or hangs on; None of what hangs on none."""
    if change.table == _FOLLOW_UP:
        return change.row
    shape = shapes().get(change.table)
    if shape is None or shape.column("follow_up_id") is None:
        return None
    query = f"SELECT follow_up_id FROM {change.table} WHERE id = ?"
    found = connection.exec_driver_sql(query, (change.row,)).scalar()
    return None if found is None else str(found)


def _status(connection: sa.Connection, follow_up: str) -> Value:
    query = "SELECT status FROM follow_up WHERE id = ?"
    status: Value = connection.exec_driver_sql(query, (follow_up,)).scalar()
    return status
