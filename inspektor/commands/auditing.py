"""`audit ID` and `audit log`: who changed what, and who has read what concerns clients."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspektor import clock
from inspektor.commands import entry, frame, saying
from inspektor.errors import NotFound, RuleBroken
from inspektor.formats import clock_time, date_iso
from inspektor.i18n import tr, tr_mark

if TYPE_CHECKING:
    from inspektor.shapes.openings import MonthOfLog
    from inspektor.shapes.views import HistoryEntry

_LOG: Final = "log"
"""What is typed for the log, the same in each language so that scripts work everywhere."""


def offer(commands: frame.Commands) -> None:
    """Add the command."""
    audit = frame.add(
        commands,
        "audit",
        tr("the history of a record, or the log of who has read what concerns clients"),
        _audit,
        tr(
            "audit ID tells who changed a record, when, on which laptop; audit log who has read what in a month."
        ),
    )
    audit.add_argument("what", metavar="ID|log", help=tr("a record's id, or log"))
    audit.add_argument(
        "--table", metavar=tr("TABLE"), help=tr("which kind of record, if several have the id")
    )
    audit.add_argument(
        "--month", metavar=tr("MONTH"), help=tr("of the log, as 2026-11; this month unless given")
    )
    audit.add_argument(
        "--sign-off",
        metavar=tr("TEXT"),
        help=tr("say that you have read the log of the month, with a remark"),
    )
    audit.add_argument(
        "--to",
        metavar=tr("FILE"),
        type=Path,
        help=tr("save as .xlsx, .csv or .json; of a follow-up with all that hangs on it"),
    )
    entry.add_workspace(audit)
    saying.add_json(audit)


def _audit(arguments: argparse.Namespace) -> int:
    if arguments.what == _LOG:
        return _log(arguments)
    if arguments.month is not None or arguments.sign_off is not None:
        raise RuleBroken("month", tr_mark("A month is of the log: audit log --month."))
    return _record(arguments)


def _record(arguments: argparse.Namespace) -> int:
    from inspektor.actions.audit import save_history
    from inspektor.actions.openings import opened_history
    from inspektor.queries.history import history, table_of

    with entry.opened(arguments) as workspace:
        table = arguments.table or table_of(workspace, arguments.what)
        entries = history(workspace, table, arguments.what)
        if not entries:
            raise NotFound(tr_mark("The record"), arguments.what)
        if arguments.to is not None:
            save_history(workspace, table, arguments.what, arguments.to)
        opened_history(workspace, table, arguments.what)
    saying.answer(arguments, entries, _saved(arguments) or _lines(entries))
    return frame.DONE


def _saved(arguments: argparse.Namespace) -> list[str]:
    return [] if arguments.to is None else [str(arguments.to)]


def _lines(entries: "Sequence[HistoryEntry]") -> list[str]:
    return [
        f"{date_iso(each.at)} {clock_time(each.at)}  {each.person} ({each.device})  {tr(each.label)}"
        + (f"  {each.field}: {each.before!r} → {each.after!r}" if each.field else f"  {each.after}")
        for each in entries
    ]


def _log(arguments: argparse.Namespace) -> int:
    from inspektor.actions.audit import save_log
    from inspektor.actions.openings import review
    from inspektor.queries.openings import month_of

    month = arguments.month or date_iso(clock.now())[:7]
    with entry.opened(arguments) as workspace:
        if arguments.sign_off is not None:
            review(workspace, month, arguments.sign_off)
        found = month_of(workspace, month)
        if arguments.to is not None:
            save_log(workspace, month, arguments.to)
    saying.answer(arguments, found, _saved(arguments) or _told(found))
    return frame.DONE


def _told(found: "MonthOfLog") -> list[str]:
    lines = [
        f"{each.day.isoformat()} {clock_time(each.at)}  {each.name}  {each.record}  {each.unit}  ({each.device})"
        for each in found.openings
    ] or [tr("Nothing has been opened that month.")]
    for each in found.reviews:
        signed = tr("Signed off by {name} {day}, {n} openings: {remark}")
        lines.append(
            signed.format(name=each.name, day=date_iso(each.at), n=each.openings, remark=each.remark or "–")
        )
        if each.own:
            lines.append(tr("Nobody but who signed off is in the log: let a colleague look."))
    if not found.reviews:
        lines.append(tr("Not signed off."))
    elif found.came_later:
        lines.append(tr("{n} came in after that.").format(n=found.came_later))
    return lines
