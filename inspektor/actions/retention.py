"""Disposal (gallring): the group's plan, what is exempt from it, and the decision that empties what is due."""

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, found, made
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import Texts, tr_mark
from inspektor.model.fields import clean_line
from inspektor.model.follow_up import FollowUp
from inspektor.model.keeping import (
    Disposal,
    DisposalIn,
    RetentionExemption,
    RetentionExemptionIn,
    RetentionRuleIn,
    RetentionRuleRow,
)
from inspektor.queries import retention
from inspektor.shapes.ids import derived_id
from inspektor.shapes.retention import DISPOSING, STAYS, Category, DueRow, Exemption, rule_words
from inspektor.store.erasure import Target
from inspektor.store.workspace import Workspace

if TYPE_CHECKING:
    from inspektor.actions.documents import Cancelled, Progress

Chosen = tuple[Category, str]
"""A category and the follow-up it is disposed of in ("" for the log)."""


def set_rule(
    workspace: Workspace, category: Category, *, disposed: bool, months: int, plan: str
) -> ChangeSet:
    """Say what the municipality's plan says of a category."""
    row_id = derived_id("retention_rule", category)
    values = {"category": category, "disposed": disposed, "months": months, "plan": plan}
    if disposed and not clean_line(plan) and category in (Category.DOCUMENTS, Category.VIEWS):
        raise RuleBroken(
            "plan",
            tr_mark(
                "These are public records. Write which decision or plan says that they may be disposed of."
            ),
        )

    def apply(session: Session) -> None:
        after = checked(RetentionRuleIn, values)
        row = session.get(RetentionRuleRow, row_id)
        if row is None:
            session.add(made(RetentionRuleRow, RetentionRuleIn, values, row_id=row_id))
            return
        row.hidden = False
        for name, value in after.items():
            setattr(row, name, value)

    return workspace.write(tr_mark("Change the disposal plan"), apply)


def exempt(workspace: Workspace, follow_up_id: str, kind: Exemption, reason: str) -> ChangeSet:
    """Leave a follow-up out of disposal: it must be kept for now, or the archive has it."""
    if not clean_line(reason):
        raise RuleBroken("reason", tr_mark("Write why nothing of it is disposed of."))
    profile = workspace.profile
    values = {
        "kept_follow_up": follow_up_id,
        "kind": kind,
        "reason": reason,
        "person_id": profile.person_id,
        "name": profile.name,
        "at": clock.now(),
    }

    def apply(session: Session) -> None:
        found(session, FollowUp, follow_up_id)
        session.add(made(RetentionExemption, RetentionExemptionIn, values))

    return workspace.write(tr_mark("Exempt from disposal"), apply)


def end_exemption(workspace: Workspace, exemption_id: str) -> ChangeSet:
    """It may be disposed of again; that it was exempt stays in the history."""

    def apply(session: Session) -> None:
        found(session, RetentionExemption, exemption_id).hidden = True

    return workspace.write(tr_mark("End an exemption from disposal"), apply)


def dispose(workspace: Workspace, chosen: Collection[Chosen], ground: str) -> ChangeSet:
    """Empty what was chosen of what is due, and log the decision: one for each category. It cannot be undone.

    What is not due, or not any longer, is refused: nothing is disposed of without a rule that says so.
    """
    ground = clean_line(ground)
    if not ground:
        raise RuleBroken("ground", tr_mark("Write which decision or plan the disposal rests on."))
    rows = {(each.category, each.follow_up_id): each for each in retention.due(workspace)}
    wanted = dict.fromkeys(chosen)
    if not wanted:
        raise RuleBroken("chosen", tr_mark("Choose what is to be disposed of."))
    if any(each not in rows for each in wanted):
        raise RuleBroken(
            "chosen", tr_mark("Something of it is not due, or not any longer. Look at the list again.")
        )
    whole = [rows[each] for each in wanted]

    def apply(session: Session) -> list[Target]:
        gone: list[Target] = []
        for category in dict.fromkeys(each.category for each in whole):
            of_category = [each for each in whole if each.category is category]
            gone += _emptied(session, category, of_category)
            session.add(_decision(workspace, of_category, ground))
        return gone

    return workspace.erasures.erase(DISPOSING, ground, apply)


def _emptied(session: Session, category: Category, rows: Sequence[DueRow]) -> list[Target]:
    connection = session.connection()
    until = rows[0].finalised if category is Category.OPENINGS else None
    left = retention.targets(connection, category, [each.follow_up_id for each in rows], until)
    gone = [target for each in rows for target in left.get(each.follow_up_id, ())]
    for table, row in dict.fromkeys((each.table, each.row) for each in gone):
        if table not in STAYS:
            connection.execute(
                sa.text(f"UPDATE {table} SET hidden = 1 WHERE id = :row AND hidden = 0"), {"row": row}
            )
    return gone


def _decision(workspace: Workspace, rows: Sequence[DueRow], ground: str) -> Disposal:
    profile = workspace.profile
    listed = [
        (each.unit, each.registry_number, each.finalised.isoformat(), each.records)
        for each in rows
        if each.follow_up_id
    ]
    values = {
        "category": rows[0].category,
        "at": clock.now(),
        "person_id": profile.person_id,
        "name": profile.name,
        "title": profile.title,
        "ground": ground,
        "rule": rule_words(rows[0].rule),
        "records": sum(each.records for each in rows),
        "listed": json.dumps(listed, ensure_ascii=False),
    }
    return made(Disposal, DisposalIn, values)


def disposal_list(
    workspace: Workspace,
    disposal_id: str,
    progress: "Progress | None" = None,
    cancelled: "Cancelled | None" = None,
) -> bytes:
    """The decision as PDF: who, when, on what ground, by which rule, of what and how many."""
    from inspektor.actions.documents import LANGUAGE
    from inspektor.errors import NotFound
    from inspektor.queries.letterhead import letterhead
    from inspektor.report.build import build
    from inspektor.report.disposal_list import disposal_list as written

    row = next((each for each in retention.disposals(workspace) if each.id == disposal_id), None)
    if row is None:
        raise NotFound(tr_mark("The disposal"), disposal_id)
    profile = workspace.profile
    whose = (profile.municipality, profile.board)
    document = written(row, whose, letterhead(workspace), clock.now(), Texts(LANGUAGE))
    return build(document, progress=progress, cancelled=cancelled).data
