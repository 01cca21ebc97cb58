"""`factcheck send / save / receive / list / place / answer`: the provider checks the facts of the draft."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, references, saying, typed
from inspektor.errors import InspektorError, NotFound
from inspektor.formats import date_iso
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.enums import ReplyVerdict
from inspektor.shapes.fact_check import WORKDAYS, ReplyRow, Round

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


class NothingSent(InspektorError):
    """There is no round of the fact check yet."""

    def text(self) -> str:
        """What is missing."""
        return tr("Nothing of this follow-up has been sent for fact check yet.")

    def advice(self) -> str:
        """What to do."""
        return tr("Freeze the draft's points first, with factcheck send.")


class NoFile(InspektorError):
    """No file was named to write the points to."""

    def text(self) -> str:
        """What is missing."""
        return tr("No file is named to save the points in.")

    def advice(self) -> str:
        """What to do."""
        return tr("Name it with --docx or --excel.")


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "factcheck", tr("let the provider check the facts of the draft")))
    send = frame.add(verbs, "send", tr("freeze the draft's points and save them in a file to send"), _send)
    save = frame.add(verbs, "save", tr("save the points that were frozen last once more"), _save)
    receive = frame.add(
        verbs,
        "receive",
        tr("take in the provider's reply from the file that was sent"),
        _receive,
        tr("What cannot be matched to a point waits to be placed."),
    )
    listing = frame.add(verbs, "list", tr("list the points and what is said of them"), _list)
    place = frame.add(verbs, "place", tr("say which point a view is about"), _place)
    answer = frame.add(verbs, "answer", tr("accept or refuse a view"), _answer)
    every = (send, save, receive, listing, place, answer)
    for each in every:
        references.add_follow_up(each)
    _offer_arguments(send, save, receive, place, answer)
    for each in every:
        entry.add_workspace(each)
        saying.add_json(each)


def _offer_arguments(
    send: frame.Parser, save: frame.Parser, receive: frame.Parser, place: frame.Parser, answer: frame.Parser
) -> None:
    for each in (send, save):
        each.add_argument("--docx", metavar=tr("FILE"), type=Path, help=tr("where to, as a Word file"))
        each.add_argument("--excel", metavar=tr("FILE"), type=Path, help=tr("where to, as a sheet of Excel"))
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
    answer.add_argument(
        "--hide-wording",
        action="store_true",
        help=tr("the report tells that the text was changed, and not what it said before"),
    )


def _send(arguments: argparse.Namespace) -> int:
    from inspektor.actions.fact_checks import send, withdraw
    from inspektor.actions.outside import NotExported

    _files(arguments)
    with entry.opened(arguments) as workspace:
        follow_up = references.follow_up(workspace, arguments.follow_up).id
        made = send(workspace, follow_up, workdays=arguments.workdays).created("fact_check")
        try:
            return _saved(arguments, workspace)
        except NotExported:
            withdraw(workspace, made)  # nothing can have been sent
            raise


def _save(arguments: argparse.Namespace) -> int:
    _files(arguments)
    with entry.opened(arguments) as workspace:
        return _saved(arguments, workspace)


def _files(arguments: argparse.Namespace) -> dict[str, Path]:
    """The files that are asked for, by their kind."""
    asked = {"docx": arguments.docx, "excel": arguments.excel}
    found = {kind: path for kind, path in asked.items() if path is not None}
    if not found:
        raise NoFile
    return found


def _saved(arguments: argparse.Namespace, workspace: "Workspace") -> int:
    from inspektor.actions.fact_checks import export

    sent, files = _newest(workspace, arguments), _files(arguments)
    for kind, path in files.items():
        export(workspace, sent.id, path, word=kind == "docx")
    value = {"id": sent.id, "due": sent.due, "points": len(sent.points)}
    value |= {kind: path.absolute() for kind, path in files.items()}
    saying.answer(arguments, value, [f"{path}  {date_iso(sent.due)}" for path in files.values()])
    return frame.DONE


def _newest(workspace: "Workspace", arguments: argparse.Namespace) -> Round:
    from inspektor.queries.fact_checks import newest

    follow_up = references.follow_up(workspace, arguments.follow_up).id
    found = newest(workspace, follow_up)
    if found is None:
        raise NothingSent
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
        answer(
            workspace,
            found.id,
            ReplyVerdict(arguments.verdict),
            arguments.reason or found.reason,
            wording_hidden=arguments.hide_wording,
        )
        return _tell(arguments, _newest(workspace, arguments))
