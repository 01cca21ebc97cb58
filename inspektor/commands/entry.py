"""The way into a workspace: its folder, and the passphrase from a prompt, a file that only its owner reads, or a descriptor."""

import argparse
import getpass
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspektor.commands.frame import Parser
from inspektor.errors import InspektorError
from inspektor.i18n import tr

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace

_MOST_BYTES: Final = 10_000
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class PassphraseExposed(InspektorError):
    """The file with the passphrase can be read by others."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path.name)
        self.path = path

    def text(self) -> str:
        """What is wrong."""
        return tr("Others can read the passphrase file {name}, so it is not used.").format(
            name=self.path.name
        )

    def advice(self) -> str:
        """What to do."""
        return tr("Take away their rights: chmod 600 {path}").format(path=self.path)


class PassphraseUnreadable(InspektorError):
    """The passphrase could not be read from where it was said to be."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The passphrase cannot be read from there.")

    def advice(self) -> str:
        """What to do."""
        return tr("It must be the first line, in UTF-8, and not empty.")


class NobodyToAsk(InspektorError):
    """No terminal, and no other source of the passphrase."""

    def text(self) -> str:
        """What is wrong."""
        return tr("A passphrase is needed, and there is no terminal to ask at.")

    def advice(self) -> str:
        """What to do."""
        return tr("Use --passphrase-file or --passphrase-fd.")


class WorkspaceGone(InspektorError):
    """A workspace has been opened in the folder, and is not there any more."""

    def __init__(self, place: Path) -> None:
        """Name the folder."""
        super().__init__(str(place))
        self.place = place

    def text(self) -> str:
        """What is wrong."""
        return tr("The workspace that lay in {folder} is not there any more.").format(folder=self.place)

    def advice(self) -> str:
        """What to do."""
        return tr("Say with --workspace where it lies now, restore a backup, or set up a new one.")


class NotTheSame(InspektorError):
    """The new passphrase was typed in two different ways."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The passphrases are not the same.")

    def advice(self) -> str:
        """What to do."""
        return tr("Begin again; nothing has been made.")


def add_workspace(parser: Parser, default: str | None = None) -> None:
    """The options of every command that opens a workspace."""
    parser.add_argument(
        "--workspace",
        metavar=tr("DIR"),
        type=Path,
        default=default,
        help=tr("the workspace's folder; your own unless given"),
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--passphrase-file",
        metavar=tr("FILE"),
        type=Path,
        default=default,
        help=tr("read the passphrase from a file that only you can read"),
    )
    source.add_argument(
        "--passphrase-fd",
        metavar="N",
        type=int,
        default=default,
        help=tr("read the passphrase from an open file descriptor"),
    )


def folder(arguments: argparse.Namespace) -> Path:
    """The workspace's folder: the one named, else the one that the window opens."""
    from inspektor import settings

    chosen: Path | None = arguments.workspace
    return (chosen or settings.load().workspace_folder).absolute()


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator["Workspace"]:
    """The workspace, open for as long as the block lasts."""
    with opened_to_sign(arguments) as (workspace, _):
        yield workspace


@contextmanager
def opened_to_sign(arguments: argparse.Namespace) -> Iterator[tuple["Workspace", str]]:
    """The same with the passphrase, which signing asks for again."""
    from inspektor.actions.first_start import open_workspace

    place = folder(arguments)
    _require(place)
    secret = passphrase(arguments)
    workspace = open_workspace(place, secret)
    remember(place)
    try:
        yield workspace, secret
    finally:
        workspace.close()


def remember(place: Path) -> None:
    """That a workspace is where the window opens one; if it is gone the next time, that is said."""
    from inspektor import settings

    chosen = settings.load()
    if not chosen.known and place == chosen.workspace_folder.absolute():
        with suppress(settings.SettingsNotSaved):
            settings.save(replace(chosen, known=True))


def _require(place: Path) -> None:
    """Raise what is said of a folder without a workspace: WorkspaceGone where one was opened before."""
    from inspektor import settings
    from inspektor.store.workspace import DatabaseMissing, WorkspaceMissing, require_workspace

    try:
        require_workspace(place)
    except DatabaseMissing:
        raise
    except WorkspaceMissing as error:
        chosen = settings.load()
        if chosen.known and place == chosen.workspace_folder.absolute():
            raise WorkspaceGone(place) from error
        raise


def passphrase(arguments: argparse.Namespace) -> str:
    """The passphrase from where the options say, else from whoever sits at the terminal."""
    return _given(arguments) or _asked(tr("Passphrase: "))


def other_secret(path: Path | None, prompt: str) -> str:
    """Another secret than the passphrase: from a file that only its owner reads, else from whoever sits at the terminal."""
    return _from_file(path) if path is not None else _asked(prompt)


def new_passphrase(arguments: argparse.Namespace) -> str:
    """A new passphrase, asked for twice."""
    given = _given(arguments)
    if given:
        return given
    first = _asked(tr("New passphrase: "))
    if _asked(tr("Once more: ")) != first:
        raise NotTheSame
    return first


def _given(arguments: argparse.Namespace) -> str:
    if arguments.passphrase_file is not None:
        return _from_file(arguments.passphrase_file)
    if arguments.passphrase_fd is not None:
        try:
            with os.fdopen(arguments.passphrase_fd, "rb", closefd=False) as source:
                return _first_line(source.read(_MOST_BYTES))
        except OSError as error:
            raise PassphraseUnreadable from error
    return ""


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            # Windows has no such bits; there the folder's own rights decide.
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                raise PassphraseExposed(path)
            return _first_line(file.read(_MOST_BYTES))
    except OSError as error:
        raise PassphraseUnreadable from error


def _first_line(data: bytes) -> str:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PassphraseUnreadable from error
    if not lines or not lines[0]:
        raise PassphraseUnreadable
    return lines[0]


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise NobodyToAsk
    try:
        return getpass.getpass(prompt, stream=sys.stderr)
    except EOFError as error:
        raise NobodyToAsk from error
