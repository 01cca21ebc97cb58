"""The end of a follow-up: finalised by the last inspector's signature on its report, opened again for a correction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import found, made
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.document import Document
from inspektor.model.follow_up import FollowUp, FollowUpStep, FollowUpStepIn
from inspektor.queries.follow_ups import signer_places
from inspektor.shapes.enums import DocumentKind, DocumentStatus, FollowUpStatus, Turn
from inspektor.shapes.finished import FINISHED, REOPENED
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def finalise_if_signed(
    session: Session, workspace: Workspace, document: Document, signed: Collection[str], when: datetime
) -> None:
    """The follow-up is read-only once every inspector has signed its report, whether or not the provider does.

    `signed` are the fields that are signed. Part of the transaction that signs.
    """
    inspectors = [place.field for place in signer_places(document.signers) if place.person_id]
    follow_up = found(session, FollowUp, document.follow_up_id)
    if document.kind is not DocumentKind.FOLLOW_UP_REPORT or follow_up.status in FINISHED:
        return
    if all(field in signed for field in inspectors):
        follow_up.status = FollowUpStatus.FINALISED
        _replace_twins(session, document)
        values = {"turn": Turn.FINALISED, "at": when, "document_id": document.id}
        session.add(_step(workspace, follow_up.id, values))


def _replace_twins(session: Session, document: Document) -> None:
    """What somebody sealed at the same time on another computer, and that still waits, is not the report."""
    row = live(Document).c
    twins = select(row.id).where(
        row.follow_up_id == document.follow_up_id,
        row.kind == document.kind,
        row.status == DocumentStatus.AWAITING_SIGNATURE,
        row.id != document.id,
    )
    for twin in session.scalars(twins).all():
        found(session, Document, twin).status = DocumentStatus.SUPERSEDED


def reopen(workspace: Workspace, follow_up_id: str, reason: str) -> ChangeSet:
    """Open a finalised follow-up for a correction, by name and for a reason that the next report states."""
    if not reason.strip():
        raise RuleBroken("reason", tr_mark("Write why the follow-up is opened again."))

    def apply(session: Session) -> None:
        follow_up = found(session, FollowUp, follow_up_id)
        if follow_up.status not in FINISHED:
            raise RuleBroken("status", tr_mark("The follow-up is not finalised: it can be changed as it is."))
        follow_up.status = REOPENED
        values = {"turn": Turn.REOPENED, "at": clock.now(), "reason": reason.strip()}
        session.add(_step(workspace, follow_up_id, values))

    return workspace.write(tr_mark("Open again for correction"), apply, final=True)


def _step(workspace: Workspace, follow_up_id: str, values: dict[str, Any]) -> FollowUpStep:
    profile = workspace.profile
    whole = {"follow_up_id": follow_up_id, "person_id": profile.person_id, "name": profile.name} | values
    return made(FollowUpStep, FollowUpStepIn, whole)
