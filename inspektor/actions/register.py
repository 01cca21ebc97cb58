"""Providers and their units."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from inspektor.actions.doors import checked, edit, found, made
from inspektor.actions.erasure import erase_field
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.model.register import Provider, ProviderIn, Unit, UnitIn
from inspektor.queries.register import protected_addresses
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


def share_addresses(workspace: Workspace, earlier: Collection[str]) -> None:
    """Seal protected addresses to those who have come to the group since, and what was written of them in plain text.

    Two would do it twice: a computer leaves it to the recipients that come `earlier`, as far as they can open the address.
    """
    team = sealed.team(workspace)
    for each in protected_addresses(workspace):
        opened = sealed.unseal(workspace, each.sealed)
        able = opened.recipients if opened else (frozenset() if each.sealed else frozenset(earlier) | team)
        if not able or able & frozenset(earlier) or not (each.leaks or team - able):
            continue
        texts = [*each.plain, opened.values["address"] if opened else ""]
        address = " / ".join(dict.fromkeys(filter(None, texts)))

        def apply(session: Session, unit_id: str = each.unit_id, address: str = address) -> None:
            _protect(workspace, found(session, Unit, unit_id), address)

        workspace.write(_EDITED, apply, final=True)
        if each.leaks:
            erase_field(workspace, "unit", each.unit_id, "address", tr("The address is protected."))


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
