"""The log of who has read what concerns clients: an opening is written once a day and record, a month is signed off."""

import re

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import made
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.formats import as_date
from inspektor.i18n import tr_mark
from inspektor.model.keeping import LogReview, LogReviewIn, Opening, OpeningIn
from inspektor.queries.openings import month_of
from inspektor.shapes.ids import derived_id
from inspektor.shapes.openings import OF_CLIENTS, OpenedKind
from inspektor.store.workspace import Workspace

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")


def opened(
    workspace: Workspace, kind: OpenedKind, record: str | None = None, follow_up_id: str | None = None
) -> None:
    """Log that the profile's person has read something today; a second time that day it costs one look at the table."""
    profile, today = workspace.profile, as_date(clock.now())
    row_id = derived_id("opening", profile.person_id, today.isoformat(), kind, record or follow_up_id or "")
    with workspace.read() as connection:
        if connection.exec_driver_sql("SELECT 1 FROM opening WHERE id = ?", (row_id,)).first():
            return
    values = {
        "person_id": profile.person_id,
        "name": profile.name,
        "day": today,
        "kind": kind,
        "record": record,
        "opened_follow_up": follow_up_id,
    }

    def apply(session: Session) -> None:
        if session.get(Opening, row_id) is None:
            session.add(made(Opening, OpeningIn, values, row_id=row_id))

    workspace.write(tr_mark("Opened to read"), apply, final=True)


def opened_history(workspace: Workspace, table: str, row: str | None = None) -> None:
    """Log that what a record said, and what it was before, was read, if it concerns clients; no row: of many at once."""
    if table in OF_CLIENTS:
        opened(workspace, OpenedKind.HISTORY, row)


def review(workspace: Workspace, month: str, remark: str) -> ChangeSet:
    """Sign off the log of a month: who has read it, when, and what there is to say of it."""
    if not _MONTH.match(month):
        raise RuleBroken("month", tr_mark("Write the month as 2026-11."))
    profile = workspace.profile
    values = {
        "month": month,
        "person_id": profile.person_id,
        "name": profile.name,
        "at": clock.now(),
        "openings": len(month_of(workspace, month).openings),
        "remark": remark.strip(),
    }

    def apply(session: Session) -> None:
        session.add(made(LogReview, LogReviewIn, values))

    return workspace.write(tr_mark("Sign off the log"), apply, final=True)
