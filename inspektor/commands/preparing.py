"""`followup hear / letter`, and what `followup new` chooses beside unit and template: team, further units, requirements."""

import argparse
from typing import TYPE_CHECKING, Any

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import Role

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    hear = frame.add(verbs, "hear", tr("say how many interviews of a role are planned"), _hear)
    letter = frame.add(
        verbs, "letter", tr("write the letter that asks for the documents that are waited for"), _letter
    )
    for each in (hear, letter):
        references.add_follow_up(each)
    hear.add_argument("role", choices=typed.values(Role))
    hear.add_argument("count", type=typed.a_number, metavar="N")
    letter.add_argument("--due", type=typed.a_day, metavar=tr("DAY"), help=tr("when they are to be here"))
    return [hear, letter]


def add_choices(parser: frame.Parser) -> None:
    """The options of a new follow-up that may be given several times."""
    for name, value, words in (
        ("--with", tr("NAME"), tr("a colleague in the team")),
        ("--also", tr("UNIT"), tr("a further unit of a joint follow-up")),
        ("--area", tr("CODE"), tr("take up the requirements of this quality area only")),
        ("--focus", tr("CODE"), tr("take up the requirements of this focus only")),
        ("--requirement", tr("CODE"), tr("take up this requirement only")),
    ):
        dest = "colleague" if name == "--with" else name.removeprefix("--")
        parser.add_argument(name, dest=dest, action="append", default=[], metavar=value, help=words)
    parser.add_argument("--why", metavar=tr("TEXT"), help=tr("why these requirements"))


def chosen(workspace: "Workspace", arguments: argparse.Namespace, version_id: str) -> dict[str, Any]:
    """What was chosen, as planning takes it. At the door nothing of it is: it comes afterwards."""
    found: dict[str, Any] = {}
    if arguments.colleague:
        found["team"] = [_person(workspace, name) for name in arguments.colleague]
    if arguments.also:
        found["further_units"] = [references.unit(workspace, name).id for name in arguments.also]
    if arguments.area or arguments.focus or arguments.requirement:
        found["requirements"] = _codes(workspace, arguments, version_id)
        found["scope_note"] = arguments.why or ""
    if arguments.now and found:
        raise RuleBroken("now", tr_mark("At the door unit and template are enough. Choose the rest later."))
    return found


def _person(workspace: "Workspace", name: str) -> str:
    from inspektor.queries.register import people

    known = list(people(workspace).items())
    return references.one(known, name, tr_mark("The person"), lambda row: row[0], lambda row: row[1])[0]


def _codes(workspace: "Workspace", arguments: argparse.Namespace, version_id: str) -> list[str]:
    from inspektor.queries.templates import template

    asked = template(workspace, version_id)
    areas = {area.code: [each.code for each in area.requirements] for area in asked.areas}
    focuses = {focus.code: list(focus.requirements) for focus in asked.focus_areas}
    found = list(arguments.requirement)
    for known, codes, what in (
        (areas, arguments.area, tr_mark("The quality area")),
        (focuses, arguments.focus, tr_mark("The focus")),
    ):
        for code in codes:
            if code not in known:
                raise NotFound(what, code)
            found += known[code]
    return list(dict.fromkeys(found))


def _hear(arguments: argparse.Namespace) -> int:
    from inspektor.actions.interviews import plan_interviews

    role = Role(arguments.role)
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        plan_interviews(workspace, follow_up, role, arguments.count)
    saying.answer(
        arguments, {"role": role, "planned": arguments.count}, [f"{typed.label(role)}: {arguments.count}"]
    )
    return frame.DONE


def _letter(arguments: argparse.Namespace) -> int:
    from inspektor.queries.request_mail import request_mail
    from inspektor.queries.reviews import requests

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        wanted = [(row.kind, row.requirement) for row in requests(workspace, follow_up) if row.open]
        mail = request_mail(workspace, follow_up, wanted, arguments.due)
    saying.answer(arguments, mail, [mail.subject, "", *mail.text.splitlines()])
    return frame.DONE
