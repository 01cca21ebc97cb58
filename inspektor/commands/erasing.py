"""`erase field / photo / list / confirm`: what should never have been written, and where it may still lie."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying
from inspektor.formats import clock_time, date_iso
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.shapes.erasure import ErasureRow, Reach


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(
        frame.add(commands, "erase", tr("remove something for good, and see where it may still lie"))
    )
    field = frame.add(verbs, "field", tr("remove what a field said from its history"), _field)
    field.add_argument("table", metavar=tr("TABLE"), help=tr("for example note, follow_up or assessment"))
    field.add_argument("id", metavar="ID")
    field.add_argument("field", metavar=tr("FIELD"), help=tr("as audit calls it, for example text"))
    field.add_argument("--all", action="store_true", help=tr("also what it says now"))
    photo = frame.add(verbs, "photo", tr("remove a photo and its texts"), _photo)
    photo.add_argument("id", metavar="ID")
    for each in (field, photo):
        each.add_argument("--ground", required=True, metavar=tr("TEXT"), help=tr("on what ground"))
    listing = frame.add(
        verbs, "list", tr("list erasures and where they may still lie; exit code 1 if anywhere"), _list
    )
    confirm = frame.add(verbs, "confirm", tr("say that a place is clear of an erasure"), _confirm)
    confirm.add_argument("erasure", metavar=tr("ERASURE"), help=tr("its id, or the end of it"))
    confirm.add_argument("place", metavar=tr("PLACE"), help=tr("as the list calls it, or the end of it"))
    confirm.add_argument("--how", required=True, metavar=tr("TEXT"), help=tr("how it was made sure"))
    for each in (field, photo, listing, confirm):
        entry.add_workspace(each)
        saying.add_json(each)


def _field(arguments: argparse.Namespace) -> int:
    from inspektor.actions.erasure import erase_field
    from inspektor.queries.erasures import erasures

    with entry.opened(arguments) as workspace:
        keep = not arguments.all
        erase_field(
            workspace, arguments.table, arguments.id, arguments.field, arguments.ground, keep_present=keep
        )
        found = erasures(workspace)[:1]
    return _answer(arguments, found)


def _photo(arguments: argparse.Namespace) -> int:
    from inspektor.actions.erasure import erase_photo
    from inspektor.queries.erasures import erasures

    with entry.opened(arguments) as workspace:
        erase_photo(workspace, arguments.id, arguments.ground)
        found = erasures(workspace)[:1]
    return _answer(arguments, found)


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.erasures import erasures

    with entry.opened(arguments) as workspace:
        found = erasures(workspace)
    _answer(arguments, found)
    return frame.WANTING if any(each.waiting or not each.carried_out for each in found) else frame.DONE


def _answer(arguments: argparse.Namespace, found: Sequence["ErasureRow"]) -> int:
    lines = [line for each in found for line in _told(each)]
    saying.answer(arguments, found, lines or [tr("Nothing has been erased.")])
    return frame.DONE


def _told(each: "ErasureRow") -> list[str]:
    first = f"{date_iso(each.at)} {clock_time(each.at)}  {each.person}  {tr(each.label)}: {each.ground}  {each.id}"
    lines = [first]
    if not each.carried_out:
        lines.append("  " + tr("The shared folder is cleared at the next sync."))
    return lines + [f"  {_where(reach)}" for reach in each.reaches]


def _where(reach: "Reach") -> str:
    words = f"{tr(reach.kind.label)}: {reach.words} ({reach.place})"
    if reach.confirmed is None:
        return words
    done = tr("clear, says {name} {day}: {how}")
    confirmed = reach.confirmed
    return f"{words} – " + done.format(name=confirmed.name, day=date_iso(confirmed.at), how=confirmed.how)


def _confirm(arguments: argparse.Namespace) -> int:
    from inspektor.actions.erasure import confirm_reach
    from inspektor.queries.erasures import erasures

    with entry.opened(arguments) as workspace:
        order = references.one(
            erasures(workspace), arguments.erasure, tr_mark("The erasure"), lambda each: each.id
        )
        place = references.one(order.waiting, arguments.place, tr_mark("The place"), lambda each: each.place)
        confirm_reach(workspace, order.id, place.kind, place.place, arguments.how)
        found = [each for each in erasures(workspace) if each.id == order.id]
    return _answer(arguments, found)
