"""`followup reopen`, and what is said of a follow-up that was finalised or opened again."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.i18n import tr

if TYPE_CHECKING:
    from inspektor.shapes.views import FollowUpRow, LateChange, StepRow


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    reopen = frame.add(
        verbs,
        "reopen",
        tr("open a finalised follow-up for a correction; the next report says what it replaces and why"),
        _reopen,
    )
    references.add_follow_up(reopen)
    reopen.add_argument(
        "--reason", required=True, metavar=tr("TEXT"), help=tr("why; the next report says so")
    )
    return [reopen]


def _reopen(arguments: argparse.Namespace) -> int:
    from inspektor.actions.closing import reopen
    from inspektor.queries.follow_ups import sheet

    with entry.opened(arguments) as workspace:
        row_id = references.follow_up(workspace, arguments.follow_up).id
        reopen(workspace, row_id, arguments.reason)
        steps = sheet(workspace, row_id).steps
    saying.answer(arguments, steps, list(said(steps[:1])))
    return frame.DONE


def standing(row: "FollowUpRow") -> str:
    """Where a follow-up of the list stands, and since when by whom where that is known."""
    from inspektor.formats import date_iso
    from inspektor.shapes.finished import FINISHED

    if row.turn is None or row.turned_at is None:
        return typed.label(row.status)
    where = row.status if row.status in FINISHED else row.turn
    return f"{typed.label(where)} {date_iso(row.turned_at)}, {row.turned_by}"


def said(steps: Iterable["StepRow"]) -> Iterable[str]:
    """Each time it was finalised or opened again, in words."""
    from inspektor.formats import date_iso

    for each in steps:
        reason = f": {each.reason}" if each.reason else ""
        yield f"{typed.label(each.turn)} {date_iso(each.at)}, {each.name}{reason}"


def came_late(changes: Iterable["LateChange"]) -> list[str]:
    """What the report does not know of, in words."""
    from inspektor.formats import date_iso

    return [f"{date_iso(each.at)}  {each.person}  {tr(each.label)} ({len(each.records)})" for each in changes]
