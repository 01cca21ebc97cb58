"""The judgement: the outline of requirements, one requirement with its sources side by side, and deficiencies."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, select

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency
from inspektor.model.evidence import Assessment, Evidence
from inspektor.model.follow_up import FollowUp
from inspektor.model.register import Unit
from inspektor.queries.interviews import interviews_in, notes_in
from inspektor.queries.observations import observations_in
from inspektor.queries.reviews import document_reviews_in
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.queries.templates import asked_in
from inspektor.shapes.enums import Rating, SourceKind, Stance
from inspektor.shapes.judgement import DeficiencyRow, JudgementSheet, RequirementRow, SourceRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def _deficiency_query() -> Select[Any]:
    deficiency, follow_up, unit = live(Deficiency), live(FollowUp), live(Unit)
    return (
        select(deficiency, unit.c.name.label("unit"))
        .join_from(deficiency, follow_up, follow_up.c.id == deficiency.c.follow_up_id)
        .join(unit, unit.c.id == follow_up.c.unit_id)
        .order_by(deficiency.c.requirement, deficiency.c.id)
    )


def all_deficiencies(workspace: Workspace) -> tuple[DeficiencyRow, ...]:
    """The deficiencies of all follow-ups."""
    with workspace.read() as connection:
        return tuple(shaped(DeficiencyRow, row) for row in connection.execute(_deficiency_query()).mappings())


def deficiencies(workspace: Workspace, follow_up_id: str) -> tuple[DeficiencyRow, ...]:
    """The deficiencies of one follow-up, by requirement."""
    with workspace.read() as connection:
        return deficiencies_in(connection, follow_up_id)


def deficiencies_in(connection: sa.Connection, follow_up_id: str) -> tuple[DeficiencyRow, ...]:
    """The same, within a snapshot that is already open."""
    query = _deficiency_query().where(live(Deficiency).c.follow_up_id == follow_up_id)
    return tuple(shaped(DeficiencyRow, row) for row in connection.execute(query).mappings())


def outline(workspace: Workspace, follow_up_id: str) -> tuple[RequirementRow, ...]:
    """Every requirement of the follow-up with where its judgement stands, in the template's order."""
    with workspace.read() as connection:
        whole = asked_in(connection, follow_up_id)
        ratings: dict[str, Rating | None] = {
            row.requirement: row.rating
            for row in connection.execute(of_follow_up(Assessment, follow_up_id)).all()
        }
        stances: dict[str, list[Stance]] = {}
        for row in connection.execute(of_follow_up(Evidence, follow_up_id)).all():
            stances.setdefault(row.requirement, []).append(row.stance)
    return tuple(
        RequirementRow(
            code=requirement.code,
            text=requirement.text,
            area=area.name,
            rating=ratings.get(requirement.code),
            sources=len(stances.get(requirement.code, ())),
            contradicted={Stance.SUPPORTS, Stance.CONTRADICTS} <= set(stances.get(requirement.code, ())),
        )
        for area in whole.areas
        for requirement in area.requirements
    )


def judgement(workspace: Workspace, follow_up_id: str, code: str) -> JudgementSheet:
    """Everything needed to judge one requirement.

    Its sources are the notes, observations and documents sorted under it, and those that were tied to it from elsewhere.
    """
    with workspace.read() as connection:
        whole = asked_in(connection, follow_up_id)
        query = of_follow_up(Assessment, follow_up_id).where(live(Assessment).c.requirement == code)
        assessment = connection.execute(query).one_or_none()
        tied = of_follow_up(Evidence, follow_up_id).where(live(Evidence).c.requirement == code)
        stances = {(row.source_kind, row.source_id): row.stance for row in connection.execute(tied)}
        sources = tuple(_sources(connection, follow_up_id, code, stances))
        opened = next((d for d in deficiencies_in(connection, follow_up_id) if d.requirement == code), None)
    if not whole.has(code):
        raise NotFound(tr_mark("The requirement"), code)
    requirement = whole.requirement(code)
    return JudgementSheet(
        code=code,
        text=requirement.text,
        source=requirement.source,
        area=whole.area_of(code).name,
        rating=assessment.rating if assessment else None,
        grounds=assessment.grounds if assessment else "",
        rated_at=assessment.rated_at if assessment else None,
        sources=sources,
        deficiency=opened,
    )


Stances = dict[tuple[SourceKind, str], Stance]


def _sources(
    connection: sa.Connection, follow_up_id: str, code: str, stances: Stances
) -> Iterable[SourceRow]:
    talks = {talk.id: talk for talk in interviews_in(connection, follow_up_id)}
    for note in notes_in(connection, follow_up_id):
        stance = stances.get((SourceKind.NOTE, note.id))
        if note.requirement == code or stance is not None:
            talk = talks.get(note.interview_id or "")
            role, label = (talk.role, talk.label) if talk else (None, "")
            yield SourceRow(SourceKind.NOTE, note.id, role, label, note.text, note.noted_at, stance)
    for seen in observations_in(connection, follow_up_id):
        stance = stances.get((SourceKind.OBSERVATION, seen.id))
        if seen.requirement == code or stance is not None:
            yield SourceRow(
                SourceKind.OBSERVATION, seen.id, None, seen.place, seen.text, seen.observed_at, stance
            )
    for read in document_reviews_in(connection, follow_up_id):
        stance = stances.get((SourceKind.DOCUMENT_REVIEW, read.id))
        if read.requirement == code or stance is not None:
            yield SourceRow(
                SourceKind.DOCUMENT_REVIEW, read.id, None, read.kind, read.result, read.reviewed_at, stance
            )
