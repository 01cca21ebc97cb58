"""Notes after they were written: split, joined, moved, and sorted under several requirements. Each is one step."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspektor.actions.doors import checked, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.evidence import Evidence, EvidenceIn
from inspektor.model.interview import Interview, Note, NoteIn
from inspektor.shapes.enums import InterviewStatus, NoteTag, SourceKind, Stance
from inspektor.shapes.ids import derived_id
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_BESIDE = timedelta(microseconds=2048)
"""How near its first half the second half of a note stands: after it, before what was written next."""


def split(workspace: Workspace, note_id: str, at: int) -> ChangeSet:
    """Make two notes of one, before the character `at`. Both keep time, author, tag and ties."""

    def apply(session: Session) -> None:
        note = _open_note(session, note_id)
        first, second = note.text[:at].rstrip(), note.text[at:].lstrip()
        if at < 0 or not first or not second:
            raise RuleBroken("text", tr_mark("Put the cursor where the second note should begin."))
        values = note.model_dump(exclude={"id", "hidden"})
        noted_at = note.noted_at + _half_way(session, note)
        later = made(Note, NoteIn, values | {"text": second, "noted_at": noted_at})
        note.text = first
        session.add(later)
        for evidence in _evidence(session, note_id):
            _tie(session, later, evidence.requirement, evidence.stance)

    return workspace.write(tr_mark("Split note"), apply)


def join(workspace: Workspace, note_id: str, into_id: str) -> ChangeSet:
    """Make one note of two by the same author: texts in the order of time, the graver tag, every tie."""

    def apply(session: Session) -> None:
        gone, kept = _open_note(session, note_id), _open_note(session, into_id)
        _may_join(gone, kept)
        ordered = sorted((kept, gone), key=lambda note: (note.noted_at, note.id))
        text = "\n".join(note.text for note in ordered)
        kept.text = checked(NoteIn, kept.model_dump(exclude={"id", "hidden"}) | {"text": text})["text"]
        kept.noted_at = ordered[0].noted_at
        kept.tag = NoteTag.SERIOUS if NoteTag.SERIOUS in (kept.tag, gone.tag) else kept.tag or gone.tag
        if kept.requirement is None:
            kept.requirement, kept.question = gone.requirement, gone.question
        elif gone.requirement is not None:
            _sort(session, kept, gone.requirement)
        for evidence in _evidence(session, gone.id):
            _tie(session, kept, evidence.requirement, evidence.stance)
            evidence.hidden = True
        gone.hidden = True

    return workspace.write(tr_mark("Join notes"), apply)


def tie(workspace: Workspace, note_id: str, requirement: str, tied: bool = True) -> ChangeSet:
    """Sort a note under a requirement besides where it stands, or take it from there; a note without a place gets one."""

    def apply(session: Session) -> None:
        note = _open_note(session, note_id)
        if tied:
            _sort(session, note, requirement)
        else:
            _untie(session, note, requirement)

    return workspace.write(tr_mark("Sort note"), apply)


def sort(
    workspace: Workspace, note_id: str, requirements: Iterable[str], interview_id: str | None = None
) -> ChangeSet:
    """Sort a caught note under one or several requirements, and into an interview if one is named."""
    wanted = tuple(dict.fromkeys(requirements))

    def apply(session: Session) -> None:
        note = _open_note(session, note_id)
        if interview_id is not None:
            note.interview_id = _of_same(session, note, interview_id)
        for requirement in wanted:
            _sort(session, note, requirement)

    return workspace.write(tr_mark("Sort note"), apply)


def move(
    workspace: Workspace,
    note_id: str,
    *,
    interview_id: str | None,
    requirement: str | None,
    question: str | None = None,
    also: Iterable[str] = (),
) -> ChangeSet:
    """Say where a note belongs: interview, requirement, question, and the further requirements it is sorted under.

    A requirement it was weighed for keeps that judgement until somebody takes it back there.
    """
    wanted = {code for code in also if code != requirement}

    def apply(session: Session) -> None:
        note = _open_note(session, note_id)
        place = {"requirement": requirement, "question": question}
        after = checked(NoteIn, note.model_dump(exclude={"id", "hidden"}) | place)
        note.interview_id = _of_same(session, note, interview_id) if interview_id else None
        note.requirement, note.question = after["requirement"], after["question"]
        for evidence in _evidence(session, note_id):
            if evidence.stance is None and evidence.requirement not in wanted:
                evidence.hidden = True
        for code in sorted(wanted):
            _sort(session, note, code)

    return workspace.write(tr_mark("Move note"), apply)


def _open_note(session: Session, note_id: str) -> Note:
    note = found(session, Note, note_id)
    open_follow_up(session, note.follow_up_id)
    return note


def _of_same(session: Session, note: Note, interview_id: str) -> str:
    """The interview, if the note may stand in it."""
    interview = found(session, Interview, interview_id)
    if interview.follow_up_id != note.follow_up_id:
        raise RuleBroken("interview", tr_mark("The interview belongs to another follow-up."))
    if interview.status is InterviewStatus.WITHDRAWN:
        raise RuleBroken("interview", tr_mark("The respondent has withdrawn the interview."))
    return interview.id


def _may_join(one: Note, other: Note) -> None:
    """What two persons wrote, or two respondents said, is never made one."""
    if one.id == other.id:
        raise RuleBroken("note", tr_mark("A note cannot be joined with itself."))
    if (one.follow_up_id, one.interview_id) != (other.follow_up_id, other.interview_id):
        raise RuleBroken("note", tr_mark("Only notes of the same interview can be joined."))
    if one.author_id != other.author_id:
        raise RuleBroken("note", tr_mark("The notes are by two inspectors and stay two."))


def _half_way(session: Session, note: Note) -> timedelta:
    """From a note half way to the next one that stands within a hair's breadth of it, so that the order of parts holds."""
    column = live(Note).c
    query = select(func.min(column.noted_at)).where(
        column.follow_up_id == note.follow_up_id,
        column.noted_at > note.noted_at,
        column.noted_at <= note.noted_at + _BESIDE,
    )
    following: datetime | None = session.execute(query).scalar_one()
    return ((following - note.noted_at) if following else _BESIDE) / 2


def _evidence(session: Session, note_id: str) -> list[Evidence]:
    column = live(Evidence).c
    query = select(column.id).where(column.source_kind == SourceKind.NOTE, column.source_id == note_id)
    return [found(session, Evidence, row_id) for row_id in session.execute(query).scalars().all()]


def _sort(session: Session, note: Note, requirement: str) -> None:
    if note.requirement is None:
        place = note.model_dump(exclude={"id", "hidden"}) | {"requirement": requirement}
        note.requirement = checked(NoteIn, place)["requirement"]
    elif note.requirement != requirement:
        _tie(session, note, requirement, None)


def _tie(session: Session, note: Note, requirement: str, stance: Stance | None) -> None:
    """Tie the note, with what it says if that is known; what somebody weighed already is never unsaid."""
    values = {
        "follow_up_id": note.follow_up_id,
        "requirement": requirement,
        "source_kind": SourceKind.NOTE,
        "source_id": note.id,
        "stance": stance,
    }
    row_id = derived_id("evidence", note.follow_up_id, requirement, SourceKind.NOTE, note.id)
    evidence = session.get(Evidence, row_id)
    if evidence is None:
        session.add(made(Evidence, EvidenceIn, values, row_id=row_id))
    elif evidence.hidden:
        evidence.hidden, evidence.stance = False, stance
    elif evidence.stance is None:
        evidence.stance = stance


def _untie(session: Session, note: Note, requirement: str) -> None:
    """Take it from the requirement; where that was its place, another it is sorted under becomes it."""
    others = []
    for evidence in _evidence(session, note.id):
        if evidence.requirement == requirement:
            evidence.hidden = True
        else:
            others.append(evidence.requirement)
    if note.requirement == requirement:
        note.requirement, note.question = (min(others) if others else None), None
