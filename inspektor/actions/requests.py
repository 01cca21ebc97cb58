"""Documents the unit is asked for: before the visit, or because they were missing on the day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, editable, made, open_follow_up, remove
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.formats import as_date
from inspektor.i18n import tr_mark
from inspektor.model.evidence import DocumentRequest, DocumentRequestIn
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_FIELDS = {"id", "hidden"}


def ask_for(
    workspace: Workspace, follow_up_id: str, kind: str, *, request_id: str | None = None, **values: Any
) -> ChangeSet:
    """Ask the unit for a document: kind, requirement, text, due. It is asked for now unless `requested_at` is given."""
    whole = {"follow_up_id": follow_up_id, "kind": kind, "requested_at": clock.now()} | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(in_order(made(DocumentRequest, DocumentRequestIn, whole, row_id=request_id)))

    return workspace.write(tr_mark("Ask for document"), apply)


def ask_for_all(
    workspace: Workspace,
    follow_up_id: str,
    wanted: Sequence[tuple[str, str | None]],
    *,
    due: date | None = None,
) -> ChangeSet:
    """Ask for several documents in one step, each a kind and a requirement; those already waited for are not asked for again."""
    at = clock.now()

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        waited_for = _waited_for(session, follow_up_id)
        for kind, requirement in dict.fromkeys(wanted):
            values = {"follow_up_id": follow_up_id, "kind": kind, "requirement": requirement}
            row = made(DocumentRequest, DocumentRequestIn, values | {"requested_at": at, "due": due})
            if (row.kind, row.requirement) not in waited_for:
                session.add(in_order(row))

    return workspace.write(tr_mark("Ask for documents"), apply)


def _waited_for(session: Session, follow_up_id: str) -> set[tuple[str, str | None]]:
    request = live(DocumentRequest).c
    query = select(request.kind, request.requirement).where(
        request.follow_up_id == follow_up_id, request.received_on.is_(None)
    )
    return {(kind, requirement) for kind, requirement in session.execute(query)}


def set_request(workspace: Workspace, request_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a request."""

    def apply(session: Session) -> None:
        request = editable(session, DocumentRequest, request_id, values)
        after = checked(DocumentRequestIn, request.model_dump(exclude=_FIELDS) | values)
        for name in values:
            setattr(request, name, after[name])
        in_order(request)

    return workspace.write(tr_mark("Edit request for document"), apply, amend=amend)


def in_order(request: DocumentRequest) -> DocumentRequest:
    """The request, if its days follow each other; a document cannot be due or come before it was asked for."""
    asked = _day(request.requested_at)
    if asked is not None and request.due is not None and request.due < asked:
        raise RuleBroken("due", tr_mark("The day lies before the document was asked for."))
    if asked is not None and request.received_on is not None and request.received_on < asked:
        raise RuleBroken("received_on", tr_mark("The day lies before the document was asked for."))
    return request


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else as_date(moment)


def receive(workspace: Workspace, request_id: str, on: date | None = None) -> ChangeSet:
    """The document has come, today unless another day is given."""
    return set_request(workspace, request_id, received_on=on or as_date(clock.now()))


def remove_request(workspace: Workspace, request_id: str) -> ChangeSet:
    """Ask for it no more; undo brings the request back."""
    return remove(workspace, tr_mark("Delete request for document"), DocumentRequest, request_id)
