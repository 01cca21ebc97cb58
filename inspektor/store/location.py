"""Where a workspace may lie, and that only one program has it open.

A database in WAL mode needs memory shared through the local disk: on a network share or in a folder that a cloud client
rewrites, it is damaged sooner or later. The shared folder holds bundles only; the workspace stays on the computer.
"""

import os
import sqlite3
import sys
from pathlib import Path

from inspektor.errors import InspektorError
from inspektor.i18n import tr

_NETWORK_TYPES = frozenset(
    "cifs smb2 smb3 smbfs nfs nfs4 ncpfs afs 9p fuse.sshfs fuse.rclone fuse.davfs davfs fuse.gvfsd-fuse glusterfs".split()
)
_CLOUD_FOLDERS = (
    "onedrive",
    "dropbox",
    "nextcloud",
    "owncloud",
    "google drive",
    "googledrive",
    "icloud",
    "icloud drive",
)
_CLOUD_MARKS = (".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".dropbox.cache", ".dropbox")
_DRIVE_REMOTE = 4


class NetworkFolder(InspektorError):
    """The workspace folder lies on a network share or in a cloud client's folder."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The workspace cannot lie in a network or cloud folder.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Choose a folder on this computer's own disk. Colleagues are reached through the shared folder instead."
        )


class AlreadyOpen(InspektorError):
    """Another Inspektor has the workspace open."""

    def text(self) -> str:
        """What is wrong."""
        return tr("Inspektor is already open with this workspace.")

    def advice(self) -> str:
        """What to do."""
        return tr("Use the window that is open, or close it first.")


class FolderNotWritable(InspektorError):
    """The folder cannot be made or written in."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(folder)
        self.folder = folder

    def text(self) -> str:
        """What is wrong."""
        return tr("The folder {folder} cannot be written in.").format(folder=self.folder)

    def advice(self) -> str:
        """What to do."""
        return tr("Check that you may write in it and that the disk is not full, or choose another folder.")


def refuse_network(folder: Path) -> None:
    """Raise NetworkFolder if the folder, which need not exist yet, is not on a local disk of its own."""
    path = folder.resolve()
    if _in_cloud(path) or _on_network(path):
        raise NetworkFolder


def _in_cloud(path: Path) -> bool:
    for part in path.parts:
        name = part.lower()
        if any(name == cloud or name.startswith((f"{cloud} -", f"{cloud}-")) for cloud in _CLOUD_FOLDERS):
            return True
    return any((parent / mark).exists() for parent in (path, *path.parents) for mark in _CLOUD_MARKS)


def _on_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = path.drive + "\\"
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
    return _mount_type(path, _mounts()) in _NETWORK_TYPES


def _mounts() -> str:
    table = Path("/proc/self/mountinfo")
    return table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""


def _mount_type(path: Path, mounts: str) -> str:
    """The file system type of the longest mount point above the path, by Linux's mountinfo (proc(5))."""
    best, kind = "", ""
    for row in mounts.splitlines():
        left, _, right = row.partition(" - ")
        fields = left.split()
        if not right or len(fields) < 5:
            continue
        point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = point == "/" or str(path) == point or str(path).startswith(point + "/")
        if inside and len(point) >= len(best):
            best, kind = point, right.split()[0]
    return kind


class InstanceLock:
    """Held while a workspace is open; the system lets go of it when the process dies, however it dies.

    It is an exclusive transaction on a tiny SQLite file of its own: the one lock the standard library has on every system.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock; AlreadyOpen if another process, or this one, holds it."""
        try:
            self._connection = sqlite3.connect(
                os.fspath(folder / "lock"), timeout=0, isolation_level=None, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise FolderNotWritable(folder) from error
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise AlreadyOpen from error
            raise FolderNotWritable(folder) from error

    def release(self) -> None:
        """Let go."""
        self._connection.close()
