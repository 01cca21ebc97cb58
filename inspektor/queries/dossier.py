"""The dossier of a unit: what earlier follow-ups say of it, for one who prepares or plans a new one."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, func, or_, select

from inspektor.errors import NotFound
from inspektor.formats import as_date
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency
from inspektor.model.document import Document
from inspektor.model.evidence import Assessment
from inspektor.model.follow_up import FollowUp, FollowUpUnit, Visit
from inspektor.model.register import Unit
from inspektor.model.template import TemplateVersion
from inspektor.queries.last_time import earlier_in
from inspektor.queries.register import UNITS
from inspektor.queries.rows import of_unit, one_of, shaped
from inspektor.queries.templates import TemplateNotUnderstood, asked_in
from inspektor.shapes.dossier import Dossier, FollowUpBefore, NotMet, OpenDeficiency
from inspektor.shapes.enums import DeficiencyStatus, Rating
from inspektor.shapes.rules import deficient
from inspektor.shapes.views import UnitRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_CLOSED = (DeficiencyStatus.VERIFIED, DeficiencyStatus.CLOSED)


def dossier(workspace: Workspace, unit_id: str) -> Dossier:
    """What is known of a unit; NotFound if it is not here."""
    with workspace.read() as connection:
        return _dossier(connection, unit_id, None)


def before(workspace: Workspace, follow_up_id: str) -> Dossier:
    """What was known of the unit before this follow-up; NotFound if that is not here."""
    with workspace.read() as connection:
        row = one_of(connection, FollowUp, follow_up_id)
        if row is None:
            raise NotFound(tr_mark("The follow-up"), follow_up_id)
        earlier = {row_id for row_id, _ in earlier_in(connection, follow_up_id)}
        return _dossier(connection, row["unit_id"], earlier)


def _dossier(connection: sa.Connection, unit_id: str, among: Collection[str] | None) -> Dossier:
    """Of the unit's follow-ups all, or those among these."""
    unit = connection.execute(UNITS.where(live(Unit).c.id == unit_id)).mappings().one_or_none()
    if unit is None:
        raise NotFound(tr_mark("The unit"), unit_id)
    rows = connection.execute(_follow_ups(unit_id)).mappings().all()
    rows = [row for row in rows if among is None or row["id"] in among]
    ids = [row["id"] for row in rows]
    texts: dict[str, dict[str, str]] = {}
    deficiencies = _open_deficiencies(connection, ids, texts)
    ratings = _ratings(connection, ids)
    found = [_before(row, ratings.get(row["id"], ()), deficiencies) for row in rows]
    found.sort(key=lambda each: (each.day or date.max, each.id), reverse=True)
    whole = Dossier(shaped(UnitRow, unit), tuple(found), (), deficiencies)
    last = whole.last
    not_met = _not_met(connection, last.id, texts) if last is not None else ()
    return Dossier(whole.unit, whole.follow_ups, not_met, whole.deficiencies)


def _follow_ups(unit_id: str) -> Select[Any]:
    follow_up, joint, version = live(FollowUp), live(FollowUpUnit), live(TemplateVersion)
    visit, document = live(Visit), live(Document)
    arrived = select(func.min(visit.c.arrived_at)).where(visit.c.follow_up_id == follow_up.c.id)
    newest = select(document.c.status).where(document.c.follow_up_id == follow_up.c.id)
    newest = newest.order_by(document.c.version.desc()).limit(1)
    shared = select(joint.c.follow_up_id).where(joint.c.unit_id == unit_id)
    return (
        select(
            follow_up,
            func.coalesce(version.c.title, "").label("template"),
            arrived.scalar_subquery().label("arrived_at"),
            newest.scalar_subquery().label("document_status"),
        )
        .join_from(follow_up, version, version.c.id == follow_up.c.template_version_id, isouter=True)
        .where(or_(follow_up.c.id.in_(of_unit(unit_id)), follow_up.c.id.in_(shared)))
    )


def _before(
    row: sa.RowMapping, ratings: tuple[tuple[Rating, int], ...], deficiencies: tuple[OpenDeficiency, ...]
) -> FollowUpBefore:
    came = row["arrived_at"]
    return shaped(
        FollowUpBefore,
        row,
        day=as_date(came) if came else row["planned_on"],
        arrived=came is not None,
        ratings=ratings,
        open_deficiencies=sum(each.follow_up_id == row["id"] for each in deficiencies),
    )


def _ratings(connection: sa.Connection, ids: list[str]) -> dict[str, tuple[tuple[Rating, int], ...]]:
    assessment = live(Assessment).c
    query = (
        select(assessment.follow_up_id, assessment.rating, func.count())
        .where(assessment.follow_up_id.in_(ids), assessment.rating.is_not(None))
        .group_by(assessment.follow_up_id, assessment.rating)
    )
    found: dict[str, dict[Rating, int]] = {}
    for follow_up_id, rating, n in connection.execute(query).all():
        found.setdefault(follow_up_id, {})[rating] = n
    return {
        follow_up_id: tuple((rating, given[rating]) for rating in Rating if rating in given)
        for follow_up_id, given in found.items()
    }


def _open_deficiencies(
    connection: sa.Connection, ids: list[str], texts: dict[str, dict[str, str]]
) -> tuple[OpenDeficiency, ...]:
    deficiency = live(Deficiency)
    query = select(deficiency).where(deficiency.c.follow_up_id.in_(ids), deficiency.c.status.not_in(_CLOSED))
    found = [
        shaped(
            OpenDeficiency,
            row,
            requirement_text=_text(connection, row["follow_up_id"], row["requirement"], texts),
        )
        for row in connection.execute(query).mappings().all()
    ]
    return tuple(sorted(found, key=lambda each: (each.deadline or date.max, each.requirement, each.id)))


def _not_met(
    connection: sa.Connection, follow_up_id: str, texts: dict[str, dict[str, str]]
) -> tuple[NotMet, ...]:
    assessment = live(Assessment).c
    columns = (assessment.requirement, assessment.rating, assessment.grounds)
    query = select(*columns).where(assessment.follow_up_id == follow_up_id, assessment.rating.is_not(None))
    rows = {row.requirement: row for row in connection.execute(query).all() if deficient(row.rating)}
    order = _texts(connection, follow_up_id, texts)
    codes = [code for code in order if code in rows] + sorted(rows.keys() - order.keys())
    return tuple(NotMet(code, order.get(code, ""), rows[code].rating, rows[code].grounds) for code in codes)


def _text(connection: sa.Connection, follow_up_id: str, code: str, texts: dict[str, dict[str, str]]) -> str:
    return _texts(connection, follow_up_id, texts).get(code, "")


def _texts(connection: sa.Connection, follow_up_id: str, known: dict[str, dict[str, str]]) -> dict[str, str]:
    """The requirements' texts by code, in their order; none where the template is one this program cannot read."""
    if follow_up_id not in known:
        try:
            asked = asked_in(connection, follow_up_id)
            known[follow_up_id] = {each.code: each.text for each in asked.requirements}
        except (NotFound, TemplateNotUnderstood):
            known[follow_up_id] = {}
    return known[follow_up_id]
