"""Providers, units and people."""

from sqlalchemy import select

from inspektor.errors import NotFound
from inspektor.formats import sort_key_sv
from inspektor.i18n import tr_mark
from inspektor.model.register import Person, Provider, Unit
from inspektor.queries.rows import shaped
from inspektor.shapes.views import PersonRow, ProviderRow, UnitRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_unit, _provider = live(Unit), live(Provider)
UNITS = select(
    _unit,
    _provider.c.name.label("provider"),
    _provider.c.organisation_number,
    _provider.c.regime,
).join_from(_unit, _provider, _provider.c.id == _unit.c.provider_id)


def providers(workspace: Workspace) -> tuple[ProviderRow, ...]:
    """All providers, in Swedish order."""
    with workspace.read() as connection:
        rows = connection.execute(select(_provider)).mappings().all()
    return tuple(sorted((shaped(ProviderRow, row) for row in rows), key=lambda row: sort_key_sv(row.name)))


def units(workspace: Workspace) -> tuple[UnitRow, ...]:
    """All units, in Swedish order."""
    with workspace.read() as connection:
        rows = connection.execute(UNITS).mappings().all()
    return tuple(sorted((shaped(UnitRow, row) for row in rows), key=lambda row: sort_key_sv(row.name)))


def unit(workspace: Workspace, unit_id: str) -> UnitRow:
    """One unit; NotFound if it is not here."""
    with workspace.read() as connection:
        row = connection.execute(UNITS.where(_unit.c.id == unit_id)).mappings().one_or_none()
    if row is None:
        raise NotFound(tr_mark("The unit"), unit_id)
    return shaped(UnitRow, row)


def people(workspace: Workspace) -> dict[str, str]:
    """The names of all persons by id."""
    person = live(Person)
    with workspace.read() as connection:
        return {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}


def me(workspace: Workspace) -> PersonRow:
    """The person whose workspace this is."""
    profile = workspace.profile
    return PersonRow(profile.person_id, profile.name, profile.title)
