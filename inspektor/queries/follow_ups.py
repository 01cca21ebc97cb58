"""Follow-ups: the list, the start screen, and one follow-up with what hangs directly on it."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, and_, func, select

from inspektor import clock
from inspektor.errors import NotFound
from inspektor.formats import as_date, sort_key_sv
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency
from inspektor.model.document import Document, Signature
from inspektor.model.evidence import Assessment, DocumentReview, Observation
from inspektor.model.follow_up import FollowUp, FollowUpStep, FollowUpUnit, Participant, TeamMember, Visit
from inspektor.model.interview import Interview, Note
from inspektor.model.register import Provider, Unit
from inspektor.model.template import TemplateVersion
from inspektor.queries.judgement import all_deficiencies
from inspektor.queries.register import UNITS
from inspektor.queries.rows import of_follow_up, one_of, shaped
from inspektor.queries.templates import asked_in
from inspektor.shapes.enums import DeficiencyStatus, DocumentStatus, FollowUpStatus, InterviewStatus
from inspektor.shapes.views import (
    DocumentRow,
    FollowUpRow,
    FollowUpSheet,
    OutlineCounts,
    ParticipantRow,
    SignatureRow,
    SignerPlace,
    StepRow,
    TeamMemberRow,
    Today,
    UnitRow,
    VisitRow,
)
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_BEGUN = (
    FollowUpStatus.IN_PROGRESS,
    FollowUpStatus.PAUSED,
    FollowUpStatus.FIELDWORK_DONE,
    FollowUpStatus.DRAFTING,
    FollowUpStatus.FACT_CHECK,
)
_COMING = (FollowUpStatus.DRAFT, FollowUpStatus.PLANNED, FollowUpStatus.PREPARED)
_CLOSED = (DeficiencyStatus.VERIFIED, DeficiencyStatus.CLOSED)


def _list_query() -> Select[Any]:
    follow_up, unit, provider, version = live(FollowUp), live(Unit), live(Provider), live(TemplateVersion)
    visit, document, step = live(Visit), live(Document), live(FollowUpStep)
    arrived = (
        select(func.max(visit.c.arrived_at)).where(visit.c.follow_up_id == follow_up.c.id).scalar_subquery()
    )
    waits = document.c.status == DocumentStatus.AWAITING_SIGNATURE
    status = (
        select(document.c.status)
        .where(document.c.follow_up_id == follow_up.c.id)
        .order_by(waits.desc(), document.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            follow_up.c.id,
            unit.c.name.label("unit"),
            provider.c.name.label("provider"),
            follow_up.c.form,
            follow_up.c.notice,
            follow_up.c.mode,
            follow_up.c.status,
            follow_up.c.registry_number,
            follow_up.c.planned_on,
            arrived.label("arrived_at"),
            version.c.title.label("template"),
            status.label("document_status"),
            step.c.turn,
            step.c.at.label("turned_at"),
            step.c.name.label("turned_by"),
        )
        .join_from(follow_up, unit, unit.c.id == follow_up.c.unit_id)
        .join(provider, provider.c.id == unit.c.provider_id)
        .join(version, version.c.id == follow_up.c.template_version_id)
        .outerjoin(step, step.c.id == _newest(step.alias(), follow_up))
        .order_by(follow_up.c.id.desc())
    )


def _newest(step: Any, follow_up: Any) -> Any:
    of_it = select(step.c.id).where(step.c.follow_up_id == follow_up.c.id)
    return of_it.order_by(step.c.at.desc(), step.c.id.desc()).limit(1).scalar_subquery()


def follow_ups(workspace: Workspace) -> tuple[FollowUpRow, ...]:
    """All follow-ups, newest first."""
    with workspace.read() as connection:
        return tuple(shaped(FollowUpRow, row) for row in connection.execute(_list_query()).mappings())


def today(workspace: Workspace, day: date | None = None) -> Today:
    """The start screen: visits to come, what is begun, deadlines by date, and what waits for a signature."""
    rows = follow_ups(workspace)
    this_day = day or as_date(clock.now())
    coming = sorted(
        (row for row in rows if row.status in _COMING),
        key=lambda row: (row.planned_on is None, row.planned_on or this_day),
    )
    open_ones = (d for d in all_deficiencies(workspace) if d.deadline is not None and d.status not in _CLOSED)
    return Today(
        visits=tuple(coming),
        begun=tuple(row for row in rows if row.status in _BEGUN),
        deadlines=tuple(sorted(open_ones, key=lambda d: d.deadline or this_day)),
        awaiting_signature=tuple(
            row for row in rows if row.document_status is DocumentStatus.AWAITING_SIGNATURE
        ),
    )


def sheet(workspace: Workspace, follow_up_id: str) -> FollowUpSheet:
    """One follow-up; NotFound if it is not here."""
    with workspace.read() as connection:
        row = one_of(connection, FollowUp, follow_up_id)
        if row is None:
            raise NotFound(tr_mark("The follow-up"), follow_up_id)
        unit = connection.execute(UNITS.where(live(Unit).c.id == row["unit_id"])).mappings().one_or_none()
        if unit is None:
            raise NotFound(tr_mark("The unit"), row["unit_id"])
        version = one_of(connection, TemplateVersion, row["template_version_id"])
        visits = connection.execute(of_follow_up(Visit, follow_up_id).order_by("id")).mappings().all()
        return shaped(
            FollowUpSheet,
            row,
            unit=shaped(UnitRow, unit),
            further_units=_further_units(connection, follow_up_id),
            template="" if version is None else version["title"],
            team=_rows(connection, TeamMember, TeamMemberRow, follow_up_id),
            participants=_rows(connection, Participant, ParticipantRow, follow_up_id),
            visit=shaped(VisitRow, visits[0]) if visits else None,
            documents=documents_in(connection, follow_up_id),
            steps=_steps(connection, follow_up_id),
        )


def _steps(connection: sa.Connection, follow_up_id: str) -> tuple[StepRow, ...]:
    found = connection.execute(
        of_follow_up(FollowUpStep, follow_up_id).order_by(sa.desc("at"), sa.desc("id"))
    ).mappings()
    return tuple(shaped(StepRow, row) for row in found)


def _further_units(connection: sa.Connection, follow_up_id: str) -> tuple[UnitRow, ...]:
    further = live(FollowUpUnit)
    query = UNITS.join(further, further.c.unit_id == live(Unit).c.id)
    query = query.where(further.c.follow_up_id == follow_up_id)
    rows = (shaped(UnitRow, row) for row in connection.execute(query).mappings())
    return tuple(sorted(rows, key=lambda row: sort_key_sv(row.name)))


def _rows(connection: sa.Connection, row_type: Any, shape: Any, follow_up_id: str) -> tuple[Any, ...]:
    rows = connection.execute(of_follow_up(row_type, follow_up_id).order_by("id")).mappings()
    return tuple(shaped(shape, row) for row in rows)


def documents_in(connection: sa.Connection, follow_up_id: str) -> tuple[DocumentRow, ...]:
    """The sealed documents of a follow-up, the newest version first."""
    signature = live(Signature)
    found = []
    for row in connection.execute(
        of_follow_up(Document, follow_up_id).order_by(sa.desc("version"), "sealed_at", "id")
    ).mappings():
        query = select(signature).where(signature.c.document_id == row["id"]).order_by(signature.c.signed_at)
        kept = connection.execute(query).mappings().all()
        chain = _chain(row["unstamped"] or row["media"], {each["media"]: each["follows"] for each in kept})
        within = [shaped(SignatureRow, each) for each in kept if each["media"] in chain]
        apart = [shaped(SignatureRow, each) for each in kept if each["media"] not in chain]
        places = signer_places(row["signers"])
        found.append(shaped(DocumentRow, row, signers=places, signatures=tuple(within), apart=tuple(apart)))
    return tuple(found)


def _chain(newest: str, follows: dict[str, str]) -> set[str]:
    """The revisions that the newest one is built on, itself among them."""
    chain: set[str] = set()
    while newest in follows and newest not in chain:
        chain.add(newest)
        newest = follows[newest]
    return chain


def signer_places(kept: str) -> tuple[SignerPlace, ...]:
    """Who signs where, from how a document's row keeps it."""
    return tuple(SignerPlace(*each) for each in json.loads(kept))


def awaiting(workspace: Workspace) -> tuple[DocumentRow, ...]:
    """The documents that wait for a signature, of all follow-ups."""
    row = live(Document).c
    with workspace.read() as connection:
        query = select(row.id).where(row.status == DocumentStatus.AWAITING_SIGNATURE)
        found = connection.execute(query).scalars().all()
    return tuple(document(workspace, each) for each in found)


def document(workspace: Workspace, document_id: str) -> DocumentRow:
    """One sealed document; NotFound if it is not here."""
    with workspace.read() as connection:
        row = one_of(connection, Document, document_id)
        if row is None:
            raise NotFound(tr_mark("The document"), document_id)
        return next(each for each in documents_in(connection, row["follow_up_id"]) if each.id == document_id)


def counts(workspace: Workspace, follow_up_id: str) -> OutlineCounts:
    """The facts at the right end of the outline rows."""
    note, interview, assessment = live(Note).c, live(Interview).c, live(Assessment).c

    with workspace.read() as connection:

        def number(row_type: Any, *conditions: Any) -> int:
            table = live(row_type)
            query = (
                select(func.count())
                .select_from(table)
                .where(and_(table.c.follow_up_id == follow_up_id, *conditions))
            )
            return int(connection.execute(query).scalar_one())

        asked = asked_in(connection, follow_up_id)
        rated = select(assessment.requirement).where(
            assessment.follow_up_id == follow_up_id, assessment.rating.is_not(None)
        )
        done = interview.status.in_((InterviewStatus.SAVED, InterviewStatus.CLOSED))
        return OutlineCounts(
            interviews=number(Interview),
            interviews_done=number(Interview, done),
            notes=number(Note),
            unsorted_notes=number(Note, note.requirement.is_(None)),
            observations=number(Observation),
            document_reviews=number(DocumentReview),
            rated=sum(asked.has(code) for code in connection.execute(rated).scalars()),
            requirements=len(asked.requirements),
            deficiencies=number(Deficiency),
        )
