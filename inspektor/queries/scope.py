"""What a follow-up takes up of its template, and what stands on each requirement."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import or_, select

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.deficiency import Deficiency
from inspektor.model.evidence import Assessment, DocumentRequest, DocumentReview, Evidence, Observation
from inspektor.model.fields import Row
from inspektor.model.follow_up import ChosenRequirement, FollowUp, OwnRequirement
from inspektor.model.interview import Answer, Note
from inspektor.queries.rows import of_follow_up, one_of
from inspektor.queries.templates import template_in
from inspektor.shapes.enums import Scope, SourceKind
from inspektor.shapes.preparing import OwnRequirementRow, ScopeSheet, Standing
from inspektor.shapes.template import Template
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_UNDER: tuple[tuple[type[Row], str], ...] = (
    (Note, SourceKind.NOTE),
    (Observation, SourceKind.OBSERVATION),
    (DocumentReview, SourceKind.DOCUMENT_REVIEW),
    (DocumentRequest, "document_request"),
)


def scope(workspace: Workspace, follow_up_id: str) -> ScopeSheet:
    """Everything needed to choose what the follow-up takes up; NotFound if it is not here."""
    with workspace.read() as connection:
        row = one_of(connection, FollowUp, follow_up_id)
        if row is None:
            raise NotFound(tr_mark("The follow-up"), follow_up_id)
        whole = template_in(connection, row["template_version_id"])
        standing = standing_in(connection, follow_up_id, whole)
        chosen = frozenset(each.code for each in whole.requirements)
        if row["scope"] is Scope.CHOSEN:
            chosen = chosen_in(connection, follow_up_id)
        own = connection.execute(of_follow_up(OwnRequirement, follow_up_id).order_by("id")).all()
    return ScopeSheet(
        follow_up_id=follow_up_id,
        template=whole,
        scope=row["scope"],
        note=row["scope_note"],
        chosen=chosen,
        standing=standing,
        own=tuple(
            OwnRequirementRow(
                each.id, each.area, each.text, each.source, each.author_id, standing.get(each.id, Standing())
            )
            for each in own
        ),
    )


def chosen_in(connection: sa.Connection, follow_up_id: str) -> frozenset[str]:
    """The codes that were chosen, whether the scope is by choice or not."""
    chosen = live(ChosenRequirement)
    query = select(chosen.c.requirement).where(chosen.c.follow_up_id == follow_up_id)
    return frozenset(connection.execute(query).scalars())


def standing_in(connection: sa.Connection, follow_up_id: str, whole: Template) -> dict[str, Standing]:
    """What hangs on each requirement of a follow-up, by code; nothing for those on which nothing does."""
    sources: set[tuple[str, str, str]] = set()
    for row_type, kind in _UNDER:
        table = live(row_type)
        query = select(table.c.requirement, table.c.id).where(
            table.c.follow_up_id == follow_up_id, table.c.requirement.is_not(None)
        )
        sources.update((code, kind, row_id) for code, row_id in connection.execute(query))
    tied = live(Evidence)
    columns = (tied.c.requirement, tied.c.source_kind, tied.c.source_id)
    found = connection.execute(select(*columns).where(tied.c.follow_up_id == follow_up_id))
    sources.update((row.requirement, row.source_kind, row.source_id) for row in found)
    sources.update(_answered(connection, follow_up_id, whole))
    numbers = Counter(code for code, _kind, _id in sources)
    rated: set[str] = set(connection.execute(_judged(follow_up_id)).scalars())
    table = live(Deficiency)
    query = select(table.c.requirement).where(table.c.follow_up_id == follow_up_id)
    lacking = Counter(connection.execute(query).scalars())
    codes: set[str] = {*numbers, *rated, *lacking}
    return {code: Standing(code in rated, numbers[code], lacking[code]) for code in codes}


def _judged(follow_up_id: str) -> sa.Select[Any]:
    table = live(Assessment)
    written = or_(table.c.rating.is_not(None), table.c.grounds != "", table.c.strengths != "")
    return select(table.c.requirement).where(table.c.follow_up_id == follow_up_id, written)


def _answered(connection: sa.Connection, follow_up_id: str, whole: Template) -> set[tuple[str, str, str]]:
    """Typed answers hang on a requirement through their question."""
    of = {question.code: each.code for each in whole.requirements for question in each.questions}
    table = live(Answer)
    query = select(table.c.question, table.c.id).where(table.c.follow_up_id == follow_up_id)
    return {(of[code], "answer", row_id) for code, row_id in connection.execute(query) if code in of}
