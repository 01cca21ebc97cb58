"""What speaks to a requirement: the sources written under it, and those tied to it from elsewhere.

A source is sorted under a requirement if it was written there or if a row of evidence says so; what it says (supports,
contradicts, silent) is in that row, and None there is sorted but not weighed. A row whose source is gone says nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, or_, select

from inspektor.model.evidence import DocumentReview, Evidence, Observation
from inspektor.model.fields import Row
from inspektor.model.interview import Answer, Interview, Note
from inspektor.queries.answers import answers_in
from inspektor.queries.reviews import document_reviews_in
from inspektor.queries.rows import of_follow_up
from inspektor.shapes.enums import NoteTag, Role, SourceKind, Stance
from inspektor.shapes.judgement import SourceRow
from inspektor.shapes.rules import contradictory, kinds_of_source
from inspektor.store.schema import live

Stances = dict[tuple[SourceKind, str], Stance | None]
_PLAIN: tuple[tuple[SourceKind, type[Row]], ...] = (
    (SourceKind.OBSERVATION, Observation),
    (SourceKind.DOCUMENT_REVIEW, DocumentReview),
)


@dataclass(slots=True)
class Gathered:
    """All that is sorted under one requirement, without its words."""

    sources: dict[tuple[SourceKind, str], tuple[Role | None, Stance | None]] = field(default_factory=dict)
    tags: set[NoteTag] = field(default_factory=set)

    @property
    def contradicted(self) -> bool:
        """Whether some support and some contradict."""
        return contradictory(stance for _, stance in self.sources.values())

    @property
    def kinds(self) -> int:
        """How many kinds of source speak."""
        return kinds_of_source((kind, role, stance) for (kind, _), (role, stance) in self.sources.items())


def gathered_in(connection: sa.Connection, follow_up_id: str) -> dict[str, Gathered]:
    """For each requirement with anything under it, what that is: the whole follow-up in a handful of reads."""
    found: dict[str, Gathered] = {}
    known: dict[tuple[SourceKind, str], tuple[Role | None, NoteTag | None]] = {}
    for kind, row_id, code, role, tag in _every(connection, follow_up_id):
        known[kind, row_id] = (role, tag)
        if code is not None:
            _sort(found, code, (kind, row_id), role, tag, None)
    evidence = live(Evidence).c
    columns = (evidence.requirement, evidence.source_kind, evidence.source_id, evidence.stance)
    query = select(*columns).where(evidence.follow_up_id == follow_up_id)
    for code, kind, row_id, stance in connection.execute(query).all():
        if (kind, row_id) in known:
            _sort(found, code, (kind, row_id), *known[kind, row_id], stance)
    return found


def _sort(
    found: dict[str, Gathered],
    code: str,
    key: tuple[SourceKind, str],
    role: Role | None,
    tag: NoteTag | None,
    stance: Stance | None,
) -> None:
    here = found.get(code)
    if here is None:
        here = found[code] = Gathered()
    here.sources[key] = (role, stance)
    if tag is not None:
        here.tags.add(tag)


Every = tuple[SourceKind, str, str | None, Role | None, NoteTag | None]


def _every(connection: sa.Connection, follow_up_id: str) -> Iterator[Every]:
    """Every source of the follow-up: kind, id, the requirement it was written under, role, tag."""
    note = live(Note).c
    roles = roles_in(connection, follow_up_id)
    query = select(note.id, note.requirement, note.interview_id, note.tag).where(
        note.follow_up_id == follow_up_id
    )
    for row_id, code, talk, tag in connection.execute(query).all():
        yield SourceKind.NOTE, row_id, code, roles.get(talk), tag
    for each in answers_in(connection, follow_up_id):
        role = Role(each.role) if each.role else None
        yield SourceKind.ANSWER, each.question, each.requirement or None, role, None
    for kind, row_type in _PLAIN:
        table = live(row_type).c
        query = select(table.id, table.requirement).where(table.follow_up_id == follow_up_id)
        for row_id, code in connection.execute(query).all():
            yield kind, row_id, code, None, None


def roles_in(connection: sa.Connection, follow_up_id: str) -> dict[str | None, Role]:
    """The role of each interview."""
    talk = live(Interview).c
    query = select(talk.id, talk.role).where(talk.follow_up_id == follow_up_id)
    return {row[0]: row[1] for row in connection.execute(query).all()}


def sources_in(connection: sa.Connection, follow_up_id: str, code: str) -> tuple[SourceRow, ...]:
    """What is sorted under one requirement, in words: notes, observations, documents, each in the order of time."""
    evidence = live(Evidence).c
    query = select(evidence.source_kind, evidence.source_id, evidence.stance).where(
        evidence.follow_up_id == follow_up_id, evidence.requirement == code
    )
    stances: Stances = {(kind, row_id): stance for kind, row_id, stance in connection.execute(query).all()}
    return (
        *_notes(connection, follow_up_id, code, stances),
        *_observations(connection, follow_up_id, code, stances),
        *_documents(connection, follow_up_id, code, stances),
        *_answers(connection, follow_up_id, code, stances),
    )


def _here(
    row_type: type[Row], kind: SourceKind, follow_up_id: str, code: str, stances: Stances
) -> Select[Any]:
    """The rows of a kind that are sorted under the requirement."""
    table = live(row_type).c
    tied = [row_id for each, row_id in stances if each is kind]
    return of_follow_up(row_type, follow_up_id).where(or_(table.requirement == code, table.id.in_(tied)))


def _notes(connection: sa.Connection, follow_up_id: str, code: str, stances: Stances) -> Iterator[SourceRow]:
    talk = live(Interview).c
    query = select(talk.id, talk.role, talk.label).where(talk.follow_up_id == follow_up_id)
    talks = {row_id: (role, label) for row_id, role, label in connection.execute(query).all()}
    notes = _here(Note, SourceKind.NOTE, follow_up_id, code, stances).order_by("noted_at", "id")
    for note in connection.execute(notes).all():
        role, label = talks.get(note.interview_id, (None, ""))
        yield SourceRow(
            SourceKind.NOTE,
            note.id,
            role,
            label,
            note.text,
            note.noted_at,
            stances.get((SourceKind.NOTE, note.id)),
            tag=note.tag,
            talk=note.interview_id,
            from_elsewhere=note.requirement != code,
        )


def _observations(
    connection: sa.Connection, follow_up_id: str, code: str, stances: Stances
) -> Iterator[SourceRow]:
    kind = SourceKind.OBSERVATION
    query = _here(Observation, kind, follow_up_id, code, stances).order_by("observed_at", "id")
    for seen in connection.execute(query).all():
        stance, elsewhere = stances.get((kind, seen.id)), seen.requirement != code
        yield SourceRow(
            kind, seen.id, None, seen.place, seen.text, seen.observed_at, stance, from_elsewhere=elsewhere
        )


def _documents(
    connection: sa.Connection, follow_up_id: str, code: str, stances: Stances
) -> Iterator[SourceRow]:
    kind = SourceKind.DOCUMENT_REVIEW
    for read in document_reviews_in(connection, follow_up_id):
        if read.requirement == code or (kind, read.id) in stances:
            stance, elsewhere = stances.get((kind, read.id)), read.requirement != code
            yield SourceRow(
                kind,
                read.id,
                None,
                read.kind,
                read.told(),
                read.reviewed_at,
                stance,
                from_elsewhere=elsewhere,
            )


def _answers(
    connection: sa.Connection, follow_up_id: str, code: str, stances: Stances
) -> Iterator[SourceRow]:
    """The typed answers, summed for each question; without time, and clients' withheld while they are few."""
    kind = SourceKind.ANSWER
    for each in answers_in(connection, follow_up_id):
        if each.requirement == code or (kind, each.question) in stances:
            role = Role(each.role) if each.role else None
            stance, elsewhere = stances.get((kind, each.question)), each.requirement != code
            text = each.text if each.withheld else f"{each.asked} {each.text}"
            yield SourceRow(
                kind,
                each.question,
                role,
                "",
                text,
                None,
                stance,
                heard=each.count,
                from_elsewhere=elsewhere,
            )


def declined_in(connection: sa.Connection, follow_up_id: str, questions: Collection[str]) -> frozenset[Role]:
    """The roles of which somebody did not want to answer one of the questions."""
    answer, talk = live(Answer), live(Interview)
    query = (
        select(talk.c.role)
        .join_from(answer, talk, talk.c.id == answer.c.interview_id)
        .where(
            answer.c.follow_up_id == follow_up_id,
            answer.c.declined == sa.true(),
            answer.c.question.in_(questions),
        )
        .distinct()
    )
    return frozenset(connection.execute(query).scalars())
