"""Backups of an open workspace, made while one goes on writing.

SQLite copies the database page by page over the writer's own connection, so that what is written meanwhile is in the copy too.
The lock is let go of between two steps: a keystroke waits for one step at most. Each backup is verified before it gets its
name, and copied to a second place if one was named.
"""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

import sqlalchemy as sa

from inspektor import __version__, clock, files
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.backup import Backup, BackupKind, BackupStanding, SetAside
from inspektor.store import backup_place as places
from inspektor.store import connection as connections
from inspektor.store.backup_second import SecondCopies, kept, note
from inspektor.store.connection import APPLICATION_ID
from inspektor.store.disk import DiskFull, known_disk_troubles
from inspektor.store.journal import Recorder
from inspektor.store.key_errors import KEY_FILE
from inspektor.store.keys import Keys
from inspektor.store.local import Local
from inspektor.store.turns import Turns

FOLDER: Final = "backups"
SET_ASIDE: Final = "set-aside"
_STEP: Final = 100
"""Pages of 4 KiB copied while others wait."""
_PAUSE: Final = 0.001
_TROUBLE: Final = "backup.trouble"
_UNIT: Final = 1 << 12

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class BackupCancelled(InspektorError):
    """Whoever asked for the backup did not want it any more."""

    def text(self) -> str:
        """What happened."""
        return tr("The backup was cancelled. Those made before are as they were.")


class BackupFailed(InspektorError):
    """What was copied is not what it should be."""

    def text(self) -> str:
        """What happened."""
        return tr("The new backup was not whole, so it was not kept.")

    def advice(self) -> str:
        """What to do."""
        return tr("Examine the workspace with doctor, and make a backup to another disk.")


class Backups:
    """The backups of one workspace. One is made at a time."""

    def __init__(
        self, folder: Path, keys: Keys, local: Local, parts: tuple[Turns, Recorder, sa.Engine]
    ) -> None:
        """Take the workspace's folder, keys and drawer, and what every write goes through."""
        self.place = folder / FOLDER
        self._folder, self._keys, self._local = folder, keys, local
        self._lock, self._recorder, self._engine = parts
        self._one_at_a_time = Lock()
        self.second = SecondCopies(self.place, keys.key_id, local)

    def make(
        self, kind: BackupKind, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Backup:
        """Make a verified backup, copy it to the second place, take away what need not be kept.

        Trouble with the second place is noted, not raised. BackupCancelled, BackupFailed or trouble of the disk leave no trace.
        """
        with self._one_at_a_time:
            try:
                made = self._made(kind, _Meter(progress, cancelled, self._weight()))
            except BackupCancelled:
                raise
            except InspektorError as error:
                note(self._local, _TROUBLE, error.text())
                raise
            note(self._local, _TROUBLE, "")
            self.second.take(made, _Meter(None, cancelled, 1).more)
            return made

    def before_migration(self) -> Backup:
        """Before the database is brought to another schema. One of an earlier try does, if nothing was written since."""
        kind = BackupKind.BEFORE_MIGRATION
        with self._one_at_a_time:
            for newest in places.found(self.place)[:1]:
                if newest.kind is kind and (newest.schema, newest.counts) == self._present():
                    return newest
            return self._made(kind, _Meter(None, None, self._weight()))

    def _present(self) -> tuple[int, dict[str, int]]:
        with connections.known_troubles(self._folder), self._engine.connect() as connection:
            return _held(lambda query: int(connection.exec_driver_sql(query).scalar_one()))

    def _weight(self) -> int:
        database = self._folder / places.DATABASE
        with known_disk_troubles():
            files = sum((self._files() / each).stat().st_size for each in self._file_names())
            return database.stat().st_size * 2 + files

    def _made(self, kind: BackupKind, meter: "_Meter") -> Backup:
        with known_disk_troubles():
            folder = places.new_folder(self.place, clock.now())
            if shutil.disk_usage(self.place).free < (self._folder / places.DATABASE).stat().st_size:
                raise DiskFull
            part = folder.with_name(folder.name + places.PART)
            part.mkdir(mode=0o700)
            try:
                names = self._file_names()
                places.copy_files(self._files(), self.place / places.FILES, names, meter.more)
                self._copy(part / places.DATABASE, meter)
                files.write_whole(part / KEY_FILE, (self._folder / KEY_FILE).read_bytes(), private=True)
                moment = clock.now()
                told = verified(part, kind, moment, self._keys, names)
                files.flush(part / places.DATABASE)
                meter.more(told.size)
                files.write_whole(part / places.CONTENTS, places.contents(told, self._keys.data_key))
                places.named(part)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            if kind is not BackupKind.BEFORE_RESTORE:  # it may be the oldest one that is to be restored
                places.prune(self.place)
        return places.read(folder)

    def _files(self) -> Path:
        return self._folder / "media"

    def _file_names(self) -> tuple[str, ...]:
        found = self._files().glob("??/*") if self._files().is_dir() else ()
        return tuple(sorted(f"{each.parent.name}/{each.name}" for each in found if each.name.isalnum()))

    def _copy(self, target: Path, meter: "_Meter") -> None:
        """Copy the database; the last step also ends the text being typed, so that nothing in the copy is amended later."""
        done = 0

        def between(_status: int, left: int, total: int) -> None:
            nonlocal done
            meter.more(max(total - left - done, 0) * _UNIT)
            done = max(total - left, done)
            if left == 0:
                self._recorder.close_text()
                return
            self._lock.release()
            try:
                time.sleep(_PAUSE)
            finally:
                self._lock.acquire()

        with self._lock, connections.alone(target, self._keys.data_key) as copy:
            connection = self._engine.raw_connection()
            source = connection.driver_connection
            connection.close()  # back to its pool: others write over it between the steps
            copy.execute("PRAGMA synchronous = OFF")  # flushed as a whole when nobody waits
            if source is not None:
                with connections.used_raw(self._engine):
                    source.backup(copy, pages=_STEP, progress=between, sleep=_PAUSE)

    # What there is

    def places(self) -> tuple[Path, ...]:
        """Where the backups of this workspace lie, those that are in reach."""
        return (self.place, *self.second.in_reach())

    def listed(self) -> tuple[Backup, ...]:
        """Every backup in reach, in both places, newest first; the copy in the second place is one of its own."""
        found = [each for place in self.places() for each in places.found(place)]
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def file_folders(self) -> tuple[Path, ...]:
        """Where backups keep photos and documents; what is erased goes there too."""
        return tuple(each / places.FILES for each in self.places())

    def set_aside(self) -> tuple[SetAside, ...]:
        """The databases that restores have put aside, newest first."""
        found = sorted(
            (self._folder / SET_ASIDE).glob("*"), key=lambda each: each.stat().st_mtime, reverse=True
        )
        return tuple(
            SetAside(
                each,
                datetime.fromtimestamp(each.stat().st_mtime, UTC),
                sum(file.stat().st_size for file in each.iterdir()),
            )
            for each in found
            if each.is_dir()
        )

    def remove_set_aside(self, aside: SetAside) -> None:
        """Take it away for good."""
        with known_disk_troubles():
            shutil.rmtree(aside.folder)

    def remove(self, backup: Backup) -> None:
        """Take a backup away for good."""
        with self._one_at_a_time, known_disk_troubles():
            places.remove(backup)

    def standing(self, operations: int) -> BackupStanding:
        """How it stands, when the workspace holds so many operations."""
        found = places.found(self.place)
        changed = not found or found[0].counts.get("operations") != operations
        return BackupStanding(
            found, self.second.standing(), changed and operations > 0, kept(self._local, _TROUBLE)
        )


class _Meter:
    """How far a backup has come, in bytes; stops it when nobody wants it any more."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, total: int) -> None:
        self.total = total
        self._progress, self._cancelled = progress, cancelled
        self._done = 0

    def more(self, size: int) -> None:
        """So much more is done."""
        self._done += size
        if self._progress is not None:
            self._progress(min(self._done, self.total) // _UNIT, self.total // _UNIT)
        if self._cancelled is not None and self._cancelled():
            raise BackupCancelled


def verified(folder: Path, kind: BackupKind, moment: datetime, keys: Keys, names: tuple[str, ...]) -> Backup:
    """What a finished copy holds, after every check that SQLCipher, SQLite and the search have. BackupFailed if one fails."""
    database = folder / places.DATABASE
    with connections.alone(database, keys.data_key) as copy:
        if not is_sound(copy):
            raise BackupFailed
        schema, counts = _held(partial(_one, copy))
    return Backup(
        folder=folder,
        made_at=moment,
        kind=kind,
        app_version=__version__,
        schema=schema,
        key_id=keys.key_id,
        size=database.stat().st_size,
        sha256=places.sha256(database),
        counts=counts,
        files=names,
    )


def _held(one: Callable[[str], int]) -> tuple[int, dict[str, int]]:
    """The schema and the counts of a database."""
    return one("PRAGMA user_version"), {
        "operations": one("SELECT count(*) FROM operation"),
        "follow_ups": one("SELECT count(*) FROM follow_up WHERE hidden = 0"),
    }


def is_sound(connection: Any) -> bool:
    """Whether a database that nobody else has open is whole, and ours."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return False
    if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        return False
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    return _one(connection, "PRAGMA application_id") == APPLICATION_ID


def _one(connection: Any, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
