"""The way in by the system's keyring: whether there is one, on, off, and through it."""

from pathlib import Path

from inspektor import policy
from inspektor.actions import signing
from inspektor.i18n import tr
from inspektor.shapes.keys import KeyringState
from inspektor.store import os_keyring
from inspektor.store.location import refuse_network
from inspektor.store.workspace import Workspace, require_workspace


def state(workspace: Workspace) -> KeyringState:
    """What this computer has, by its name, and whether it opens this workspace."""
    found = os_keyring.back_end() if policy.load().keyring else None
    name = tr(found[0]) if found else ""
    return KeyringState(name, policy.load().keyring, os_keyring.is_on(workspace.folder))


def turn_on(workspace: Workspace, passphrase: str) -> None:
    """Let the keyring open it. RuleBroken of "passphrase", NoKeyring."""
    signing.confirm(workspace, passphrase)
    if not policy.load().keyring:
        raise os_keyring.NoKeyring
    workspace.secrets.use_keyring(True)


def turn_off(workspace: Workspace) -> None:
    """Let the passphrase alone open it."""
    workspace.secrets.use_keyring(False)


def opens(folder: Path) -> bool:
    """Whether there is a way in by the keyring here; asked before anybody is in."""
    return policy.load().keyring and os_keyring.is_on(folder) and os_keyring.back_end() is not None


def open_workspace(folder: Path) -> Workspace:
    """Open the workspace by the keyring; NoKeyring if it does not."""
    require_workspace(folder)
    refuse_network(folder)
    return Workspace.open(folder, os_keyring.unlock(folder))
