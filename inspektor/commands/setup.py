"""`init`: the first start without a window."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inspektor.commands import entry, frame, saying
from inspektor.i18n import tr

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace


def offer(commands: frame.Commands) -> None:
    """Add the command."""
    made = frame.add(
        commands,
        "init",
        tr("make a workspace"),
        _run,
        tr(
            "The recovery words are shown once, unless they are saved as a recovery sheet; they are kept nowhere."
        ),
    )
    made.add_argument("--name", required=True, metavar=tr("NAME"), help=tr("your name"))
    made.add_argument("--title", default="", metavar=tr("TITLE"), help=tr("your title"))
    made.add_argument("--municipality", required=True, metavar=tr("NAME"), help=tr("the municipality"))
    made.add_argument("--board", required=True, metavar=tr("NAME"), help=tr("the board you follow up for"))
    made.add_argument(
        "--recovery-sheet",
        metavar="FILE.pdf",
        type=Path,
        help=tr("save the recovery words as a PDF to print, instead of showing them"),
    )
    entry.add_workspace(made)
    saying.add_json(made)


def _run(arguments: argparse.Namespace) -> int:
    from inspektor.actions.first_start import FirstStart, exists, set_up
    from inspektor.store.workspace import WorkspaceExists

    place = entry.folder(arguments)
    if exists(place):
        raise WorkspaceExists
    start = FirstStart(
        name=arguments.name,
        title=arguments.title,
        municipality=arguments.municipality,
        board=arguments.board,
        passphrase=entry.new_passphrase(arguments),
    )
    workspace, words = set_up(place, start)
    entry.remember(place)
    try:
        made = tr("The workspace is made: {folder}").format(folder=place)
        return handed_over(arguments, workspace, words, {"workspace": place}, [made])
    finally:
        workspace.close()


def handed_over(
    arguments: argparse.Namespace,
    workspace: "Workspace",
    words: list[str],
    value: dict[str, object],
    lines: list[str],
) -> int:
    """Give the recovery words as they were asked for, after what else there is to say."""
    saved = _save_sheet(arguments, workspace, words)
    if arguments.recovery_sheet is not None and saved:
        value["recovery_sheet"] = arguments.recovery_sheet.absolute()
        sheet = tr("The recovery sheet is saved as {path}. Print it, lock it away, and delete the file.")
        lines.append(sheet.format(path=arguments.recovery_sheet))
    else:
        value["recovery_words"] = words
        lines += [tr("Write down these words and lock them away. They are not shown again:"), " ".join(words)]
    saying.answer(arguments, value, lines)
    if arguments.recovery_sheet is not None and not saved:
        from inspektor.actions.outside import NotExported

        raise NotExported(arguments.recovery_sheet)
    return frame.DONE


def _save_sheet(arguments: argparse.Namespace, workspace: "Workspace", words: list[str]) -> bool:
    """Save the sheet if it is asked for. If it cannot be, the words are shown after all: they exist nowhere else."""
    from inspektor.actions.documents import save_recovery_sheet
    from inspektor.actions.outside import NotExported

    if arguments.recovery_sheet is None:
        return False
    try:
        save_recovery_sheet(workspace, words, arguments.recovery_sheet)
    except NotExported:
        return False
    return True
