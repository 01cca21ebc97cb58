"""Planning a follow-up and going on the visit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.follow_up import (
    FollowUp,
    FollowUpIn,
    Participant,
    ParticipantIn,
    TeamMember,
    TeamMemberIn,
    Visit,
    VisitIn,
)
from inspektor.model.register import Person, Unit
from inspektor.model.template import TemplateVersion
from inspektor.shapes.enums import FollowUpStatus, Notice
from inspektor.shapes.ids import derived_id
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def plan(workspace: Workspace, *, team: Sequence[str] = (), **values: Any) -> ChangeSet:
    """Plan a follow-up of a unit by a template version; the one who plans is in the team, with the persons named.

    Municipality and board are those of the profile unless given. An unannounced follow-up starts as any other.
    """
    profile = workspace.profile
    whole = {"municipality": profile.municipality, "board": profile.board} | values
    follow_up = made(FollowUp, FollowUpIn, whole)

    def apply(session: Session) -> None:
        found(session, Unit, follow_up.unit_id)
        found(session, TemplateVersion, follow_up.template_version_id)
        session.add(follow_up)
        for person_id in dict.fromkeys((profile.person_id, *team)):
            session.add(_member(follow_up.id, found(session, Person, person_id)))

    return workspace.write(tr_mark("Plan follow-up"), apply)


def start_unannounced(
    workspace: Workspace, unit_id: str, template_version_id: str, **values: Any
) -> ChangeSet:
    """An unannounced visit, begun at the door: planned, arrived and under way in one step."""
    profile = workspace.profile
    whole = {
        "municipality": profile.municipality,
        "board": profile.board,
        "form": "targeted",
        "notice": Notice.UNANNOUNCED,
        "status": FollowUpStatus.IN_PROGRESS,
        "unit_id": unit_id,
        "template_version_id": template_version_id,
    } | values
    follow_up = made(FollowUp, FollowUpIn, whole)

    def apply(session: Session) -> None:
        found(session, Unit, unit_id)
        found(session, TemplateVersion, template_version_id)
        session.add(follow_up)
        session.add(_member(follow_up.id, found(session, Person, profile.person_id)))
        session.add(made(Visit, VisitIn, {"follow_up_id": follow_up.id, "arrived_at": clock.now()}))

    return workspace.write(tr_mark("Start unannounced visit"), apply)


def set_fields(workspace: Workspace, follow_up_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a follow-up."""
    return edit(workspace, tr_mark("Edit follow-up"), FollowUp, FollowUpIn, follow_up_id, values, amend=amend)


def arrive(workspace: Workspace, follow_up_id: str, at: datetime | None = None) -> ChangeSet:
    """The visit begins: its arrival time is set, now unless another time is given."""

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        visit = _visit(session, follow_up_id)
        if visit is None:
            session.add(made(Visit, VisitIn, {"follow_up_id": follow_up_id, "arrived_at": at or clock.now()}))
        else:
            visit.arrived_at = at or clock.now()
        if follow_up.status in (FollowUpStatus.DRAFT, FollowUpStatus.PLANNED, FollowUpStatus.PREPARED):
            follow_up.status = FollowUpStatus.IN_PROGRESS

    return workspace.write(tr_mark("Start visit"), apply)


def depart(workspace: Workspace, follow_up_id: str, at: datetime | None = None) -> ChangeSet:
    """The inspectors leave; refused before they have arrived, or at a time before that."""
    left = at or clock.now()

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        visit = _visit(session, follow_up_id)
        if visit is None or visit.arrived_at is None:
            raise RuleBroken("departed_at", tr_mark("Set the time of arrival first."))
        if left < visit.arrived_at:
            raise RuleBroken("departed_at", tr_mark("The visit cannot end before it began."))
        visit.departed_at = left
        if follow_up.status is FollowUpStatus.IN_PROGRESS:
            follow_up.status = FollowUpStatus.FIELDWORK_DONE

    return workspace.write(tr_mark("End visit"), apply)


def set_visit(workspace: Workspace, visit_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a visit."""
    return edit(workspace, tr_mark("Edit visit"), Visit, VisitIn, visit_id, values, amend=amend)


def add_participant(workspace: Workspace, follow_up_id: str, function: str, name: str = "") -> ChangeSet:
    """Note someone met on the unit's side, by function."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        values = {"follow_up_id": follow_up_id, "function": function, "name": name}
        session.add(made(Participant, ParticipantIn, values))

    return workspace.write(tr_mark("Add participant"), apply)


def remove_participant(workspace: Workspace, participant_id: str) -> ChangeSet:
    """Take a participant off the list."""
    return remove(workspace, tr_mark("Remove participant"), Participant, participant_id)


def join_team(workspace: Workspace, follow_up_id: str) -> ChangeSet:
    """The profile's person joins the follow-up's team."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        person = found(session, Person, workspace.profile.person_id)
        member = session.get(TeamMember, _member_id(follow_up_id, person.id))
        if member is None:
            session.add(_member(follow_up_id, person))
        else:
            member.hidden = False

    return workspace.write(tr_mark("Join team"), apply)


def answer_conflict_of_interest(
    workspace: Workspace, follow_up_id: str, conflict: bool | None, note: str = ""
) -> ChangeSet:
    """The profile's person answers whether there is any conflict of interest (jäv, 16 § förvaltningslagen)."""
    member_id = _member_id(follow_up_id, workspace.profile.person_id)
    return edit(
        workspace,
        tr_mark("Answer on conflict of interest"),
        TeamMember,
        TeamMemberIn,
        member_id,
        {"conflict_of_interest": conflict, "conflict_note": note},
    )


def _member_id(follow_up_id: str, person_id: str) -> str:
    return derived_id("team", follow_up_id, person_id)


def _member(follow_up_id: str, person: Person) -> TeamMember:
    values = {
        "follow_up_id": follow_up_id,
        "person_id": person.id,
        "name": person.name,
        "title": person.title,
    }
    return made(TeamMember, TeamMemberIn, values, row_id=_member_id(follow_up_id, person.id))


def _visit(session: Session, follow_up_id: str) -> Visit | None:
    visit = live(Visit).c
    first = select(visit.id).where(visit.follow_up_id == follow_up_id).order_by(visit.id).limit(1)
    row_id = session.scalars(first).one_or_none()
    return None if row_id is None else found(session, Visit, row_id)
