"""The judgement: the outline of requirements, one requirement with its sources side by side, and deficiencies."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, select

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency
from inspektor.model.evidence import Assessment
from inspektor.model.follow_up import FollowUp, OwnRequirement, TeamMember
from inspektor.model.register import Unit
from inspektor.queries.last_time import Earlier, earlier_in, last_time_in
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.queries.sources import Gathered, declined_in, gathered_in, sources_in
from inspektor.queries.templates import asked_in
from inspektor.shapes.judgement import DeficiencyRow, JudgementSheet, RequirementRow
from inspektor.shapes.rules import needs_grounds, still_open
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
    """Every requirement the follow-up takes up with where its judgement stands, in the template's order."""
    with workspace.read() as connection:
        return outline_in(connection, follow_up_id)


def outline_in(connection: sa.Connection, follow_up_id: str) -> tuple[RequirementRow, ...]:
    """The same, within a snapshot that is already open."""
    asked = asked_in(connection, follow_up_id)
    table = live(Assessment).c
    columns = (table.requirement, table.rating, table.grounds, table.taken_by)
    query = select(*columns).where(table.follow_up_id == follow_up_id)
    judged = {row[0]: row[1:] for row in connection.execute(query).all()}
    gathered, nothing = gathered_in(connection, follow_up_id), Gathered()
    names, own = _team(connection, follow_up_id), _own(connection, follow_up_id)
    rows = []
    for area in asked.areas:
        for requirement in area.requirements:
            code = requirement.code
            here = gathered.get(code, nothing)
            rating, grounds, taken_by = judged.get(code, (None, "", None))
            kinds = here.kinds
            rows.append(
                RequirementRow(
                    code=code,
                    text=requirement.text,
                    area=area.name,
                    rating=rating,
                    sources=len(here.sources),
                    contradicted=here.contradicted,
                    kinds=kinds,
                    tags=frozenset(here.tags),
                    grounds_missing=rating is not None
                    and not grounds.strip()
                    and needs_grounds(rating, kinds),
                    taken_by=taken_by,
                    taken_name=names.get(taken_by, ""),
                    own=code in own,
                )
            )
    return tuple(rows)


def _team(connection: sa.Connection, follow_up_id: str) -> dict[str | None, str]:
    member = live(TeamMember).c
    query = select(member.person_id, member.name).where(member.follow_up_id == follow_up_id)
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _own(connection: sa.Connection, follow_up_id: str) -> frozenset[str]:
    own = live(OwnRequirement).c
    query = select(own.id).where(own.follow_up_id == follow_up_id)
    return frozenset(connection.execute(query).scalars())


def judgement(workspace: Workspace, follow_up_id: str, code: str) -> JudgementSheet:
    """Everything needed to judge one requirement: its sources, what was judged, and what earlier follow-ups said."""
    with workspace.read() as connection:
        asked = asked_in(connection, follow_up_id)
        if not asked.has(code):
            raise NotFound(tr_mark("The requirement"), code)
        query = of_follow_up(Assessment, follow_up_id).where(live(Assessment).c.requirement == code)
        assessment = connection.execute(query).one_or_none()
        deficiency = live(Deficiency).c
        own = _deficiency_query().where(
            deficiency.follow_up_id == follow_up_id, deficiency.requirement == code
        )
        opened = connection.execute(own).mappings().first()
        earlier = earlier_in(connection, follow_up_id)
        requirement, taken_by = asked.requirement(code), assessment.taken_by if assessment else None
        return JudgementSheet(
            code=code,
            text=requirement.text,
            source=requirement.source,
            area=asked.area_of(code).name,
            rating=assessment.rating if assessment else None,
            grounds=assessment.grounds if assessment else "",
            strengths=assessment.strengths if assessment else "",
            rated_at=assessment.rated_at if assessment else None,
            taken_by=taken_by,
            taken_name=_team(connection, follow_up_id).get(taken_by, "") if taken_by else "",
            sources=sources_in(connection, follow_up_id, code),
            declined=declined_in(connection, follow_up_id, [q.code for q in requirement.questions]),
            deficiency=shaped(DeficiencyRow, opened) if opened is not None else None,
            last_time=last_time_in(connection, earlier, code),
            open_before=_open_before(connection, earlier, code),
            own=code in _own(connection, follow_up_id),
        )


def open_before(workspace: Workspace, follow_up_id: str) -> tuple[DeficiencyRow, ...]:
    """The unit's deficiencies from earlier follow-ups that are not closed."""
    with workspace.read() as connection:
        return _open_before(connection, earlier_in(connection, follow_up_id), "")


def _open_before(connection: sa.Connection, earlier: Earlier, code: str) -> tuple[DeficiencyRow, ...]:
    """The unit's deficiencies from earlier follow-ups that are not closed, those of the requirement first."""
    if not earlier:
        return ()
    query = _deficiency_query().where(live(Deficiency).c.follow_up_id.in_([row_id for row_id, _ in earlier]))
    found = [shaped(DeficiencyRow, row) for row in connection.execute(query).mappings()]
    waiting = (each for each in found if still_open(each.status))
    return tuple(sorted(waiting, key=lambda each: each.requirement != code))
