"""Further places that hold the group's folder, such as a share on a server and a folder in OneDrive at the same time.

Each pass goes through all that are there, so what one brings is carried to the others.
"""

from pathlib import Path

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.store.workspace import DATABASE, Workspace
from inspektor.sync import layout
from inspektor.sync.folder import FolderMissing
from inspektor.sync.group import NoGroup
from inspektor.sync.state import GroupState, Memory, alone


class PlaceKnown(InspektorError):
    """The folder is in use already."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This folder is already used by the group.")

    def advice(self) -> str:
        """What to do."""
        return tr("Choose another folder.")


class LastPlace(InspektorError):
    """Without a folder nothing would be exchanged."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This is the group's only folder on this computer.")

    def advice(self) -> str:
        """What to do."""
        return tr("Add the folder that is to be used instead, then take this one away.")


class NoSuchPlace(InspektorError):
    """The folder is none of those in use."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This folder is not used by the group.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the list of folders.")


class WorkspaceThere(InspektorError):
    """The folder is a workspace's own, or lies in one."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This is the folder of a workspace, which only its own computer may write in.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Choose a folder that your colleagues reach too, on a server, in a cloud service or on a stick."
        )


def refuse_workspace(folder: Path) -> None:
    """Raise WorkspaceThere if a workspace lies in the folder or round it."""
    whole = folder.resolve()
    if any((each / DATABASE).exists() for each in (whole, *whole.parents)):
        raise WorkspaceThere


@alone
def add_place(workspace: Workspace, folder: Path) -> None:
    """Exchange with this folder too, from the next pass on. NoGroup, FolderMissing, WorkspaceThere or PlaceKnown."""
    memory, group = _remembered(workspace)
    if not folder.is_dir():
        raise FolderMissing
    refuse_workspace(folder)
    place = _place(group, folder)
    if place in group.places():
        raise PlaceKnown
    group.more.append(place)
    memory.save_group()


@alone
def remove_place(workspace: Workspace, folder: Path) -> None:
    """Exchange with this folder no more; what lies in it stays there. NoGroup, NoSuchPlace or LastPlace."""
    memory, group = _remembered(workspace)
    place = _place(group, folder)
    if place not in group.places():
        raise NoSuchPlace
    if not group.more:
        raise LastPlace
    if place in group.more:
        group.more.remove(place)
    memory.forget(place)
    memory.save_group()
    memory.save_pass()


def _remembered(workspace: Workspace) -> tuple[Memory, GroupState]:
    memory = Memory.load(workspace.local)
    if memory.group is None:
        raise NoGroup
    return memory, memory.group


def _place(group: GroupState, folder: Path) -> str:
    """The place that holds the group's folder, if it is that folder which was named."""
    whole = folder.absolute()
    return str(whole.parent if whole.name == layout.folder_name(group.tag) else whole)
