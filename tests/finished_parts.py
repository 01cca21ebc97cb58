"""A follow-up that was finalised long ago, without the papers."""

from datetime import UTC, datetime

from inspektor.model.follow_up import FollowUp, FollowUpStep
from inspektor.shapes.enums import FollowUpStatus, Turn
from inspektor.store.workspace import Workspace

SIGNED = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def finalise(workspace: Workspace, follow_up: str, at: datetime = SIGNED) -> None:
    def apply(session):
        row = session.get(FollowUp, follow_up)
        row.status = FollowUpStatus.FINALISED
        person = workspace.profile.person_id
        values = {"turn": Turn.FINALISED, "at": at, "person_id": person, "name": "Karin"}
        session.add(FollowUpStep(follow_up_id=follow_up, **values))

    workspace.write("Finalise", apply, final=True)
