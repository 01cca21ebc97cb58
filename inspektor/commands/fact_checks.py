"""`factcheck send / receive / list / place / answer`: the provider checks the facts of the draft."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import NotFound
from inspektor.formats import date_iso
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import WORKDAYS, ReplyRow, Round

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "factcheck", tr("let the provider check the facts of the draft")))
    send = frame.add(verbs, "send", tr("freeze the draft's points and save them as a sheet to send"), _send)
    receive = frame.add(
        verbs,
        "receive",
        tr("take in the provider's reply from the sheet that was sent"),
        _receive,
        tr("What cannot be matched to a point waits to be placed."),
    )
    listing = frame.add(verbs, "list", tr("list the points and what is said of them"), _list)
    place = frame.add(verbs, "place", tr("say which point a view is about"), _place)
    answer = frame.add(verbs, "answer", tr("accept or refuse a view"), _answer)
    for each in (send, receive, listing, place, answer):
        references.add_follow_up(each)
    send.add_argument("--excel", metavar=tr("FILE"), type=Path, required=True, help=tr("where to"))
    send.add_argument(
        "--workdays",
        type=typed.a_number,
        default=WORKDAYS,
        metavar=tr("NUMBER"),
        help=tr("how many working days the provider has (default {n})").format(n=WORKDAYS),
    )
    receive.add_argument("file", metavar=tr("FILE"), type=Path)
    for each in (place, answer):
        each.add_argument("view", metavar=tr("VIEW"), help=tr("its id or the end of it"))
    place.add_argument(
        "number", type=typed.a_number, metavar=tr("NUMBER"), help=tr("0 is no point in particular")
    )
    answer.add_argument("verdict", choices=typed.values(ReplyVerdict))
    answer.add_argument("--reason", default="", metavar=tr("TEXT"), help=tr("needed to refuse"))
    for each in (send, receive, listing, place, answer):
        entry.add_workspace(each)
        saying.add_json(each)


def _send(arguments: argparse.Namespace) -> int:
    from inspektor.actions.fact_checks import export, send

    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        made = send(workspace, follow_up, workdays=arguments.workdays).created("fact_check")
        export(workspace, made, arguments.excel)
        sent = _newest(workspace, arguments)
    value = {"id": sent.id, "due": sent.due, "points": len(sent.points), "excel": arguments.excel.absolute()}
    saying.answer(arguments, value, [f"{arguments.excel}  {date_iso(sent.due)}"])
    return frame.DONE


def _newest(workspace: "Workspace", arguments: argparse.Namespace) -> Round:
    from inspektor.queries.fact_checks import newest

    follow_up = references.follow_up(workspace, arguments.follow_up).id
    found = newest(workspace, follow_up)
    if found is None:
        raise NotFound(tr_mark("The fact check"), follow_up)
    return found


def _receive(arguments: argparse.Namespace) -> int:
    from inspektor.actions.fact_checks import receive

    with entry.opened(arguments) as workspace:
        receive(workspace, _newest(workspace, arguments).id, arguments.file)
        return _tell(arguments, _newest(workspace, arguments))


def _list(arguments: argparse.Namespace) -> int:
    with entry.opened(arguments) as workspace:
        return _tell(arguments, _newest(workspace, arguments))


def _tell(arguments: argparse.Namespace, of: Round) -> int:
    numbers = {each.id: str(each.number) for each in of.points}
    rows = [
        (numbers.get(each.point, "–"), typed.label(each.verdict), each.id, " ".join(each.words.split()))
        for each in of.replies
    ]
    saying.answer(arguments, of, saying.columns(rows) if rows else [tr("No views have come in.")])
    return frame.DONE


def _view(of: Round, given: str) -> ReplyRow:
    return references.one(of.replies, given, tr_mark("The view"), lambda row: row.id)


def _place(arguments: argparse.Namespace) -> int:
    from inspektor.actions.fact_checks import place

    with entry.opened(arguments) as workspace:
        of = _newest(workspace, arguments)
        numbered = {0: "", **{each.number: each.id for each in of.points}}
        if arguments.number not in numbered:
            raise NotFound(tr_mark("The point"), str(arguments.number))
        place(workspace, _view(of, arguments.view).id, numbered[arguments.number])
        return _tell(arguments, _newest(workspace, arguments))


def _answer(arguments: argparse.Namespace) -> int:
    from inspektor.actions.fact_checks import answer

    with entry.opened(arguments) as workspace:
        found = _view(_newest(workspace, arguments), arguments.view)
        answer(workspace, found.id, ReplyVerdict(arguments.verdict), arguments.reason or found.reason)
        return _tell(arguments, _newest(workspace, arguments))
