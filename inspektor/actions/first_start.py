"""The first start: a new workspace with its keys, its person, the templates that come with the program, and the signing key."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspektor import clock
from inspektor.actions import signing
from inspektor.actions.doors import checked, made
from inspektor.actions.templates import publish_library
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.register import Person, PersonIn
from inspektor.store.backup_inside import keep_erased
from inspektor.store.keys import (
    DEFAULT_COST,
    KdfCost,
    check_passphrase_rules,
    create_keys,
    set_passphrase,
    unlock,
    unlock_with_recovery,
)
from inspektor.store.location import FolderNotWritable, refuse_network
from inspektor.store.workspace import DATABASE, Profile, Workspace, WorkspaceExists, require_workspace

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, repr=False)
class FirstStart:
    """What a new user says of themselves."""

    name: str
    title: str
    municipality: str
    board: str
    passphrase: str


def exists(folder: Path) -> bool:
    """Whether there is a workspace in the folder."""
    return (folder / DATABASE).exists()


def set_up(
    folder: Path, start: FirstStart, *, cost: KdfCost = DEFAULT_COST, progress: Progress | None = None
) -> tuple[Workspace, list[str]]:
    """Make a workspace in an empty or new folder; also gives the recovery phrase, which is kept nowhere.

    RuleBroken names the field that is wrong; NetworkFolder and WorkspaceExists refuse the folder. If anything fails, what was
    made is taken away again.
    """
    profile = _profile(start)
    check_passphrase_rules(start.passphrase)
    refuse_network(folder)
    if exists(folder):
        raise WorkspaceExists
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder) from error
    if any(folder.iterdir()):
        raise WorkspaceExists
    tell = progress or _quietly
    try:
        return _made(folder, start.passphrase, profile, cost, tell)
    except BaseException:
        for each in folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        if fresh:
            folder.rmdir()
        raise


def _quietly(_done: int, _total: int) -> None:
    """Nobody wants to know how far it has come."""


def _profile(start: FirstStart) -> Profile:
    person = checked(PersonIn, {"name": start.name, "title": start.title})
    for field, value in (("name", start.name), ("municipality", start.municipality), ("board", start.board)):
        if not value.strip():
            raise RuleBroken(field, tr_mark("Fill in this field."))
    return Profile(
        clock.new_id(), person["name"], person["title"], start.municipality.strip(), start.board.strip()
    )


def _made(
    folder: Path, passphrase: str, profile: Profile, cost: KdfCost, tell: Progress
) -> tuple[Workspace, list[str]]:
    keys, phrase = create_keys(folder, passphrase, cost)
    tell(1, 4)
    workspace = Workspace.create(folder, keys, profile)
    try:
        person = made(
            Person, PersonIn, {"name": profile.name, "title": profile.title}, row_id=profile.person_id
        )
        workspace.write(tr_mark("Set up workspace"), lambda session: session.add(person), final=True)
        tell(2, 4)
        publish_library(workspace)
        tell(3, 4)
        signing.make_identity(workspace, passphrase)
        tell(4, 4)
    except BaseException:
        workspace.close()
        raise
    return workspace, phrase


def open_workspace(folder: Path, passphrase: str) -> Workspace:
    """Unlock and open the workspace; each thing that may be wrong is an error of its own."""
    require_workspace(folder)
    refuse_network(folder)
    workspace = Workspace.open(folder, unlock(folder, passphrase))
    try:
        keep_erased(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def recover(
    folder: Path, phrase: Sequence[str], passphrase: str, *, cost: KdfCost = DEFAULT_COST
) -> Workspace:
    """Open the workspace with the words of the recovery sheet and give it a new passphrase.

    The signing key lay under the passphrase that is lost, so a new one is made: what was signed stays as it is. RuleBroken
    for the new passphrase, WrongRecoveryPhrase for the words; then nothing is changed.
    """
    check_passphrase_rules(passphrase)
    require_workspace(folder)
    refuse_network(folder)
    keys = unlock_with_recovery(folder, phrase)
    workspace = Workspace.open(folder, keys)
    try:
        keep_erased(workspace)
        set_passphrase(keys, passphrase, cost)
        signing.make_identity(workspace, passphrase)
    except BaseException:
        workspace.close()
        raise
    return workspace


def new_recovery_phrase(workspace: Workspace, passphrase: str, *, cost: KdfCost = DEFAULT_COST) -> list[str]:
    """New words for a recovery sheet that was lost or seen; gives them once. WrongPassphrase if it is not the owner who asks."""
    return workspace.secrets.new_recovery_phrase(passphrase, cost)
