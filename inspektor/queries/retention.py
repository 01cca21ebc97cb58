"""What a disposal plan says, what is due by it and why, what is left out, and what has been disposed of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy import select

from inspektor import clock
from inspektor.formats import as_date
from inspektor.model.follow_up import FollowUp, FollowUpStep
from inspektor.model.keeping import Disposal, RetentionExemption, RetentionRuleRow
from inspektor.model.register import Unit
from inspektor.model.risk import Risk
from inspektor.shapes.enums import Turn
from inspektor.shapes.finished import FINISHED
from inspektor.shapes.retention import (
    CONTENTS,
    PROPOSALS,
    Category,
    DisposalRow,
    DisposedOf,
    DueRow,
    ExemptRow,
    RetentionRule,
)
from inspektor.store.erasure import Target
from inspektor.store.materialise import chunks
from inspektor.store.schema import live, sql_table
from inspektor.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Finished:
    id: str
    unit: str
    registry_number: str
    finalised: date


_LEFT = (
    "SELECT DISTINCT t.{owner} AS owner, o.tbl, o.row, o.field FROM {table} t JOIN operation o ON o.row = t.id"
    " WHERE o.tbl = '{table}' AND o.kind = 'set' AND o.value IS NOT NULL AND o.value <> '' AND o.field IN ({fields})"
    " AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.op = o.id AND e.named) AND {which}"
)
_OF_SIGNED = "t.document_id IN (SELECT id FROM document WHERE follow_up_id IN ({marks}))"


def rules(workspace: Workspace) -> tuple[RetentionRule, ...]:
    """The rule of every category: the group's, or what is proposed."""
    with workspace.read() as connection:
        return tuple(_rules(connection).values())


def due(workspace: Workspace) -> tuple[DueRow, ...]:
    """What is to go today by the rules, the oldest first. Nothing of a follow-up that is not finished, or is exempt."""
    with workspace.read() as connection:
        return tuple(_due(connection, as_date(clock.now())))


def exempt(workspace: Workspace) -> tuple[ExemptRow, ...]:
    """The follow-ups that are left out, the newest decision first."""
    row, work, unit = live(RetentionExemption).c, sql_table(FollowUp).c, sql_table(Unit).c
    joined = live(RetentionExemption).join(sql_table(FollowUp), work.id == row.kept_follow_up)
    joined = joined.join(sql_table(Unit), unit.id == work.unit_id)
    query = (
        select(row.id, row.kept_follow_up, unit.name.label("unit"), row.kind, row.reason, row.name, row.at)
        .select_from(joined)
        .order_by(sa.desc(row.at))
    )
    with workspace.read() as connection:
        return tuple(ExemptRow(*each) for each in connection.execute(query))


def disposals(workspace: Workspace) -> tuple[DisposalRow, ...]:
    """Every disposal, the newest first."""
    table = live(Disposal)
    with workspace.read() as connection:
        rows = connection.execute(select(table).order_by(sa.desc(table.c.at), table.c.category)).mappings()
        return tuple(_disposal(each) for each in rows)


def _disposal(row: sa.RowMapping) -> DisposalRow:
    listed = tuple(DisposedOf(*each) for each in json.loads(row["listed"] or "[]"))
    names = ("id", "at", "name", "title", "category", "ground", "rule", "records")
    return DisposalRow(**{name: row[name] for name in names}, listed=listed)


def targets(
    connection: sa.Connection, category: Category, follow_ups: Sequence[str], until: date | None = None
) -> dict[str, list[Target]]:
    """What of a category still holds something, by follow-up; of the log ("" for all) what is older than a day."""
    found: dict[str, list[Target]] = {}
    for table, fields in CONTENTS[category].items():
        names = ", ".join(f"'{field}'" for field in fields)
        for which, given in _which(table, follow_ups, until):
            owner = "document_id" if table == "signature" else "follow_up_id"
            query = _LEFT.format(
                owner="id" if table == "opening" else owner, table=table, fields=names, which=which
            )
            for each in connection.exec_driver_sql(query, given).all():
                target = Target(each.tbl, each.row, each.field)
                found.setdefault(_owner(connection, table, each.owner), []).append(target)
    return found


def _which(
    table: str, follow_ups: Sequence[str], until: date | None
) -> Iterator[tuple[str, tuple[object, ...]]]:
    if table == "opening":
        yield "t.day < ?", (until.isoformat() if until else "",)
        return
    for chunk in chunks(tuple(follow_ups)):
        marks = ",".join("?" * len(chunk))
        of_signed = _OF_SIGNED.format(marks=marks)
        yield (of_signed if table == "signature" else f"t.follow_up_id IN ({marks})"), chunk


def _owner(connection: sa.Connection, table: str, owner: str) -> str:
    if table == "opening":
        return ""
    if table == "signature":
        query = "SELECT follow_up_id FROM document WHERE id = ?"
        return str(connection.exec_driver_sql(query, (owner,)).scalar_one())
    return owner


def _rules(connection: sa.Connection) -> dict[Category, RetentionRule]:
    own = {row["category"]: row for row in connection.execute(select(live(RetentionRuleRow))).mappings()}
    found = {}
    for category, proposal in PROPOSALS.items():
        row = own.get(category)
        if row is None:
            found[category] = RetentionRule(category, proposal.disposed, proposal.months, "", False)
        else:
            found[category] = RetentionRule(category, row["disposed"], row["months"], row["plan"], True)
    return found


def _due(connection: sa.Connection, today: date) -> Iterator[DueRow]:
    finished = _finished(connection)
    for category, rule in _rules(connection).items():
        if not rule.disposed:
            continue
        if category is Category.OPENINGS:
            yield from _due_log(connection, rule, today)
            continue
        ready = [each for each in finished if months_after(each.finalised, rule.months) <= today]
        left = targets(connection, category, [each.id for each in ready])
        for each in ready:
            records = {(target.table, target.row) for target in left.get(each.id, ())}
            if records:
                day = months_after(each.finalised, rule.months)
                number = each.registry_number
                yield DueRow(category, each.id, each.unit, number, each.finalised, day, len(records), rule)


def _due_log(connection: sa.Connection, rule: RetentionRule, today: date) -> Iterator[DueRow]:
    until = months_after(today, -rule.months)
    records = {target.row for target in targets(connection, rule.category, (), until).get("", ())}
    if records:
        yield DueRow(rule.category, "", "", "", until, today, len(records), rule)


def _finished(connection: sa.Connection) -> list[_Finished]:
    """The finished follow-ups that are not exempt, with the day they were finalised, the oldest first."""
    step, work, unit = live(FollowUpStep).c, live(FollowUp).c, sql_table(Unit).c
    spared = select(live(RetentionExemption).c.kept_follow_up)
    taken = live(Risk).c
    open_risk = sa.exists().where(taken.follow_up_id == work.id, taken.taken_over_at.is_(None))
    last = sa.func.max(step.at)
    query = (
        select(work.id, unit.name.label("unit"), work.registry_number, last.label("at"))
        .select_from(
            live(FollowUp)
            .join(live(FollowUpStep), step.follow_up_id == work.id)
            .join(sql_table(Unit), unit.id == work.unit_id)
        )
        .where(
            work.status.in_(list(FINISHED)),
            step.turn == Turn.FINALISED,
            work.id.not_in(spared),
            ~open_risk,
        )
        .group_by(work.id)
        .order_by(last)
    )
    return [
        _Finished(row.id, row.unit, row.registry_number, as_date(row.at)) for row in connection.execute(query)
    ]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))
