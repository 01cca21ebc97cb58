"""Interviews and the notes taken in them, or outside any."""

from sqlmodel import SQLModel

from inspektor.model.fields import (
    Input,
    Line,
    Moment,
    Prose,
    Row,
    flag,
    key,
    line,
    moment,
    optional_key,
    prose,
    word,
)
from inspektor.shapes.enums import Consent, InterviewStatus, NoteTag, Role


class InterviewFields(SQLModel):
    """A talk with one respondent, known by role and label; never by name unless the label says so."""

    follow_up_id: str = key()
    role: Role = word(Role)
    label: Line = line()
    consent: Consent = word(Consent, Consent.NOT_ASKED)
    interpreter: bool = flag()
    support_person: bool = flag()
    status: InterviewStatus = word(InterviewStatus, InterviewStatus.RUNNING)
    interviewer_id: str = key()
    started_at: Moment | None = moment()
    ended_at: Moment | None = moment()


class InterviewIn(InterviewFields, Input):
    """An interview through the door."""


class Interview(InterviewFields, Row, table=True):
    """An interview's row."""

    __tablename__ = "interview"


class NoteFields(SQLModel):
    """One short note with its own time; requirement and question by their codes in the template version."""

    follow_up_id: str = key()
    interview_id: str | None = optional_key()
    requirement: Line | None = line(None)
    question: Line | None = line(None)
    text: Prose = prose()
    tag: NoteTag | None = word(NoteTag, None)
    author_id: str = key()
    noted_at: Moment = moment(...)


class NoteIn(NoteFields, Input):
    """A note through the door."""


class Note(NoteFields, Row, table=True):
    """A note's row."""

    __tablename__ = "note"
