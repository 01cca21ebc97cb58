"""The unit's earlier follow-ups, and how they rated a requirement."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import func, or_, select

from inspektor import clock
from inspektor.formats import as_date
from inspektor.model.evidence import Assessment
from inspektor.model.follow_up import FollowUp, FollowUpUnit, Visit
from inspektor.queries.rows import of_unit
from inspektor.shapes.ids import derived_id
from inspektor.shapes.judgement import LastTime
from inspektor.store.schema import live

Earlier = list[tuple[str, date | None]]


def earlier_in(connection: sa.Connection, follow_up_id: str) -> Earlier:
    """The unit's follow-ups before this one, the latest first, with their days: when the visit began, else was planned."""
    follow_up, unit, visit = live(FollowUp).c, live(FollowUpUnit).c, live(Visit).c
    this = select(follow_up.unit_id).where(follow_up.id == follow_up_id).scalar_subquery()
    joint = select(unit.follow_up_id).where(unit.unit_id == this)
    arrived = select(func.min(visit.arrived_at)).where(visit.follow_up_id == follow_up.id).scalar_subquery()
    query = select(follow_up.id, follow_up.planned_on, arrived.label("arrived_at")).where(
        or_(follow_up.id.in_(of_unit(this)), follow_up.id.in_(joint))
    )
    days: dict[str, date | None] = {
        row.id: as_date(row.arrived_at) if row.arrived_at else row.planned_on
        for row in connection.execute(query).all()
    }
    now = days.pop(follow_up_id, None) or as_date(clock.now())
    before = [
        (row_id, day)
        for row_id, day in days.items()
        if (row_id < follow_up_id if day is None else (day, row_id) < (now, follow_up_id))
    ]
    return sorted(before, key=lambda each: (each[1] or date.min, each[0]), reverse=True)


def last_time_in(connection: sa.Connection, earlier: Earlier, code: str) -> LastTime | None:
    """The latest earlier rating of the requirement; requirements of template versions meet by their code."""
    order = {derived_id("assessment", row_id, code): (row_id, day) for row_id, day in earlier}
    assessment = live(Assessment).c
    columns = (assessment.id, assessment.rating, assessment.grounds, assessment.rated_at)
    query = select(*columns).where(assessment.id.in_(order), assessment.rating.is_not(None))
    rows = {row.id: row for row in connection.execute(query).all()}
    for row_id, (earlier_id, day) in order.items():
        if (row := rows.get(row_id)) is not None:
            when = day or as_date(row.rated_at or clock.now())
            return LastTime(earlier_id, when, row.rating, row.grounds)
    return None
