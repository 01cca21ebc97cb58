"""Interviews and the notes taken in them, or outside any."""

from sqlmodel import SQLModel

from inspektor.model.fields import (
    Input,
    Line,
    Moment,
    Prose,
    Row,
    count,
    flag,
    key,
    line,
    moment,
    optional_key,
    prose,
    word,
)
from inspektor.shapes.enums import Channel, Consent, InterviewStatus, NoteTag, Role


class InterviewFields(SQLModel):
    """A talk with one respondent, known by role and label; never by name unless the label says so."""

    follow_up_id: str = key()
    role: Role = word(Role)
    label: Line = line()
    consent: Consent = word(Consent, Consent.NOT_ASKED)
    consent_at: Moment | None = moment()
    interpreter: bool = flag()
    language: Line = line()
    """What is interpreted, where an interpreter helps."""
    support_person: bool = flag()
    child: bool = flag()
    channel: Channel = word(Channel, Channel.ON_SITE)
    intro_read: bool = flag()
    """Whether what the respondent must know was read aloud."""
    status: InterviewStatus = word(InterviewStatus, InterviewStatus.RUNNING)
    interviewer_id: str | None = optional_key()
    """Who holds it; nobody yet, where it is planned and not taken on."""
    planned_at: Moment | None = moment()
    started_at: Moment | None = moment()
    ended_at: Moment | None = moment()
    ended_early: Line = line()
    """Why it ended before its questions did: the respondent declined, had to leave."""
    withdrawn_at: Moment | None = moment()


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


class AnswerFields(SQLModel):
    """A typed answer to one question: in an interview, or to a repeated item (room 3, plan B)."""

    follow_up_id: str = key()
    interview_id: str | None = optional_key()
    item_id: str | None = optional_key()
    question: Line = line(required=True)
    value: Line = line()
    """Canonical: yes/no, the code of a choice, a number with a point, an ISO date, a step of the scale; empty if none."""
    declined: bool = flag()
    """The respondent did not want to answer; that counts as touched."""
    author_id: str = key()
    answered_at: Moment = moment(...)


class AnswerIn(AnswerFields, Input):
    """An answer through the door."""


class Answer(AnswerFields, Row, table=True):
    """An answer's row; its id is derived from follow-up, interview, item and question."""

    __tablename__ = "answer"


class ItemFields(SQLModel):
    """One of what the template asks about several times: a room, a plan, a register extract."""

    follow_up_id: str = key()
    repeat: Line = line(required=True)
    """The code of the template's repeat."""
    label: Line = line()
    position: int = count()


class ItemIn(ItemFields, Input):
    """An item through the door."""


class Item(ItemFields, Row, table=True):
    """An item's row."""

    __tablename__ = "item"
