"""`register list / add-provider / add-unit / duplicates / merge / divide`: who is followed up."""

import argparse

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import LegalBasis, Regime


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "register", tr("the register of providers and units")))
    listing = frame.add(verbs, "list", tr("list the units and their providers"), _list)
    provider = frame.add(verbs, "add-provider", tr("register a provider"), _add_provider)
    provider.add_argument("name", metavar=tr("NAME"))
    provider.add_argument("--number", default="", metavar="NNNNNN-NNNN", help=tr("the organisation number"))
    provider.add_argument("--regime", choices=typed.values(Regime), default="private")
    unit = frame.add(verbs, "add-unit", tr("register a unit of a provider"), _add_unit)
    unit.add_argument("provider", metavar=tr("PROVIDER"), help=tr(typed.NAME_OR_ID))
    unit.add_argument("name", metavar=tr("NAME"))
    unit.add_argument("service_type", metavar=tr("SERVICE"), help=tr("what kind of service it is, in words"))
    unit.add_argument("--address", metavar=tr("TEXT"))
    unit.add_argument(
        "--address-protected",
        action="store_true",
        help=tr("the address is protected: sealed to those whose role lets them see it"),
    )
    unit.add_argument("--places", type=typed.a_number, metavar="N")
    unit.add_argument("--manager", metavar=tr("NAME"))
    unit.add_argument("--target-group", metavar=tr("TEXT"))
    unit.add_argument("--agreement-number", metavar="NR")
    unit.add_argument("--legal-basis", choices=typed.values(LegalBasis))
    twice = frame.add(
        verbs,
        "duplicates",
        tr("list what may have been entered twice; exit code 1 if anything may"),
        _duplicates,
    )
    merge = frame.add(
        verbs, "merge", tr("let the oldest of some providers or units stand for the others"), _merge
    )
    merge.add_argument("entries", metavar=tr("ID"), nargs="+")
    divide = frame.add(verbs, "divide", tr("let what was merged stand for itself again"), _divide)
    divide.add_argument("entry", metavar=tr("ID"))
    for each in (listing, provider, unit, twice, merge, divide):
        entry.add_workspace(each)
        saying.add_json(each)


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.register import providers, units

    with entry.opened(arguments) as workspace:
        found = units(workspace)
        idle = {each.id: each for each in providers(workspace)}
    for unit in found:
        idle.pop(unit.provider_id, None)
    lines = saying.columns([(row.name, row.service_type, row.provider, row.id) for row in found])
    lines += [tr("{name}, no unit: {id}").format(name=each.name, id=each.id) for each in idle.values()]
    saying.answer(arguments, {"units": found, "providers_without_units": list(idle.values())}, lines)
    return frame.DONE


def _add_provider(arguments: argparse.Namespace) -> int:
    from inspektor.actions.register import add_provider

    with entry.opened(arguments) as workspace:
        made = add_provider(
            workspace,
            name=arguments.name,
            organisation_number=arguments.number,
            regime=arguments.regime,
        ).created("provider")
    saying.answer(arguments, {"id": made}, [made])
    return frame.DONE


def _add_unit(arguments: argparse.Namespace) -> int:
    from inspektor.actions.register import add_unit
    from inspektor.queries.register import providers

    fields = ("address", "places", "manager", "target_group", "agreement_number", "legal_basis")
    with entry.opened(arguments) as workspace:
        provider = references.one(
            providers(workspace),
            arguments.provider,
            tr_mark("The provider"),
            lambda row: row.id,
            lambda row: row.name,
        )
        made = add_unit(
            workspace,
            provider_id=provider.id,
            name=arguments.name,
            service_type=arguments.service_type,
            address_protected=arguments.address_protected,
            **typed.given(arguments, *fields),
        ).created("unit")
    saying.answer(arguments, {"id": made}, [made])
    return frame.DONE


def _duplicates(arguments: argparse.Namespace) -> int:
    from inspektor.queries.duplicates import duplicates, merged

    with entry.opened(arguments) as workspace:
        found, done = duplicates(workspace), merged(workspace)
    lines = []
    for group in (*found, *done):
        lines.append(tr("Merged:") if group.merged else tr("Possibly the same:"))
        lines += [f"  {each.name}, {each.about}  {each.id}" for each in group.entries]
    nothing = tr("Nothing seems to have been entered twice.")
    saying.answer(arguments, {"duplicates": found, "merged": done}, lines or [nothing])
    return frame.WANTING if found else frame.DONE


def _merge(arguments: argparse.Namespace) -> int:
    from inspektor.actions.duplicates import merge
    from inspektor.queries.register import providers, units

    with entry.opened(arguments) as workspace:
        known = {row.id for row in providers(workspace)}
        every = [*known, *(row.id for row in units(workspace))]
        ids = [references.one(every, each, tr_mark("The record"), str) for each in arguments.entries]
        of_providers = {each in known for each in ids}
        if len(of_providers) > 1:
            raise RuleBroken("entries", tr_mark("Choose two that are the same."))
        merge(workspace, "provider" if True in of_providers else "unit", ids)
    saying.answer(arguments, {"stands": min(ids), "merged": sorted(ids)[1:]}, [min(ids)])
    return frame.DONE


def _divide(arguments: argparse.Namespace) -> int:
    from inspektor.actions.duplicates import divide
    from inspektor.queries.duplicates import merged

    with entry.opened(arguments) as workspace:
        rows = [(group.table, each.id) for group in merged(workspace) for each in group.entries[1:]]
        table, row_id = references.one(rows, arguments.entry, tr_mark("The record"), lambda row: row[1])
        divide(workspace, table, row_id)
    saying.answer(arguments, {"divided": row_id}, [row_id])
    return frame.DONE
