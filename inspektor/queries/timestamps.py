"""The documents that wait for a timestamp."""

from sqlalchemy import select

from inspektor.model.document import Document
from inspektor.model.follow_up import FollowUp
from inspektor.model.register import Unit
from inspektor.queries.follow_ups import document
from inspektor.shapes.enums import DocumentStatus, TimestampState
from inspektor.shapes.timestamps import WaitingDocument
from inspektor.shapes.views import DocumentRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def waiting(workspace: Workspace) -> tuple[WaitingDocument, ...]:
    """All that wait, the oldest first. What was replaced before all had signed will never be signed, and waits for nothing."""
    sealed, follow_up, unit = live(Document), live(FollowUp), live(Unit)
    query = (
        select(sealed.c.id, follow_up.c.id, unit.c.name)
        .join_from(sealed, follow_up, follow_up.c.id == sealed.c.follow_up_id)
        .join(unit, unit.c.id == follow_up.c.unit_id)
        .where(sealed.c.timestamp == TimestampState.WAITING)
        .order_by(sealed.c.sealed_at)
    )
    with workspace.read() as connection:
        rows = connection.execute(query).all()
    found = ((document(workspace, key), follow_up_id, name) for key, follow_up_id, name in rows)
    me = workspace.profile.person_id
    return tuple(_shape(*each, me) for each in found if _can_come(each[0]))


def _can_come(row: DocumentRow) -> bool:
    return row.is_whole() or row.status is not DocumentStatus.SUPERSEDED


def _shape(row: DocumentRow, follow_up_id: str, unit: str, me: str) -> WaitingDocument:
    mine = bool(row.signatures) and row.signatures[-1].person_id == me
    return WaitingDocument(
        row.id, follow_up_id, row.title, row.version, unit, row.sealed_at, row.is_whole(), mine
    )
