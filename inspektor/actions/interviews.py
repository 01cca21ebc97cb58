"""Interviews and the notes in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, edit, found, made, open_follow_up
from inspektor.actions.doors import remove as remove_row
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.interview import Interview, InterviewIn, Note, NoteIn
from inspektor.shapes.enums import Consent, InterviewStatus, NoteTag, Role
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

MOST_PLANNED = 50


def start(workspace: Workspace, follow_up_id: str, role: Role, label: str = "", **values: Any) -> ChangeSet:
    """Begin an interview with one respondent, known by role and label. Declined from the start, it is ended at once."""
    whole = {
        "follow_up_id": follow_up_id,
        "role": role,
        "label": label,
        "interviewer_id": workspace.profile.person_id,
        "started_at": clock.now(),
    } | values
    consent = whole.get("consent", Consent.NOT_ASKED)
    if consent is not Consent.NOT_ASKED:
        whole = {"consent_at": clock.now()} | whole
    if consent is Consent.DECLINED:
        whole |= {"status": InterviewStatus.SAVED, "ended_at": clock.now()}

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(Interview, InterviewIn, whole))

    return workspace.write(tr_mark("Start interview"), apply)


def plan(
    workspace: Workspace,
    follow_up_id: str,
    role: Role,
    count: int = 1,
    label: str = "",
    planned_at: datetime | None = None,
) -> ChangeSet:
    """Plan to hear `count` respondents of a role; whoever takes one on, or begins it, holds it."""
    values = {
        "follow_up_id": follow_up_id,
        "role": role,
        "label": label,
        "status": InterviewStatus.PLANNED,
        "planned_at": planned_at,
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        if not 1 <= count <= MOST_PLANNED:
            raise RuleBroken("count", tr_mark("Plan between 1 and 50 interviews at a time."))
        for _ in range(count):
            session.add(made(Interview, InterviewIn, values))

    return workspace.write(tr_mark("Plan interviews"), apply)


def plan_interviews(workspace: Workspace, follow_up_id: str, role: Role, count: int) -> ChangeSet:
    """Plan exactly so many interviews of a role: what lacks is added, of too many those that say least go first."""
    start = {"follow_up_id": follow_up_id, "role": role, "status": InterviewStatus.PLANNED}

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        if not 0 <= count <= MOST_PLANNED:
            raise RuleBroken("count", tr_mark("Plan at most 50 interviews of a role."))
        interview = live(Interview).c
        query = select(interview.id).where(
            interview.follow_up_id == follow_up_id,
            interview.role == role,
            interview.status == InterviewStatus.PLANNED,
        )
        bare = (interview.label == "", interview.interviewer_id.is_(None), interview.planned_at.is_(None))
        planned = session.scalars(query.order_by(*bare, interview.id)).all()
        for row_id in planned[count:]:
            found(session, Interview, row_id).hidden = True
        for _ in range(count - len(planned)):
            session.add(made(Interview, InterviewIn, start))

    return workspace.write(tr_mark("Plan interviews"), apply)


def begin(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Begin a planned interview; whoever begins it holds it."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        if interview.status is not InterviewStatus.PLANNED:
            raise RuleBroken("status", tr_mark("The interview has already begun."))
        interview.status = InterviewStatus.RUNNING
        interview.started_at = clock.now()
        interview.interviewer_id = workspace.profile.person_id

    return workspace.write(tr_mark("Start interview"), apply)


def set_fields(workspace: Workspace, interview_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of an interview: role, label, time it is planned for, channel, who helps, child, intro read."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        after = checked(InterviewIn, interview.model_dump(exclude={"id", "hidden"}) | values)
        for name in values:
            setattr(interview, name, after[name])

    return workspace.write(tr_mark("Edit interview"), apply, amend=amend)


def set_consent(workspace: Workspace, interview_id: str, consent: Consent) -> ChangeSet:
    """Note the respondent's answer. Declining is a valid outcome and ends the interview."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        interview.consent = consent
        interview.consent_at = clock.now() if consent is not Consent.NOT_ASKED else None
        if consent is Consent.DECLINED:
            interview.status = InterviewStatus.SAVED
            interview.ended_at = clock.now()

    return workspace.write(tr_mark("Note consent"), apply)


def end(workspace: Workspace, interview_id: str, early: str = "") -> ChangeSet:
    """End the interview now; `early` says why before its questions did. What was said so far is kept."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        reason = checked(InterviewIn, interview.model_dump(exclude={"id", "hidden"}) | {"ended_early": early})
        interview.status = InterviewStatus.SAVED
        interview.ended_at = clock.now()
        interview.ended_early = reason["ended_early"]

    return workspace.write(tr_mark("End interview"), apply)


def resume(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Go on with an interview that was ended."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        interview.status = InterviewStatus.RUNNING
        interview.ended_at = None
        interview.ended_early = ""

    return workspace.write(tr_mark("Resume interview"), apply)


def take_over(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Hold an interview that was planned or that a colleague began; the notes keep their authors."""

    def apply(session: Session) -> None:
        _heard(session, interview_id).interviewer_id = workspace.profile.person_id

    return workspace.write(tr_mark("Take over interview"), apply)


def let_go(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Leave a planned interview to whoever takes it on."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        if interview.status is not InterviewStatus.PLANNED:
            raise RuleBroken("status", tr_mark("The interview has already begun."))
        interview.interviewer_id = None

    return workspace.write(tr_mark("Leave interview"), apply)


def remove(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Delete an interview in which nothing has been written, such as one planned too many; undo brings it back."""

    def apply(session: Session) -> None:
        interview = _heard(session, interview_id)
        written = select(func.count()).where(live(Note).c.interview_id == interview_id)
        if session.execute(written).scalar_one():
            raise RuleBroken(
                "interview", tr_mark("There are notes in the interview. Delete or move them first.")
            )
        interview.hidden = True

    return workspace.write(tr_mark("Delete interview"), apply)


def _heard(session: Session, interview_id: str) -> Interview:
    """The interview, if it may still be changed: nothing is added to what a respondent has withdrawn."""
    interview = found(session, Interview, interview_id)
    open_follow_up(session, interview.follow_up_id)
    if interview.status is InterviewStatus.WITHDRAWN:
        raise RuleBroken("interview", tr_mark("The respondent has withdrawn the interview."))
    return interview


def add_note(
    workspace: Workspace,
    follow_up_id: str,
    text: str,
    *,
    interview_id: str | None = None,
    requirement: str | None = None,
    question: str | None = None,
    tag: NoteTag | None = None,
    noted_at: datetime | None = None,
    note_id: str | None = None,
) -> ChangeSet:
    """Write a note; its time is when its first letter was typed. `note_id` lets a writing field know its note beforehand."""
    values = {
        "follow_up_id": follow_up_id,
        "interview_id": interview_id,
        "requirement": requirement,
        "question": question,
        "text": text,
        "tag": tag,
        "author_id": workspace.profile.person_id,
        "noted_at": noted_at or clock.now(),
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        if interview_id is not None:
            _heard(session, interview_id)
        session.add(made(Note, NoteIn, values, row_id=note_id))

    return workspace.write(tr_mark("Write note"), apply)


def set_note_text(workspace: Workspace, note_id: str, text: str, *, amend: bool = False) -> ChangeSet:
    """Change a note's text."""
    return edit(workspace, tr_mark("Write note"), Note, NoteIn, note_id, {"text": text}, amend=amend)


def set_note_tag(workspace: Workspace, note_id: str, tag: NoteTag | None) -> ChangeSet:
    """Mark a note as fact, quote, to come back to, or serious; None takes the mark away."""
    return edit(workspace, tr_mark("Mark note"), Note, NoteIn, note_id, {"tag": tag})


def set_note_requirement(workspace: Workspace, note_id: str, requirement: str | None) -> ChangeSet:
    """Move a note to a requirement, or to none."""
    return edit(workspace, tr_mark("Sort note"), Note, NoteIn, note_id, {"requirement": requirement})


def remove_note(workspace: Workspace, note_id: str) -> ChangeSet:
    """Delete a note; undo brings it back."""
    return remove_row(workspace, tr_mark("Delete note"), Note, note_id)
