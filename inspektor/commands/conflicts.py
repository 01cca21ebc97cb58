"""`conflicts list / show / resolve`: what two people changed without knowing of each other."""

import argparse
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, saying, typed
from inspektor.errors import InspektorError
from inspektor.formats import clock_time, date_iso
from inspektor.i18n import tr

if TYPE_CHECKING:
    from inspektor.shapes.conflict import Conflict, Version
    from inspektor.store.workspace import Workspace


_SHOWN = "shown"
"""What may be typed for what is shown now, the same in each language so that scripts work everywhere."""


class NoSuchConflict(InspektorError):
    """Nothing that awaits a decision has that number or id."""

    def text(self) -> str:
        """What is wrong."""
        return tr("Nothing that awaits a decision has that number or id.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the numbers with conflicts list.")


class NoSuchVersion(InspektorError):
    """The number is that of no version."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is no version of that number.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the numbers with conflicts show.")


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(
        frame.add(commands, "conflicts", tr("decide about what two people changed at the same time"))
    )
    listing = frame.add(verbs, "list", tr("list what awaits a decision; exit code 1 if anything does"), _list)
    show = frame.add(verbs, "show", tr("show the versions of one, numbered"), _show)
    resolve = frame.add(verbs, "resolve", tr("let a version stand, or what is shown now"), _resolve)
    for each in (show, resolve):
        each.add_argument("conflict", metavar=tr("CONFLICT"), help=tr("its number in the list, or its id"))
    resolve.add_argument(
        "choice",
        metavar=tr("VERSION"),
        help=tr("the number of the version, or “shown” for what is shown now, such as both texts merged"),
    )
    for each in (listing, show, resolve):
        entry.add_workspace(each)
        saying.add_json(each)


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.conflicts import conflicts

    with entry.opened(arguments) as workspace:
        found = conflicts(workspace)
    lines = [f"{number}  {_title(each)}" for number, each in enumerate(found, 1)]
    saying.answer(arguments, found, lines or [tr("Nothing awaits a decision.")])
    return frame.WANTING if found else frame.DONE


def _show(arguments: argparse.Namespace) -> int:
    from inspektor.actions.openings import opened_history

    with entry.opened(arguments) as workspace:
        found = _one(workspace, arguments.conflict)
        opened_history(workspace, found.table, found.row)
    lines = [_title(found)]
    for number, version in enumerate(found.versions, 1):
        lines += ["", f"{number}  {_whose(version)}", version.text or _nothing(version)]
    if not any(version.shown for version in found.versions):
        lines += ["", tr("Shown now: both merged"), found.shown]
    saying.answer(arguments, found, lines)
    return frame.DONE


def _resolve(arguments: argparse.Namespace) -> int:
    from inspektor.actions.conflicts import accept, choose

    with entry.opened(arguments) as workspace:
        found = _one(workspace, arguments.conflict)
        if arguments.choice == _SHOWN:
            accept(workspace, found)
        else:
            numbered = {str(number): each for number, each in enumerate(found.versions, 1)}
            if arguments.choice not in numbered:
                raise NoSuchVersion
            choose(workspace, found, numbered[arguments.choice].operation)
    saying.answer(arguments, {"resolved": found.id}, [tr("Decided: {what}").format(what=_title(found))])
    return frame.DONE


def _one(workspace: "Workspace", given: str) -> "Conflict":
    from inspektor.queries.conflicts import conflicts

    found = conflicts(workspace)
    if given.isdecimal() and 0 < int(given) <= len(found):
        return found[int(given) - 1]
    named = [each for each in found if each.id == given]
    if not named:
        raise NoSuchConflict
    return named[0]


def _title(conflict: "Conflict") -> str:
    where = f"{conflict.unit} · " if conflict.unit else ""
    return f"{where}{conflict.record} · {conflict.name}: {typed.label(conflict.kind)}"


def _whose(version: "Version") -> str:
    whose = f"{version.person}, {date_iso(version.at)} {clock_time(version.at)}"
    return tr("{whose} (shown now)").format(whose=whose) if version.shown else whose


def _nothing(version: "Version") -> str:
    return tr("Took the whole record away") if version.deletes else tr("(nothing)")
