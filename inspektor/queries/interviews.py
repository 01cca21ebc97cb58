"""Interviews and notes."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, func, select

from inspektor import clock
from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.evidence import Evidence
from inspektor.model.interview import Answer, Interview, Note
from inspektor.model.register import Person
from inspektor.queries.rows import just, shaped
from inspektor.shapes.enums import InterviewStatus, SourceKind
from inspektor.shapes.interviews import InterviewRow, InterviewSheet, NoteRow, Touch
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_A_DAY_AT_MOST = timedelta(hours=8)


def _query() -> Select[Any]:
    interview, note, person = live(Interview), live(Note), live(Person)
    notes = select(func.count()).where(note.c.interview_id == interview.c.id).scalar_subquery()
    return select(
        interview, func.coalesce(person.c.name, "").label("interviewer"), notes.label("notes")
    ).join_from(interview, person, person.c.id == interview.c.interviewer_id, isouter=True)


def interviews(workspace: Workspace, follow_up_id: str) -> tuple[InterviewRow, ...]:
    """The interviews of a follow-up, in the order they began; those planned stand last."""
    with workspace.read() as connection:
        return interviews_in(connection, follow_up_id)


def interviews_in(connection: sa.Connection, follow_up_id: str) -> tuple[InterviewRow, ...]:
    """The same, within a snapshot that is already open."""
    interview = live(Interview).c
    query = _query().where(interview.follow_up_id == follow_up_id)
    query = query.order_by(
        interview.started_at.is_(None), "started_at", interview.planned_at.is_(None), "planned_at", "id"
    )
    return tuple(shaped(InterviewRow, row) for row in connection.execute(query).mappings())


def runs(workspace: Workspace) -> bool:
    """Whether the person here is holding an interview: begun today, not ended."""
    interview = live(Interview).c
    held = select(interview.id).where(
        interview.status == InterviewStatus.RUNNING,
        interview.interviewer_id == workspace.profile.person_id,
        interview.started_at > clock.now() - _A_DAY_AT_MOST,
    )
    with workspace.read() as connection:
        return connection.execute(held.limit(1)).first() is not None


def interview(workspace: Workspace, interview_id: str) -> InterviewRow:
    """One interview; NotFound if it is not here."""
    with workspace.read() as connection:
        return _interview_in(connection, interview_id)


def _interview_in(connection: sa.Connection, interview_id: str) -> InterviewRow:
    row = connection.execute(_query().where(live(Interview).c.id == interview_id)).mappings().one_or_none()
    if row is None:
        raise NotFound(tr_mark("The interview"), interview_id)
    return shaped(InterviewRow, row)


def sheet(workspace: Workspace, follow_up_id: str, interview_id: str) -> InterviewSheet:
    """All that one respondent said, in one snapshot; NotFound if the interview is not here."""
    with workspace.read() as connection:
        written = notes_in(connection, follow_up_id, interview_id)
        return InterviewSheet(
            _interview_in(connection, interview_id),
            written,
            names_in(connection, {note.author_id for note in written}),
            _ties(connection, follow_up_id, {note.id for note in written}),
            _touched_in(connection, follow_up_id, interview_id),
        )


def touched(workspace: Workspace, follow_up_id: str, interview_id: str | None = None) -> tuple[Touch, ...]:
    """The questions touched in one interview or in each: by notes, by a typed answer, or because they were declined."""
    with workspace.read() as connection:
        return _touched_in(connection, follow_up_id, interview_id)


def _touched_in(
    connection: sa.Connection, follow_up_id: str, interview_id: str | None = None
) -> tuple[Touch, ...]:
    note, answer = live(Note).c, live(Answer).c
    noted = select(note.interview_id, note.question, func.count(), sa.literal(""), sa.literal(0))
    noted = noted.where(note.follow_up_id == follow_up_id, note.question.is_not(None))
    given = select(answer.interview_id, answer.question, sa.literal(0), answer.value, answer.declined)
    given = given.where(
        answer.follow_up_id == follow_up_id,
        answer.item_id.is_(None),
        sa.or_(answer.value != "", answer.declined == sa.true()),
    )
    if interview_id is not None:
        noted = noted.where(note.interview_id == interview_id)
        given = given.where(answer.interview_id == interview_id)
    found: dict[tuple[str | None, str], Touch] = {}
    for query in (noted.group_by(note.interview_id, note.question), given):
        for talk, question, notes_, value, declined in connection.execute(query):
            before = found.get((talk, question), Touch(talk, question, 0, "", False))
            found[talk, question] = Touch(
                talk,
                question,
                before.notes + notes_,
                before.answer or value,
                before.declined or bool(declined),
            )
    return tuple(found.values())


def names_in(connection: sa.Connection, people: set[str]) -> dict[str, str]:
    """The names of persons by their ids."""
    person = live(Person).c
    query = select(person.id, person.name).where(person.id.in_(people))
    return {row.id: row.name for row in connection.execute(query)}


def _ties(connection: sa.Connection, follow_up_id: str, note_ids: set[str]) -> dict[str, tuple[str, ...]]:
    """The further requirements each note is tied to, in their order."""
    evidence = live(Evidence).c
    query = (
        select(evidence.source_id, evidence.requirement)
        .where(evidence.follow_up_id == follow_up_id, evidence.source_kind == SourceKind.NOTE)
        .order_by(evidence.requirement)
    )
    ties: dict[str, tuple[str, ...]] = {}
    for note_id, requirement in connection.execute(query):
        if note_id in note_ids:
            ties[note_id] = (*ties.get(note_id, ()), requirement)
    return ties


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
