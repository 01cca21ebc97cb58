"""Providers and their units."""

from typing import Any

from sqlalchemy.orm import Session

from inspektor.actions.doors import checked, edit, found, made
from inspektor.actions.erasure import erase_field
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.model.register import Provider, ProviderIn, Unit, UnitIn
from inspektor.queries.register import sealed_to_too_few
from inspektor.shapes.organisation_number import is_organisation_number, normalised
from inspektor.store import sealed
from inspektor.store.workspace import Workspace

_EDITED = tr_mark("Edit unit")


def add_provider(workspace: Workspace, **values: Any) -> ChangeSet:
    """Register a provider: name, organisation_number, regime."""
    return workspace.write(
        tr_mark("Add provider"), lambda session: session.add(made(Provider, ProviderIn, _with_number(values)))
    )


def edit_provider(workspace: Workspace, provider_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a provider."""
    known = _with_number(values)
    return edit(workspace, tr_mark("Edit provider"), Provider, ProviderIn, provider_id, known, amend=amend)


def add_unit(workspace: Workspace, **values: Any) -> ChangeSet:
    """Register a unit of a provider that exists."""
    unit = made(Unit, UnitIn, values)
    if unit.address_protected:
        _protect(workspace, unit, unit.address)

    def apply(session: Any) -> None:
        found(session, Provider, unit.provider_id)
        session.add(unit)

    return workspace.write(tr_mark("Add unit"), apply)


def edit_unit(workspace: Workspace, unit_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a unit.

    An address that is or becomes protected is sealed to those whose role lets them see it; what stood in plain text before
    is removed from every history.
    """
    if not values.keys() & {"address", "address_protected"}:
        return edit(workspace, _EDITED, Unit, UnitIn, unit_id, values, amend=amend)
    plain = False

    def apply(session: Session) -> None:
        nonlocal plain
        unit = found(session, Unit, unit_id)
        opened = sealed.unseal(workspace, unit.address_sealed)
        if unit.address_sealed and opened is None:
            raise RuleBroken(
                "address", tr_mark("The address is protected, and not for this computer to read.")
            )
        address = opened.values["address"] if opened else unit.address
        after = checked(UnitIn, unit.model_dump(exclude={"id", "hidden"}) | {"address": address} | values)
        for name in values:
            setattr(unit, name, after[name])
        plain = unit.address_protected and not opened and bool(address)
        unit.address, unit.address_sealed = after["address"], ""
        if unit.address_protected:
            _protect(workspace, unit, after["address"], opened)

    changes = workspace.write(_EDITED, apply, amend=amend)
    if plain:
        erase_field(workspace, "unit", unit_id, "address", tr("The address is protected."))
    return changes


def share_addresses(workspace: Workspace) -> None:
    """Seal protected addresses anew to those who have come to the group since."""
    for unit_id in sealed_to_too_few(workspace):

        def apply(session: Session, unit_id: str = unit_id) -> None:
            unit = found(session, Unit, unit_id)
            opened = sealed.unseal(workspace, unit.address_sealed)
            if opened is not None:
                _protect(workspace, unit, opened.values["address"])

        workspace.write(_EDITED, apply, final=True)


def _protect(workspace: Workspace, unit: Unit, address: str, before: sealed.Opened | None = None) -> None:
    """Keep the address sealed only; as it was, if it says the same."""
    same = before is not None and before.values["address"] == address
    kept = unit.address_sealed if same else ""
    unit.address = ""
    unit.address_sealed = kept or sealed.seal({"address": address}, sealed.team(workspace))


def _with_number(values: dict[str, Any]) -> dict[str, Any]:
    number = str(values.get("organisation_number") or "").strip()
    if not number:
        return values
    if not is_organisation_number(number):
        raise RuleBroken(
            "organisation_number", tr_mark("The organisation number is not right: check the digits.")
        )
    return values | {"organisation_number": normalised(number)}
