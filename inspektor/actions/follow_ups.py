"""Planning a follow-up and going on the visit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.actions.scope import choose
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.follow_up import (
    FollowUp,
    FollowUpIn,
    FollowUpUnit,
    FollowUpUnitIn,
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


def plan(
    workspace: Workspace,
    *,
    team: Sequence[str] = (),
    further_units: Sequence[str] = (),
    requirements: Sequence[str] | None = None,
    **values: Any,
) -> ChangeSet:
    """Plan a follow-up of a unit by a template version; the one who plans is in the team, with the persons named.

    Municipality and board are those of the profile unless given. An unannounced follow-up starts as any other. Further
    units make it a joint one; `requirements` are the codes it takes up, None all of them.
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
        for unit_id in dict.fromkeys(further_units):
            _join_unit(session, follow_up, unit_id)
        if requirements is not None:
            choose(session, follow_up, requirements)

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
    """The visit begins: its arrival time is set, now unless another time is given; refused after it ended."""
    came = at or clock.now()

    def apply(session: Session) -> None:
        follow_up = open_follow_up(session, follow_up_id)
        visit = _visit(session, follow_up_id)
        if visit is None:
            session.add(made(Visit, VisitIn, {"follow_up_id": follow_up_id, "arrived_at": came}))
        elif visit.departed_at is not None and came > visit.departed_at:
            raise RuleBroken("arrived_at", tr_mark("The visit cannot begin after it ended."))
        else:
            visit.arrived_at = came
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
        visit.departed_at = left
        refuse_backwards(visit)
        if follow_up.status is FollowUpStatus.IN_PROGRESS:
            follow_up.status = FollowUpStatus.FIELDWORK_DONE

    return workspace.write(tr_mark("End visit"), apply)


def refuse_backwards(visit: Visit) -> None:
    """RuleBroken if the visit ended before it began."""
    if visit.departed_at is not None and (visit.arrived_at is None or visit.departed_at < visit.arrived_at):
        raise RuleBroken("departed_at", tr_mark("The visit cannot end before it began."))


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


def add_unit(workspace: Workspace, follow_up_id: str, unit_id: str) -> ChangeSet:
    """A further unit takes part: the follow-up is a joint one."""

    def apply(session: Session) -> None:
        _join_unit(session, open_follow_up(session, follow_up_id), unit_id)

    return workspace.write(tr_mark("Add unit"), apply)


def remove_unit(workspace: Workspace, follow_up_id: str, unit_id: str) -> ChangeSet:
    """A further unit takes no part any more; the first unit stays."""
    label = tr_mark("Remove unit")
    return remove(workspace, label, FollowUpUnit, derived_id("further_unit", follow_up_id, unit_id))


def _join_unit(session: Session, follow_up: FollowUp, unit_id: str) -> None:
    found(session, Unit, unit_id)
    if unit_id == follow_up.unit_id:
        raise RuleBroken("further_units", tr_mark("The unit is in the follow-up already."))
    row_id = derived_id("further_unit", follow_up.id, unit_id)
    known = session.get(FollowUpUnit, row_id)
    if known is not None:
        known.hidden = False
    else:
        values = {"follow_up_id": follow_up.id, "unit_id": unit_id}
        session.add(made(FollowUpUnit, FollowUpUnitIn, values, row_id=row_id))


def join_team(workspace: Workspace, follow_up_id: str) -> ChangeSet:
    """The profile's person joins the follow-up's team."""
    return add_to_team(workspace, follow_up_id, workspace.profile.person_id)


def add_to_team(workspace: Workspace, follow_up_id: str, person_id: str) -> ChangeSet:
    """A person of the group joins the team; the question of conflict of interest is that person's own to answer."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        person = found(session, Person, person_id)
        member = session.get(TeamMember, _member_id(follow_up_id, person.id))
        if member is None:
            session.add(_member(follow_up_id, person))
        else:
            member.hidden = False

    return workspace.write(tr_mark("Join team"), apply)


def remove_from_team(workspace: Workspace, follow_up_id: str, person_id: str) -> ChangeSet:
    """A person leaves the team; the last one cannot."""

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        member = found(session, TeamMember, _member_id(follow_up_id, person_id))
        team = live(TeamMember).c
        if len(session.scalars(select(team.id).where(team.follow_up_id == follow_up_id)).all()) == 1:
            raise RuleBroken("team", tr_mark("A follow-up has at least one inspector."))
        member.hidden = True

    return workspace.write(tr_mark("Leave team"), apply)


def answer_conflict_of_interest(
    workspace: Workspace, follow_up_id: str, conflict: bool | None, note: str | None = None
) -> ChangeSet:
    """The profile's person answers whether there is any conflict of interest (jäv, 16 § förvaltningslagen).

    `note` says what it is and what was decided; None leaves what is written. Without a conflict nothing stands there.
    """
    values: dict[str, Any] = {"conflict_of_interest": conflict}
    if not conflict or note is not None:
        values["conflict_note"] = (note or "") if conflict else ""
    label = tr_mark("Answer on conflict of interest")
    member_id = _member_id(follow_up_id, workspace.profile.person_id)
    return edit(workspace, label, TeamMember, TeamMemberIn, member_id, values)


def set_conflict_note(
    workspace: Workspace, member_id: str, *, amend: bool = False, conflict_note: str
) -> ChangeSet:
    """What the conflict of interest is and what was decided about it."""
    label = tr_mark("Answer on conflict of interest")
    values = {"conflict_note": conflict_note}
    return edit(workspace, label, TeamMember, TeamMemberIn, member_id, values, amend=amend)


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
