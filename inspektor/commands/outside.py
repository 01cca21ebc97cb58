"""`outside list / remove / keep`: the files that have left the program."""

import argparse

from inspektor import formats
from inspektor.commands import entry, frame, references, saying
from inspektor.i18n import tr, tr_mark


def offer(commands: frame.Commands) -> None:
    """Add the group."""
    verbs = frame.group(frame.add(commands, "outside", tr("the files that have left the program")))
    shown = frame.add(
        verbs,
        "list",
        tr("list them: what, when, where, whether they still lie there"),
        _list,
        tr("Exit code 1 if some have lain there for more than a week and nobody has said that they should."),
    )
    removed = frame.add(verbs, "remove", tr("delete a file where it lies"), _remove)
    kept = frame.add(verbs, "keep", tr("say that a file is to stay where it is"), _keep)
    for each in (removed, kept):
        each.add_argument("id", metavar="ID", help=tr("the number from the list, or its beginning"))
    for each in (shown, removed, kept):
        entry.add_workspace(each)
        saying.add_json(each)


def _list(arguments: argparse.Namespace) -> int:
    from inspektor.queries.outside import forgotten, outside

    with entry.opened(arguments) as workspace:
        found, late = outside(workspace), forgotten(workspace)
    rows = []
    for each in found:
        state = tr("there") if each.there else tr("gone")
        rows.append((each.id[:8], formats.date_iso(each.at), tr(each.kind.label), state, str(each.path)))
    saying.answer(arguments, found, saying.columns(rows) if rows else [tr("No file has left the program.")])
    return frame.WANTING if late else frame.DONE


def _remove(arguments: argparse.Namespace) -> int:
    return _done(arguments, "remove")


def _keep(arguments: argparse.Namespace) -> int:
    return _done(arguments, "keep")


def _done(arguments: argparse.Namespace, verb: str) -> int:
    from inspektor.actions import outside as actions
    from inspektor.queries.outside import outside

    with entry.opened(arguments) as workspace:
        file = references.one(outside(workspace), arguments.id, tr_mark("The file"), lambda each: each.id)
        (actions.remove if verb == "remove" else actions.keep)(workspace, file)
    saying.answer(arguments, {"path": file.path}, [str(file.path)])
    return frame.DONE
