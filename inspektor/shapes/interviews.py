"""What is seen of interviews and notes: frozen values, never a database row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inspektor.shapes.enums import Channel, Consent, InterviewStatus, NoteTag, Role


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview and how many notes it holds."""

    id: str
    role: Role
    label: str
    consent: Consent
    consent_at: datetime | None
    interpreter: bool
    language: str
    support_person: bool
    child: bool
    channel: Channel
    intro_read: bool
    status: InterviewStatus
    interviewer_id: str | None
    """Who holds it; None while it is planned and nobody has taken it on."""
    interviewer: str
    planned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    ended_early: str
    withdrawn_at: datetime | None
    notes: int

    @property
    def held(self) -> bool:
        """Whether somebody was heard in it: begun, neither declined from the start nor withdrawn."""
        begun = self.status not in (InterviewStatus.PLANNED, InterviewStatus.WITHDRAWN)
        return begun and self.consent is not Consent.DECLINED


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note."""

    id: str
    interview_id: str | None
    requirement: str | None
    question: str | None
    text: str
    tag: NoteTag | None
    author_id: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Touch:
    """One question that an interview has touched: by notes, by a typed answer, or because it was declined."""

    interview_id: str | None
    question: str
    notes: int
    answer: str
    """The typed answer in its canonical form; "" if none."""
    declined: bool


@dataclass(frozen=True, slots=True)
class InterviewSheet:
    """All that one respondent said, and nothing that others said."""

    interview: InterviewRow
    notes: tuple[NoteRow, ...]
    authors: Mapping[str, str]
    """The names of those who wrote, by person."""
    ties: Mapping[str, tuple[str, ...]]
    """The further requirements that a note is sorted under, by note."""
    touched: tuple[Touch, ...]

    def ties_of(self, note_id: str) -> tuple[str, ...]:
        """The further requirements of a note."""
        return self.ties.get(note_id, ())
