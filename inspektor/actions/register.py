"""Providers and their units."""

from typing import Any

from inspektor.actions.doors import edit, found, made
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.register import Provider, ProviderIn, Unit, UnitIn
from inspektor.shapes.organisation_number import is_organisation_number, normalised
from inspektor.store.workspace import Workspace


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

    def apply(session: Any) -> None:
        found(session, Provider, unit.provider_id)
        session.add(unit)

    return workspace.write(tr_mark("Add unit"), apply)


def edit_unit(workspace: Workspace, unit_id: str, *, amend: bool = False, **values: Any) -> ChangeSet:
    """Change fields of a unit."""
    return edit(workspace, tr_mark("Edit unit"), Unit, UnitIn, unit_id, values, amend=amend)


def _with_number(values: dict[str, Any]) -> dict[str, Any]:
    number = str(values.get("organisation_number") or "").strip()
    if not number:
        return values
    if not is_organisation_number(number):
        raise RuleBroken(
            "organisation_number", tr_mark("The organisation number is not right: check the digits.")
        )
    return values | {"organisation_number": normalised(number)}
