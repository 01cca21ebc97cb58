"""What can go wrong with the disk below a workspace, in words, whoever found it: the database or the file system."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from inspektor import files
from inspektor.errors import InspektorError, MayPass
from inspektor.i18n import tr

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ESTALE})
_PROBE = "probe"
_LITTLE = 1 << 16
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class DiskFull(MayPass):
    """The disk has no room for the write."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The disk is full, so nothing more can be saved.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Free some space and try again. What you see in the window is kept there until it can be saved."
        )


class DiskReadOnly(MayPass):
    """The disk or the folder does not allow writing."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The workspace cannot be written to.")

    def advice(self) -> str:
        """What to do."""
        return tr("Check that the disk is not write-protected and that you may write in the folder.")


class DiskFailed(MayPass):
    """The disk answered a read or a write with an error of its own: pulled out, failing, or full in a way it does not tell."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The disk answers with an error, so nothing can be read or saved.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Check that the disk is plugged in and has room, then try again. If it happens again, make a backup to another"
            " disk: this one may be failing."
        )


class FolderGone(MayPass):
    """A folder that the workspace was opened in is not there any more."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The workspace's folder is not where it was opened: it was moved, renamed or unplugged.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "What has been saved lies where the folder is now. Close Inspektor, and open the workspace there."
        )


def trouble_of(error: OSError) -> InspektorError:
    """What an error of the file system is called in words."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _GONE:
        return FolderGone()
    return DiskReadOnly() if error.errno in _READ_ONLY else DiskFailed()


def trouble_in(folder: Path) -> InspektorError | None:
    """What stands in the way of writing in a folder; None if a little can be written there.

    SQLite often does not say why a file could not be made or grown. The system says it when it is asked for the same.
    """
    try:
        files.write_whole(folder / _PROBE, os.urandom(_LITTLE))
        (folder / _PROBE).unlink()
    except OSError as error:
        return trouble_of(error)
    return None


@contextlib.contextmanager
def known_disk_troubles() -> Iterator[None]:
    """Turn the file system's own errors into those a user can meet."""
    try:
        yield
    except OSError as error:
        raise trouble_of(error) from error
