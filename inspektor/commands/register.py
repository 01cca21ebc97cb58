"""`register list / add-provider / add-unit`: who is followed up."""

import argparse

from inspektor.commands import entry, frame, references, saying, typed
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
    for each in (listing, provider, unit):
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
