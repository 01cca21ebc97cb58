"""Providers and units that seem to have been entered twice, and those that have been merged."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select

from inspektor.formats import nfc
from inspektor.model.follow_up import FollowUp
from inspektor.model.register import Provider, Unit
from inspektor.shapes.duplicates import Duplicate, Entry
from inspektor.shapes.organisation_number import is_organisation_number, normalised
from inspektor.store.schema import live, sql_table
from inspektor.store.stand_ins import TABLES
from inspektor.store.workspace import Workspace

_FORMS = frozenset({"ab", "aktiebolag", "hb", "kb", "aktiebolaget"})
"""What kind of company it is says nothing of which."""


def duplicates(workspace: Workspace) -> tuple[Duplicate, ...]:
    """What is likely to be the same: providers of one organisation number or name, units of one name at one provider.

    Providers of one name whose organisation numbers differ are two.
    """
    with workspace.read() as connection:
        providers, units = _providers(connection), _units(connection)
    groups = [("provider", group) for group in _alike(providers, same_provider)]
    groups += [("unit", group) for group in _alike(units, _same_unit)]
    return tuple(Duplicate(table, tuple(map(_entry, group))) for table, group in groups)


def merged(workspace: Workspace) -> tuple[Duplicate, ...]:
    """What has been merged: of each the row that stands for the others, then those."""
    with workspace.read() as connection:
        rows = {"provider": _providers(connection, whole=True), "unit": _units(connection, whole=True)}
        ones = _ones(connection)
    found = []
    for table in TABLES:
        by_id = {row.id: row for row in rows[table]}
        for one in sorted({one for (of, _), one in ones.items() if of == table}):
            ids = [one, *sorted(row_id for (of, row_id), each in ones.items() if (of, each) == (table, one))]
            found.append(
                Duplicate(table, tuple(_entry(by_id[each]) for each in ids if each in by_id), merged=True)
            )
    return tuple(found)


def standing(workspace: Workspace) -> dict[str, str]:
    """Of each provider and unit that another one stands for, which one that is."""
    with workspace.read() as connection:
        return {row_id: one for (_, row_id), one in _ones(connection).items()}


def _ones(connection: sa.Connection) -> dict[tuple[str, str], str]:
    rows = connection.exec_driver_sql("SELECT tbl, id, one FROM stand_in").all()
    return {(row.tbl, row.id): row.one for row in rows}


def not_stood_for(table: str, row_id: Any) -> Any:
    """The condition that a row of the register stands for itself."""
    stand_in = sa.table("stand_in", sa.column("tbl"), sa.column("id"))
    found = select(stand_in.c.id).where(stand_in.c.tbl == table, stand_in.c.id == row_id)
    return ~found.exists()


def _providers(connection: sa.Connection, *, whole: bool = False) -> Sequence[Any]:
    provider, unit, follow_up = live(Provider).c, sql_table(Unit).c, sql_table(FollowUp).c
    counted = (
        select(func.count())
        .select_from(sql_table(FollowUp).join(sql_table(Unit), unit.id == follow_up.unit_id))
        .where(unit.provider_id == provider.id, follow_up.hidden.is_(False))
        .scalar_subquery()
    )
    query = select(
        provider.id,
        provider.name,
        provider.organisation_number.label("about"),
        provider.organisation_number,
        counted.label("follow_ups"),
    ).order_by(provider.id)
    if not whole:
        query = query.where(not_stood_for("provider", provider.id))
    return connection.execute(query).all()


def _units(connection: sa.Connection, *, whole: bool = False) -> Sequence[Any]:
    unit, provider, follow_up = live(Unit).c, live(Provider).c, sql_table(FollowUp).c
    counted = (
        select(func.count())
        .where(follow_up.unit_id == unit.id, follow_up.hidden.is_(False))
        .scalar_subquery()
    )
    query = (
        select(
            unit.id,
            unit.name,
            unit.provider_id,
            (provider.name + " · " + unit.service_type).label("about"),
            counted.label("follow_ups"),
        )
        .join_from(live(Unit), live(Provider), provider.id == unit.provider_id)
        .order_by(unit.id)
    )
    if not whole:
        query = query.where(not_stood_for("unit", unit.id))
    return connection.execute(query).all()


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.name, row.about, row.follow_ups)


def _alike(rows: Sequence[Any], keys: Any) -> Iterable[list[Any]]:
    """Rows in groups of two or more, each as old as its oldest; a row is in one group only."""
    groups: list[list[Any]] = []
    for row in rows:
        home = next((group for group in groups if any(keys(row, other) for other in group)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return [group for group in groups if len(group) > 1]


def same_provider(one: Any, other: Any) -> bool:
    """Whether both are likely to be one: by their organisation numbers, or by name where one has none."""
    numbers = [normalised(each.organisation_number) for each in (one, other)]
    if all(is_organisation_number(each) for each in numbers):
        return numbers[0] == numbers[1]
    return same_name(one.name, other.name)


def _same_unit(one: Any, other: Any) -> bool:
    return bool(one.provider_id == other.provider_id) and same_name(one.name, other.name)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, but for how they are written."""
    return _name(one) == _name(other)


def _name(name: str) -> tuple[str, ...]:
    """The words of a name, whoever wrote it with which capitals and signs."""
    words = re.findall(r"\w+", nfc(name).casefold())
    return tuple(word for word in words if word not in _FORMS) or tuple(words)
