"""Grave risks: that there are any, and what they say to those who may read them.

One sees that a risk exists if one raised it, is the head named, or is in the follow-up's team; one reads it only if it
was sealed to this computer. No other query reads these tables.
"""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import or_, select, true

from inspektor import paths
from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.follow_up import FollowUp, TeamMember
from inspektor.model.register import Person, Unit
from inspektor.model.risk import Risk, RiskStep
from inspektor.queries.rows import one_of
from inspektor.queries.templates import asked_in
from inspektor.shapes.risk import RiskDesk, RiskRow, RiskSheet, RiskStepRow
from inspektor.store import sealed
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def risks(workspace: Workspace, follow_up_id: str) -> tuple[RiskRow, ...]:
    """The grave risks of one follow-up that one may know of, the newest first."""
    with workspace.read() as connection:
        return _rows(workspace, connection, live(Risk).c.follow_up_id == follow_up_id)


def open_risks(workspace: Workspace) -> tuple[RiskRow, ...]:
    """Those of all follow-ups that nobody has taken over yet, the newest first."""
    with workspace.read() as connection:
        return _rows(workspace, connection, live(Risk).c.taken_over_by == "")


def stale(workspace: Workspace) -> tuple[str, ...]:
    """The ids of those that somebody who may read them cannot read yet."""
    with workspace.read() as connection:
        return tuple(row.id for row in _rows(workspace, connection, true()) if row.is_stale)


def risk(workspace: Workspace, risk_id: str) -> RiskSheet:
    """One grave risk, as far as one may read it; NotFound if it is not here or none of one's business."""
    with workspace.read() as connection:
        sheet = _sheet(workspace, connection, risk_id)
    if sheet is None:
        raise NotFound(tr_mark("The record"), risk_id)
    return sheet


def desk(workspace: Workspace, follow_up_id: str, risk_id: str = "") -> RiskDesk:
    """The grave risks of a follow-up, one of them whole if it is still there, and who may be named as head."""
    with workspace.read() as connection:
        person = live(Person)
        others = select(person.c.id, person.c.name).where(person.c.id != workspace.profile.person_id)
        return RiskDesk(
            rows=_rows(workspace, connection, live(Risk).c.follow_up_id == follow_up_id),
            sheet=_sheet(workspace, connection, risk_id) if risk_id else None,
            heads=tuple((row.id, row.name) for row in connection.execute(others.order_by(person.c.name))),
        )


def readers(workspace: Workspace, opened: sealed.Opened) -> frozenset[str]:
    """The computers a risk is to be sealed to: those of author and head as sealed, whatever the columns say."""
    persons = (opened.values.get("author_id", ""), opened.values.get("head_id", ""))
    return sealed.recipients(workspace, [person for person in persons if person])


def proposed_steps(workspace: Workspace, follow_up_id: str) -> tuple[str, ...]:
    """What usually is to be done, for the kind of service the follow-up's template is about."""
    with workspace.read() as connection:
        services = set(asked_in(connection, follow_up_id).service_types)
    return tuple(text for text, only in _steps_on_file() if not only or only & services)


@cache
def _steps_on_file() -> tuple[tuple[str, frozenset[str]], ...]:
    import yaml

    content = yaml.safe_load((paths.resources() / "risk" / "steps.yaml").read_text(encoding="utf-8"))
    return tuple((each["text"], frozenset(each.get("for", ()))) for each in content["steps"])


def _rows(workspace: Workspace, connection: sa.Connection, condition: Any) -> tuple[RiskRow, ...]:
    table, follow_up, unit, person = live(Risk), live(FollowUp), live(Unit), live(Person)
    me = workspace.profile.person_id
    team = live(TeamMember)
    in_team = select(team.c.follow_up_id).where(team.c.person_id == me)
    concerns_me = or_(table.c.author_id == me, table.c.head_id == me, table.c.follow_up_id.in_(in_team))
    query = (
        select(table, unit.c.name.label("unit"), person.c.name.label("author"))
        .outerjoin(follow_up, follow_up.c.id == table.c.follow_up_id)
        .outerjoin(unit, unit.c.id == follow_up.c.unit_id)
        .outerjoin(person, person.c.id == table.c.author_id)
        .where(condition, concerns_me)
        .order_by(table.c.raised_at.desc(), table.c.id.desc())
    )
    return tuple(_row(workspace, row) for row in connection.execute(query).mappings())


def _row(workspace: Workspace, row: sa.RowMapping) -> RiskRow:
    opened = sealed.unseal(workspace, row["sealed"])
    return RiskRow(
        id=row["id"],
        follow_up_id=row["follow_up_id"],
        unit=row["unit"] or "",
        author=row["author"] or "",
        raised_at=row["raised_at"],
        is_open=not row["taken_over_by"],
        readable=opened is not None,
        is_stale=opened is not None and not readers(workspace, opened) <= opened.recipients,
    )


def _sheet(workspace: Workspace, connection: sa.Connection, risk_id: str) -> RiskSheet | None:
    found = _rows(workspace, connection, live(Risk).c.id == risk_id)
    stored = one_of(connection, Risk, risk_id)
    if not found or stored is None:
        return None
    said = sealed.unseal(workspace, stored["sealed"])
    head_id = (said.values.get("head_id", "") if said else stored["head_id"]) or ""
    return RiskSheet(
        row=found[0],
        head_id=head_id or None,
        head=_name(connection, head_id) or stored["head"],
        head_can_read=bool(head_id) and sealed.is_reached(workspace, head_id),
        said=said.values.get("said", "") if said else "",
        by=said.values.get("by", "") if said else "",
        steps=_steps(workspace, connection, risk_id),
        taken_over_by=stored["taken_over_by"],
        taken_over_at=stored["taken_over_at"],
    )


def _name(connection: sa.Connection, person_id: str) -> str:
    row = one_of(connection, Person, person_id) if person_id else None
    return str(row["name"]) if row is not None else ""


def _steps(workspace: Workspace, connection: sa.Connection, risk_id: str) -> tuple[RiskStepRow, ...]:
    step = live(RiskStep)
    query = select(step).where(step.c.risk_id == risk_id).order_by(step.c.position, step.c.id)
    found = []
    for row in connection.execute(query).mappings():
        opened = sealed.unseal(workspace, row["sealed"])
        words = opened.values if opened else {}
        found.append(
            RiskStepRow(
                id=row["id"],
                text=words.get("text", ""),
                done_at=row["done_at"],
                person=words.get("person", ""),
                result=words.get("result", ""),
            )
        )
    return tuple(found)
