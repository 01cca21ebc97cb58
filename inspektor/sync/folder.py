"""The shared folder as a place for immutable files: list, read, write.

It may be an SMB share, a OneDrive, Nextcloud or Syncthing folder, or a USB stick: slow, late, holding old
listings, cut files and files of others. So a file is written once under a name that says what it is, whole
or not at all; its content proves itself when read; nothing is locked or renamed, and no file's absence
means anything. Nothing is replaced or removed but what holds erased values (see `clearing`), and one's own
bundles that a pack holds (see `packing`).
"""

import errno
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from inspektor.errors import InspektorError
from inspektor.i18n import tr

PART: Final = ".part"
HARMED: Final = -1
"""The length noted for a file whose content is found to be wrong."""
_OWN_NAME: Final = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.[a-z]{2,4}")
_LONGEST_NAME: Final = 120
_DEEPEST: Final = 4
_TRIES: Final = 5
_PAUSE: Final = 0.05


class FolderTrouble(InspektorError):
    """The shared folder did not do what was asked. Everything is kept on this computer until it does."""

    def text(self) -> str:
        """What happened."""
        return tr("The shared folder could not be used.")

    def advice(self) -> str:
        """What to do."""
        return tr("Nothing is lost: everything is on this computer and is sent the next time it works.")


class FolderMissing(FolderTrouble):
    """The folder is not there: no network, a stick pulled out, a share that moved."""

    def text(self) -> str:
        """What happened."""
        return tr("The shared folder cannot be reached.")

    def advice(self) -> str:
        """What to do."""
        return tr("Connect to the network or plug in the stick, or choose the folder again. Nothing is lost.")


class FolderDenied(FolderTrouble):
    """The folder is there, but this user may not write in it."""

    def text(self) -> str:
        """What happened."""
        return tr("This user may not write in the shared folder.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask whoever looks after the folder for the right to write in it. Nothing is lost.")


class FolderFull(FolderTrouble):
    """There is no room left."""

    def text(self) -> str:
        """What happened."""
        return tr("The shared folder is full.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask whoever looks after the folder for more room. Nothing is lost.")


class NotReadBack(FolderTrouble):
    """What was written is not what can be read again."""

    def text(self) -> str:
        """What happened."""
        return tr("The shared folder did not keep a file as it was written.")


class NotReady(Exception):
    """One file cannot be read now: it went away, is still on its way, or is held by another program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listing says of a file; a hint, never a proof."""

    size: int
    modified: int
    """Nanoseconds; compared with itself only, to see that a file was changed."""


class Folder(Protocol):
    """The port through which everything reaches the folder. Names are relative, with "/" between their parts."""

    def entries(self) -> dict[str, Entry]:
        """Every file by name. FolderMissing if the folder cannot be reached."""

    def read(self, name: str, limit: int) -> bytes:
        """A file's bytes, at most `limit` + 1 of them; NotReady if it cannot be read now."""

    def write(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Put a file there whole. A file that has the name already stays as it is, unless `replace` says it is ours.

        Raises FolderTrouble if it cannot be done; then it is not known whether the file is there.
        """

    def remove(self, name: str) -> None:
        """Take a listed file away, because what it holds was erased or lies in a pack; it may be gone already."""

    def write_notice(self, name: str, text: str) -> None:
        """Put a text for people there, unless there is one."""


class DirectoryFolder:
    """A group's folder in the file system. `place` is the folder the user chose, which is never made, only used."""

    def __init__(self, place: Path, name: str, writer: str) -> None:
        """Name the chosen place, the group's folder in it, and a short mark of this laptop for unfinished files."""
        self._place = place
        self._root = place / name
        self._writer = writer

    def entries(self) -> dict[str, Entry]:
        """Every file of the group's folder, with unfinished files, links and deeper folders left out."""
        if not self._place.is_dir():
            raise FolderMissing
        try:
            return dict(_walk(self._root, "", _DEEPEST))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise trouble(error) from error

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a listed file."""
        try:
            with (self._root / name).open("rb") as file:
                return file.read(limit + 1)
        except OSError as error:
            raise NotReady(type(error).__name__) from error

    def write(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Write beside, flush to the disk, put in place, read back."""
        if not _OWN_NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            raise ValueError(name)
        if not self._place.is_dir():
            raise FolderMissing
        self._put(self._root / name, data, replace=replace)

    def remove(self, name: str) -> None:
        """Take a listed file away."""
        try:
            (self._root / name).unlink(missing_ok=True)
        except OSError as error:
            raise trouble(error) from error

    def write_notice(self, name: str, text: str) -> None:
        """Put a text for people in the group's folder, unless there is one."""
        self._put(self._root / name, text.encode("utf-8"), replace=False)

    def _put(self, target: Path, data: bytes, *, replace: bool) -> None:
        part = target.with_name(f"{target.name}.{self._writer}{PART}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() and not replace:
                return
            _write_through(part, data)
            _take_name(part, target)
            _flush_directory(target.parent)
            if target.read_bytes() != data:
                raise NotReadBack
        except OSError as error:
            _forget(part)
            raise trouble(error) from error


def trouble(error: OSError) -> FolderTrouble:
    """The system's error as one that says what to do."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return FolderDenied()
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return FolderFull()
    if error.errno in (
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENODEV,
        errno.EHOSTDOWN,
        errno.ENETUNREACH,
        errno.ESTALE,
    ):
        return FolderMissing()
    return FolderTrouble()


def _walk(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Entry]]:
    with os.scandir(folder) as found:
        for each in found:
            name = before + each.name
            if each.is_dir(follow_symlinks=False):
                if depth:
                    yield from _walked_if_readable(Path(each.path), name + "/", depth - 1)
            elif each.is_file(follow_symlinks=False) and not each.name.endswith(PART):
                yield from _entry(name, each)


def _entry(name: str, found: os.DirEntry[str]) -> Iterator[tuple[str, Entry]]:
    try:
        status = found.stat(follow_symlinks=False)
    except FileNotFoundError:  # it went away while the folder was read
        return
    yield name, Entry(status.st_size, status.st_mtime_ns)


def _walked_if_readable(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Entry]]:
    """A folder below that cannot be listed hides its own files only; writing there says what is wrong."""
    try:
        yield from _walk(folder, before, depth)
    except (PermissionError, FileNotFoundError):
        return


def _write_through(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_name(part: Path, target: Path) -> None:
    """Put the finished file in place; virus scanners and sync programs may hold either for a moment."""
    for left in range(_TRIES - 1, -1, -1):
        try:
            part.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _flush_directory(folder: Path) -> None:
    """Make the new name itself durable, where the system can; a share that cannot is read back all the same."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return
