"""Short makers of real things for tests: workspaces on disk, with keys that are quick to derive."""

from pathlib import Path

from inspektor import clock
from inspektor.store.keys import KdfCost, create_keys, unlock
from inspektor.store.workspace import Profile, Workspace

QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "fyra blå cyklar i regn"


def a_workspace(folder: Path, name: str = "Karin Åkerström") -> Workspace:
    """A new, empty workspace in a folder that does not exist yet."""
    folder.mkdir(parents=True, exist_ok=True)
    keys, _ = create_keys(folder, PASSPHRASE, QUICK)
    profile = Profile(clock.new_id(), name, "Kvalitetsgranskare", "Norrby kommun", "Socialnämnden")
    return Workspace.create(folder, keys, profile)


def reopened(workspace: Workspace) -> Workspace:
    """The same workspace, closed and opened again."""
    folder = workspace.folder
    workspace.close()
    return Workspace.open(folder, unlock(folder, PASSPHRASE))
