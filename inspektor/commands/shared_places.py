"""`sync add-folder / drop-folder`: where the group exchanges, beside the folder it began in."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, saying
from inspektor.i18n import tr


def offer(verbs: frame.Commands) -> list[frame.Parser]:
    """Add the verbs to the group `sync`."""
    add = frame.add(verbs, "add-folder", tr("exchange through this folder too, from the next pass on"), _add)
    drop = frame.add(
        verbs, "drop-folder", tr("exchange through this folder no more; what lies there stays"), _drop
    )
    for each in (add, drop):
        each.add_argument("folder", metavar=tr("DIR"), type=Path)
    return [add, drop]


def _add(arguments: argparse.Namespace) -> int:
    from inspektor.sync.places import add_place

    with entry.opened(arguments) as workspace:
        add_place(workspace, arguments.folder)
    return _told(arguments, tr("{folder} is used by the group from now on."))


def _drop(arguments: argparse.Namespace) -> int:
    from inspektor.sync.places import remove_place

    with entry.opened(arguments) as workspace:
        remove_place(workspace, arguments.folder)
    return _told(arguments, tr("{folder} is not used by the group any more."))


def _told(arguments: argparse.Namespace, words: str) -> int:
    folder = str(arguments.folder.absolute())
    saying.answer(arguments, {"folder": folder}, [words.format(folder=folder)])
    return frame.DONE
