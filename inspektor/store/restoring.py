"""Putting a backup in the place of a workspace that is closed, or where none is.

Everything is copied and verified beside first. Then a mark says that it is ready, and only renames are left: the present database
with its log goes to a folder of its own, the restored one takes its place. Whoever opens the workspace after an interruption
finishes by the mark, so that there is the old one or the new one at every moment, never half of each.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from inspektor import clock, files
from inspektor.shapes.backup import Backup
from inspektor.store import backup_place as places
from inspektor.store import connection as connections
from inspektor.store import key_file
from inspektor.store.backup import SET_ASIDE, BackupCancelled, Cancelled, Progress, is_sound
from inspektor.store.connection import DatabaseDamaged
from inspektor.store.disk import DiskFull, known_disk_troubles
from inspektor.store.key_errors import KEY_FILE, KeyFileError, WrongPassphrase, WrongRecoveryPhrase
from inspektor.store.key_file import SPARE_FILE
from inspektor.store.keys import Keys
from inspektor.store.location import InstanceLock, refuse_network
from inspektor.store.migrations import NEWEST

SCRATCH: Final = "restoring"
_READY: Final = "ready"
_OLD: Final = (places.DATABASE, f"{places.DATABASE}-wal", f"{places.DATABASE}-shm")
_UNIT: Final = 1 << 12

Unlock = Callable[[Path], Keys]
"""Opens the key file of a folder with what the user wrote; raises what `keys.unlock` raises."""


def restore(
    folder: Path,
    backup: Backup,
    unlock: Unlock,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Put the backup in the folder, where the workspace is closed. What was there is kept under `set-aside`.

    AlreadyOpen, BackupRefused, WrongPassphrase and its kin, and trouble of the disk leave everything as it was.
    """
    refuse_network(folder)
    refuse_unfit(folder, backup)
    fresh = not folder.exists()
    with known_disk_troubles():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = InstanceLock(folder)
        try:
            _finish(folder)
            scratch = _prepared(folder, backup, unlock, _Told(backup.size, progress, cancelled))
            files.write_whole(scratch / _READY, _aside_name(folder).encode())
            _finish(folder)
        finally:
            lock.release()
            if fresh and not (folder / places.DATABASE).exists():
                shutil.rmtree(folder)


def finish(folder: Path) -> None:
    """Finish a restore that was interrupted when all was ready; take away what one left that was not."""
    if not (folder / SCRATCH).exists():
        return
    lock = InstanceLock(folder)
    try:
        with known_disk_troubles():
            _finish(folder)
    finally:
        lock.release()


def verify(backup: Backup, keys: Keys, database: Path) -> None:
    """BackupRefused unless a copy of the backup's database is whole, genuine, and can be opened by this program."""
    if not places.is_sealed(backup, keys.data_key) or places.sha256(database) != backup.sha256:
        raise places.BackupRefused(backup.name, places.DAMAGED)
    try:
        with connections.alone(database, keys.data_key) as copy:
            sound = is_sound(copy)
    except DatabaseDamaged:
        sound = False
    if not sound:
        raise places.BackupRefused(backup.name, places.DAMAGED)


def opened(folder: Path, backup: Backup, unlock: Unlock, told: places.Heard) -> Keys:
    """Copy the backup's database and key file to an empty folder, and verify them there; gives its keys."""
    if not (backup.folder / places.DATABASE).is_file():
        raise places.BackupRefused(backup.name, places.DAMAGED)
    if shutil.disk_usage(folder).free < backup.size:
        raise DiskFull
    places.copy_file(backup.folder / KEY_FILE, folder / KEY_FILE, told)
    try:
        keys = unlock(folder)
    except KeyFileError as error:
        raise places.BackupRefused(backup.name, places.DAMAGED) from error
    if keys.key_id != backup.key_id:
        raise places.BackupRefused(backup.name, places.DAMAGED)
    places.copy_file(backup.folder / places.DATABASE, folder / places.DATABASE, told)
    verify(backup, keys, folder / places.DATABASE)
    return keys


def refuse_unfit(folder: Path, backup: Backup) -> None:
    """What can be said before anything is unlocked: that it is another's, or newer than this program."""
    if backup.schema > NEWEST:
        raise places.BackupRefused(backup.name, places.NEWER)
    if not (backup.folder / KEY_FILE).is_file():
        raise places.BackupRefused(backup.name, places.DAMAGED)
    present = _key_id(folder)
    if present is not None and present != backup.key_id:
        raise places.BackupRefused(backup.name, places.FOREIGN)


def _key_id(folder: Path) -> str | None:
    """Whose workspace is in the folder; None if there is none, or its keys are lost."""
    for name in (KEY_FILE, SPARE_FILE):
        try:
            return key_file.from_bytes((folder / name).read_bytes()).key_id
        except (OSError, ValueError):
            continue
    return None


def _prepared(folder: Path, backup: Backup, unlock: Unlock, told: places.Heard) -> Path:
    """A folder beside the database with everything in it but the mark that it is ready."""
    scratch = folder / SCRATCH
    scratch.mkdir(mode=0o700)
    try:
        keys = _opened_by_either(folder, scratch, backup, unlock, told)
        places.copy_files(backup.folder.parent / places.FILES, folder / "media", backup.files, told)
        files.flush(scratch / places.DATABASE)
        keys.wipe()
    except BaseException:
        forget(scratch)
        raise
    return scratch


def _opened_by_either(
    folder: Path, scratch: Path, backup: Backup, unlock: Unlock, told: places.Heard
) -> Keys:
    """The present key file stays where it opens by what was written; else the backup's own takes its place."""
    try:
        keys = unlock(folder)
    except (KeyFileError, WrongPassphrase, WrongRecoveryPhrase):
        keys = opened(scratch, backup, unlock, told)
        (scratch / SPARE_FILE).unlink(missing_ok=True)
        return keys
    opened(scratch, backup, lambda _: keys, told)
    (scratch / KEY_FILE).unlink()
    return keys


def _aside_name(folder: Path) -> str:
    moment = f"{clock.local(clock.now()):%Y-%m-%d_%H.%M.%S}"
    taken = {each.name for each in (folder / SET_ASIDE).glob("*")}
    return next(each for each in (moment, *(f"{moment}_{n}" for n in range(2, 1000))) if each not in taken)


def _finish(folder: Path) -> None:
    """Under the lock. Each step may have been done already; the restored database is moved last."""
    scratch = folder / SCRATCH
    if (scratch / _READY).exists() and (scratch / places.DATABASE).exists():
        aside = folder / SET_ASIDE / (scratch / _READY).read_text()
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (scratch / KEY_FILE).exists():
            for name in (KEY_FILE, SPARE_FILE):
                if (folder / name).exists():
                    shutil.copyfile(folder / name, aside / name)
            (scratch / KEY_FILE).replace(folder / KEY_FILE)
            (folder / SPARE_FILE).unlink(missing_ok=True)
        for name in _OLD:
            if (folder / name).exists():
                (folder / name).replace(aside / name)
        files.sync_folder(aside)
        (scratch / places.DATABASE).replace(folder / places.DATABASE)
        files.sync_folder(folder)
        if not any(aside.iterdir()):
            aside.rmdir()
    forget(scratch)


def forget(scratch: Path) -> None:
    """Take a folder away that nobody needs."""
    shutil.rmtree(scratch, ignore_errors=True)


class _Told:
    """How far it has come, in bytes."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._done, self._total, self._progress, self._cancelled = 0, total, progress, cancelled

    def __call__(self, size: int) -> None:
        self._done += size
        if self._progress is not None:
            self._progress(min(self._done, self._total) // _UNIT, self._total // _UNIT)
        if self._cancelled is not None and self._cancelled():
            raise BackupCancelled
