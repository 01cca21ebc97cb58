"""`document timestamp`: stamp what waits, or one document, or say what waits."""

import argparse

from inspektor.commands import entry, frame, references, saying
from inspektor.i18n import tr
from inspektor.shapes.timestamps import WaitingDocument


def offer(verbs: frame.Commands) -> frame.Parser:
    """Add the command."""
    made = frame.add(
        verbs,
        "timestamp",
        tr("timestamp a signed document, or all that wait for a timestamp"),
        _run,
        tr("Asks the server that `settings set timestamp-server` names. Exit code 1 if any still waits."),
    )
    made.add_argument("document", nargs="?", metavar=tr("DOCUMENT"))
    made.add_argument("--list", action="store_true", help=tr("only say which documents wait"))
    return made


def _run(arguments: argparse.Namespace) -> int:
    from inspektor.actions.stamping import NoServer, configured, stamp, stamp_waiting
    from inspektor.queries.timestamps import waiting

    trouble = ""
    with entry.opened(arguments) as workspace:
        if not arguments.list and configured() is None:
            raise NoServer
        if not arguments.list and arguments.document:
            stamp(workspace, references.document(workspace, arguments.document).id)
        elif not arguments.list:
            trouble = stamp_waiting(workspace).trouble
        left = waiting(workspace)
    saying.answer(arguments, {"waiting": left, "trouble": trouble}, _lines(left, trouble))
    return frame.WANTING if left and not arguments.list else frame.DONE


def _lines(left: tuple[WaitingDocument, ...], trouble: str) -> list[str]:
    rows = [(each.title, str(each.version), each.unit, _state(each), each.id) for each in left]
    return ([trouble] if trouble else []) + (
        saying.columns(rows) if rows else [tr("No document waits for a timestamp.")]
    )


def _state(each: WaitingDocument) -> str:
    return tr("waits for the server") if each.whole else tr("waits for signatures")
