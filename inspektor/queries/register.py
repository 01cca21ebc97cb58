"""Providers, units and people."""

from dataclasses import dataclass, replace

from sqlalchemy import RowMapping, select

from inspektor.errors import NotFound
from inspektor.formats import sort_key_sv
from inspektor.i18n import tr_mark
from inspektor.model.register import Person, Provider, Unit
from inspektor.queries.duplicates import not_stood_for
from inspektor.queries.rows import shaped
from inspektor.shapes.views import PersonRow, ProviderRow, UnitRow
from inspektor.store import sealed
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_unit, _provider = live(Unit), live(Provider)
UNITS = select(
    _unit,
    _provider.c.name.label("provider"),
    _provider.c.organisation_number,
    _provider.c.regime,
).join_from(_unit, _provider, _provider.c.id == _unit.c.provider_id)


_PLAIN = """
SELECT o.value, EXISTS (SELECT 1 FROM head h WHERE h.tbl = 'unit' AND h.row = o.row AND h.field = 'address' AND h.op = o.id)
FROM operation o WHERE o.tbl = 'unit' AND o.row = ? AND o.field = 'address' AND o.kind = 'set' AND o.value <> ''
ORDER BY o.wall DESC, o.id
"""


@dataclass(frozen=True, slots=True)
class ProtectedAddress:
    """A unit's address as the journal holds it."""

    unit_id: str
    sealed: str
    plain: tuple[str, ...]
    """What holds now of what was written by somebody who did not know that it is protected, newest first."""
    leaks: bool
    """Whether any of it is in plain text, now or before."""


def providers(workspace: Workspace) -> tuple[ProviderRow, ...]:
    """All providers, in Swedish order."""
    with workspace.read() as connection:
        rows = (
            connection.execute(select(_provider).where(not_stood_for("provider", _provider.c.id)))
            .mappings()
            .all()
        )
    return tuple(sorted((shaped(ProviderRow, row) for row in rows), key=lambda row: sort_key_sv(row.name)))


def units(workspace: Workspace) -> tuple[UnitRow, ...]:
    """All units, in Swedish order."""
    with workspace.read() as connection:
        rows = connection.execute(UNITS.where(not_stood_for("unit", _unit.c.id))).mappings().all()
    found = (_opened(workspace, row) for row in rows)
    return tuple(sorted(found, key=lambda row: sort_key_sv(row.name)))


def unit(workspace: Workspace, unit_id: str) -> UnitRow:
    """One unit; NotFound if it is not here."""
    with workspace.read() as connection:
        row = connection.execute(UNITS.where(_unit.c.id == unit_id)).mappings().one_or_none()
    if row is None:
        raise NotFound(tr_mark("The unit"), unit_id)
    return _opened(workspace, row)


def _opened(workspace: Workspace, row: RowMapping) -> UnitRow:
    """The unit, with its protected address if it is sealed to this computer."""
    known = shaped(UnitRow, row)
    opened = sealed.unseal(workspace, row["address_sealed"])
    return known if opened is None else replace(known, address=opened.values["address"])


def protected_addresses(workspace: Workspace) -> tuple[ProtectedAddress, ...]:
    """The units whose address is protected, and what of it stands in plain text in their history all the same."""
    with workspace.read() as connection:
        query = select(_unit.c.id, _unit.c.address_sealed).where(_unit.c.address_protected)
        rows = connection.execute(query).all()
        plain = {unit_id: connection.exec_driver_sql(_PLAIN, (unit_id,)).all() for unit_id, _ in rows}
    return tuple(
        ProtectedAddress(
            unit_id,
            sealed=text,
            plain=tuple(value for value, is_head in plain[unit_id] if is_head),
            leaks=bool(plain[unit_id]),
        )
        for unit_id, text in rows
    )


def people(workspace: Workspace) -> dict[str, str]:
    """The names of all persons by id."""
    person = live(Person)
    with workspace.read() as connection:
        return {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}


def me(workspace: Workspace) -> PersonRow:
    """The person whose workspace this is."""
    profile, role = workspace.profile, workspace.role
    return PersonRow(profile.person_id, profile.name, profile.title, role.reads_only, role.decides)
