"""What can be counted of finished follow-ups by year: how many, how they rated each quality area, what was deficient."""

from collections import Counter
from datetime import date

import sqlalchemy as sa
from sqlalchemy import func, select

from inspektor.errors import NotFound
from inspektor.formats import as_date
from inspektor.model.deficiency import Deficiency
from inspektor.model.evidence import Assessment
from inspektor.model.follow_up import FollowUp, FollowUpStep, Visit
from inspektor.queries.templates import TemplateNotUnderstood, asked_in
from inspektor.shapes.enums import Turn
from inspektor.shapes.finished import FINISHED
from inspektor.shapes.parcels import Figure, FigureKind
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def figures(workspace: Workspace) -> tuple[Figure, ...]:
    """All figures, the newest year first. No figure is of less than a whole year, and none names anybody."""
    found: Counter[tuple[int, str, str, str]] = Counter()
    with workspace.read() as connection:
        for follow_up_id, form, day in _finished(connection):
            found[day.year, FigureKind.FOLLOW_UPS, "", form] += 1
            for area, rating in _rated(connection, follow_up_id):
                found[day.year, FigureKind.RATINGS, area, rating] += 1
            for severity in _severities(connection, follow_up_id):
                found[day.year, FigureKind.DEFICIENCIES, "", severity] += 1
    order = {kind.value: place for place, kind in enumerate(FigureKind)}
    rows = sorted(found.items(), key=lambda each: (-each[0][0], order[each[0][1]], *each[0][2:]))
    return tuple(Figure(year, str(kind), area, word, n) for (year, kind, area, word), n in rows)


def _finished(connection: sa.Connection) -> list[tuple[str, str, date]]:
    """The finished follow-ups with their forms and their days: when the visit began, was planned, or the report was done."""
    follow_up, visit, step = live(FollowUp).c, live(Visit).c, live(FollowUpStep).c
    arrived = select(func.min(visit.arrived_at)).where(visit.follow_up_id == follow_up.id).scalar_subquery()
    ended = (
        select(func.max(step.at))
        .where(step.follow_up_id == follow_up.id, step.turn == Turn.FINALISED)
        .scalar_subquery()
    )
    query = select(
        follow_up.id, follow_up.form, follow_up.planned_on, arrived.label("arrived"), ended.label("ended")
    ).where(follow_up.status.in_(FINISHED))
    rows = connection.execute(query).all()
    days = ((row.id, row.form, row.arrived or row.planned_on or row.ended) for row in rows)
    return [(row_id, str(form), as_date(day)) for row_id, form, day in days if day is not None]


def _rated(connection: sa.Connection, follow_up_id: str) -> list[tuple[str, str]]:
    """Area and rating of each requirement that was rated."""
    try:
        asked = asked_in(connection, follow_up_id)
    except (NotFound, TemplateNotUnderstood):
        return []
    areas = {each.code: area.name for area in asked.areas for each in area.requirements}
    assessment = live(Assessment).c
    query = select(assessment.requirement, assessment.rating).where(
        assessment.follow_up_id == follow_up_id, assessment.rating.is_not(None)
    )
    return [(areas[code], str(rating)) for code, rating in connection.execute(query).all() if code in areas]


def _severities(connection: sa.Connection, follow_up_id: str) -> list[str]:
    deficiency = live(Deficiency).c
    query = select(deficiency.severity).where(deficiency.follow_up_id == follow_up_id)
    return [str(each) for each in connection.execute(query).scalars() if each is not None]
