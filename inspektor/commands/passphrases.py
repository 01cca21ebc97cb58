"""`key passphrase / recovery`: another passphrase, another recovery sheet."""

import argparse
from pathlib import Path

from inspektor.commands import entry, frame, saying
from inspektor.i18n import tr


def offer_to(verbs: frame.Commands) -> None:
    """Add the two to the group of keys."""
    change = frame.add(
        verbs,
        "passphrase",
        tr("change the passphrase that opens the workspace and signs"),
        _change,
        tr("Backups keep the passphrase of their time."),
    )
    change.add_argument(
        "--new-passphrase-file",
        metavar=tr("FILE"),
        type=Path,
        help=tr("read the new passphrase from a file that only you can read"),
    )
    renew = frame.add(
        verbs,
        "recovery",
        tr("make new recovery words; the old ones open nothing any more"),
        _renew,
        tr("They are shown once, unless they are saved as a recovery sheet; they are kept nowhere."),
    )
    renew.add_argument(
        "--recovery-sheet",
        metavar="FILE.pdf",
        type=Path,
        help=tr("save the recovery words as a PDF to print, instead of showing them"),
    )
    ring = frame.add(
        verbs,
        "keyring",
        tr("whether this computer's keyring opens the workspace; turn it on or off"),
        _keyring,
        tr("Exit code 1 if this computer has none that can be trusted."),
    )
    ring.add_argument("state", nargs="?", choices=["on", "off"], help=tr("turn it on or off"))
    for each in (change, renew, ring):
        entry.add_workspace(each)
        saying.add_json(each)


def _change(arguments: argparse.Namespace) -> int:
    from inspektor.actions.passphrases import change_passphrase

    with entry.opened_to_sign(arguments) as (workspace, old):
        new = entry.other_secret(arguments.new_passphrase_file, tr("New passphrase: "))
        if arguments.new_passphrase_file is None and entry.other_secret(None, tr("Once more: ")) != new:
            raise entry.NotTheSame
        change_passphrase(workspace, old, new)
    saying.answer(arguments, {"changed": True}, [tr("The passphrase is changed.")])
    return frame.DONE


def _renew(arguments: argparse.Namespace) -> int:
    from inspektor.actions.first_start import new_recovery_phrase
    from inspektor.commands.setup import handed_over

    with entry.opened_to_sign(arguments) as (workspace, passphrase):
        words = new_recovery_phrase(workspace, passphrase)
        return handed_over(arguments, workspace, words, {}, [])


def _keyring(arguments: argparse.Namespace) -> int:
    from inspektor.actions import keyring

    with entry.opened_to_sign(arguments) as (workspace, passphrase):
        if arguments.state == "on":
            keyring.turn_on(workspace, passphrase)
        elif arguments.state == "off":
            keyring.turn_off(workspace)
        found = keyring.state(workspace)
    name = found.name or tr("no keyring that can be trusted")
    words = tr("on") if found.on else tr("off")
    saying.answer(arguments, found, [f"{name}: {words}"])
    return frame.DONE if found.name else frame.WANTING
