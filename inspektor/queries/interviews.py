"""Interviews and notes."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, func, select

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.interview import Interview, Note
from inspektor.model.register import Person
from inspektor.queries.rows import just, shaped
from inspektor.shapes.interviews import InterviewRow, NoteRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def _query() -> Select[Any]:
    interview, note, person = live(Interview), live(Note), live(Person)
    notes = select(func.count()).where(note.c.interview_id == interview.c.id).scalar_subquery()
    return select(
        interview, func.coalesce(person.c.name, "").label("interviewer"), notes.label("notes")
    ).join_from(interview, person, person.c.id == interview.c.interviewer_id, isouter=True)


def interviews(workspace: Workspace, follow_up_id: str) -> tuple[InterviewRow, ...]:
    """The interviews of a follow-up, in the order they began."""
    with workspace.read() as connection:
        return interviews_in(connection, follow_up_id)


def interviews_in(connection: sa.Connection, follow_up_id: str) -> tuple[InterviewRow, ...]:
    """The same, within a snapshot that is already open."""
    query = _query().where(live(Interview).c.follow_up_id == follow_up_id).order_by("started_at", "id")
    return tuple(shaped(InterviewRow, row) for row in connection.execute(query).mappings())


def interview(workspace: Workspace, interview_id: str) -> InterviewRow:
    """One interview; NotFound if it is not here."""
    with workspace.read() as connection:
        row = (
            connection.execute(_query().where(live(Interview).c.id == interview_id)).mappings().one_or_none()
        )
    if row is None:
        raise NotFound(tr_mark("The interview"), interview_id)
    return shaped(InterviewRow, row)


def notes(workspace: Workspace, follow_up_id: str, interview_id: str | None = None) -> tuple[NoteRow, ...]:
    """The notes of a follow-up, or of one interview, in the order they were written."""
    with workspace.read() as connection:
        return notes_in(connection, follow_up_id, interview_id)


def notes_in(
    connection: sa.Connection, follow_up_id: str, interview_id: str | None = None
) -> tuple[NoteRow, ...]:
    """The same, within a snapshot that is already open."""
    query = just(NoteRow, Note, follow_up_id).order_by("noted_at", "id")
    if interview_id is not None:
        query = query.where(live(Note).c.interview_id == interview_id)
    return tuple(NoteRow(*row) for row in connection.execute(query).all())
