"""`followup export / import`: a follow-up out to a file, and in from one."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, references, saying
from inspektor.i18n import tr


def offer_verbs(verbs: frame.Commands) -> list[frame.Parser]:
    """The verbs, for the group of the follow-up."""
    export = frame.add(
        verbs,
        "export",
        tr("write a follow-up and its photos to a file"),
        _export,
        tr(
            "The file is a ZIP with follow-up.json. It holds all that was noted, unencrypted: keep it as safe as the workspace."
            " What cannot wait, sealed documents and the history are not in it."
        ),
    )
    importing = frame.add(
        verbs,
        "import",
        tr("make a follow-up of such a file, or of its JSON alone"),
        _import,
        tr("Unit and template must be here. All of it is imported, or nothing."),
    )
    references.add_follow_up(export)
    for each in (export, importing):
        each.add_argument("file", metavar=tr("FILE"), type=Path)
    return [export, importing]


def _export(arguments: argparse.Namespace) -> int:
    from inspektor.actions.follow_up_files import export

    with entry.opened(arguments) as workspace:
        row = references.follow_up(workspace, arguments.follow_up)
        export(workspace, row.id, arguments.file)
    saying.answer(arguments, {"file": arguments.file}, [str(arguments.file)])
    return frame.DONE


def _import(arguments: argparse.Namespace) -> int:
    from inspektor.actions.backups import make_before_import
    from inspektor.actions.follow_up_files import bring_in

    with entry.opened(arguments) as workspace:
        make_before_import(workspace, arguments.file)
        made = bring_in(workspace, arguments.file).created("follow_up")
    saying.answer(arguments, {"id": made}, [made])
    return frame.DONE
