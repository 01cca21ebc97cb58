"""`demo`: the main job on realistic data, without a screen."""

import argparse
from pathlib import Path

from inspektor.commands import frame, saying
from inspektor.i18n import tr


def offer(commands: frame.Commands) -> None:
    """Add the command."""
    made = frame.add(
        commands,
        "demo",
        tr("do the main job on invented data: two laptops, a shared folder, signed protocols"),
        _run,
    )
    made.add_argument("folder", metavar=tr("DIR"), type=Path, help=tr("a folder that is new or empty"))
    made.add_argument(
        "--seed", type=int, default=1, metavar="N", help=tr("which story is told; 1 unless given")
    )
    saying.add_json(made)


def _run(arguments: argparse.Namespace) -> int:
    from inspektor.demo import DemoFailed, run_demo

    folder = arguments.folder.absolute()
    try:
        made = run_demo(folder, seed=arguments.seed, tell=saying.aside)
    except DemoFailed as error:
        frame.complain(error)
        return frame.WANTING
    laptops = list(zip(made.workspaces, made.people, made.state_hashes, strict=True))
    value = {
        "seed": arguments.seed,
        "documents": made.documents,
        "workspaces": [
            {"path": path, "person": person, "state_hash": state_hash} for path, person, state_hash in laptops
        ],
        "folder": made.folder,
        "passphrase": made.passphrase,
    }
    lines = [tr("Documents:"), *(f"  {path}" for path in made.documents), tr("Workspaces:")]
    for path, person, state_hash in laptops:
        lines += [f"  {path}  ({person})", "    " + tr("state: {number}").format(number=state_hash)]
    lines += [
        tr("Shared folder: {folder}").format(folder=made.folder),
        tr("Passphrase of both workspaces, invented like everything else: {passphrase}").format(
            passphrase=made.passphrase
        ),
    ]
    saying.answer(arguments, value, lines)
    return frame.DONE
