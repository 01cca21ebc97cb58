"""Interviews and the notes in them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import edit, found, made, open_follow_up, remove
from inspektor.changes import ChangeSet
from inspektor.i18n import tr_mark
from inspektor.model.interview import Interview, InterviewIn, Note, NoteIn
from inspektor.shapes.enums import Consent, InterviewStatus, NoteTag, Role
from inspektor.store.workspace import Workspace


def start(workspace: Workspace, follow_up_id: str, role: Role, label: str = "", **values: Any) -> ChangeSet:
    """Begin an interview with one respondent, known by role and label."""
    whole = {
        "follow_up_id": follow_up_id,
        "role": role,
        "label": label,
        "interviewer_id": workspace.profile.person_id,
        "started_at": clock.now(),
    } | values

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        session.add(made(Interview, InterviewIn, whole))

    return workspace.write(tr_mark("Start interview"), apply)


def set_fields(workspace: Workspace, interview_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of an interview: label, interpreter, support_person."""
    return edit(
        workspace, tr_mark("Edit interview"), Interview, InterviewIn, interview_id, values, amend=amend
    )


def set_consent(workspace: Workspace, interview_id: str, consent: Consent) -> ChangeSet:
    """Note the respondent's answer. Declining is a valid outcome and ends the interview."""

    def apply(session: Session) -> None:
        interview = found(session, Interview, interview_id)
        open_follow_up(session, interview.follow_up_id)
        interview.consent = consent
        if consent is Consent.DECLINED:
            interview.status = InterviewStatus.SAVED
            interview.ended_at = clock.now()

    return workspace.write(tr_mark("Note consent"), apply)


def end(workspace: Workspace, interview_id: str) -> ChangeSet:
    """End the interview now."""
    values = {"status": InterviewStatus.SAVED, "ended_at": clock.now()}
    return edit(workspace, tr_mark("End interview"), Interview, InterviewIn, interview_id, values)


def resume(workspace: Workspace, interview_id: str) -> ChangeSet:
    """Go on with an interview that was ended."""
    values = {"status": InterviewStatus.RUNNING, "ended_at": None}
    return edit(workspace, tr_mark("Resume interview"), Interview, InterviewIn, interview_id, values)


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
    return remove(workspace, tr_mark("Delete note"), Note, note_id)
