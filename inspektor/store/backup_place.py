"""What lies in a place for backups: a folder for each, and their photos and documents beside, once for all.

A backup's folder holds a whole encrypted database, the key file of its time, and a list of contents in clear that tells of
nobody. The list is sealed by the workspace's key, so that what was exchanged or mixed is seen. A folder without `.part` is
whole: it was flushed and verified before it got its name.
"""

import contextlib
import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from inspektor import clock, files
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.shapes.backup import Backup, BackupKind, superfluous
from inspektor.store.key_errors import KEY_FILE

DATABASE: Final = "inspektor.db"
CONTENTS: Final = "contents.json"
FILES: Final = "files"
PART: Final = ".part"
FORMAT: Final = 1
_CHUNK: Final = 1 << 20
_MOST_CONTENTS: Final = 64 << 20

NO_BACKUP = tr_mark("It is not a backup made by Inspektor.")
DAMAGED = tr_mark("It is damaged or cut short.")
NEWER = tr_mark("It was made by a newer version of Inspektor. Update the program on this computer.")
FOREIGN = tr_mark("It belongs to another workspace.")

Heard = Callable[[int], object]
"""Told of each handful of bytes; what it raises ends the work."""


class BackupRefused(InspektorError):
    """A backup that is not used; the workspace is as it was."""

    def __init__(self, name: str, why: str) -> None:
        """Name the backup and give the reason, a marked text."""
        super().__init__(name, why)
        self.name, self.why = name, why

    def text(self) -> str:
        """Which one, and why."""
        return tr("The backup {name} cannot be used. {why}").format(name=self.name, why=tr(self.why))

    def advice(self) -> str:
        """What became of what is there."""
        return tr("Nothing has been changed. Choose another backup.")


def contents(backup: Backup, data_key: bytes) -> bytes:
    """The list of contents as a file, sealed."""
    values = _values(backup)
    return (json.dumps({**values, "seal": _seal(values, data_key)}, indent=1) + "\n").encode()


def _values(backup: Backup) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": backup.made_at.astimezone(UTC).isoformat(),
        "kind": backup.kind.value,
        "app_version": backup.app_version,
        "schema": backup.schema,
        "key_id": backup.key_id,
        "size": backup.size,
        "sha256": backup.sha256,
        "counts": dict(backup.counts),
        "files": list(backup.files),
        "reached": (backup.reached or backup.made_at).astimezone(UTC).isoformat(),
    }


def _seal(values: dict[str, Any], data_key: bytes) -> str:
    key = hmac.digest(data_key, b"inspektor backup contents 1", "sha256")
    return hmac.digest(key, json.dumps(values, sort_keys=True).encode(), "sha256").hex()


def is_sealed(backup: Backup, data_key: bytes) -> bool:
    """Whether the list of contents is the one that was written with this key."""
    try:
        seal = str(json.loads((backup.folder / CONTENTS).read_bytes()).get("seal", ""))
    except (OSError, ValueError, AttributeError):
        return False
    return hmac.compare_digest(seal, _seal(_values(backup), data_key))


def read(folder: Path) -> Backup:
    """The backup in a folder, by its list of contents. BackupRefused says why it is none."""
    try:
        with (folder / CONTENTS).open("rb") as file:
            values = json.loads(file.read(_MOST_CONTENTS))
    except FileNotFoundError as error:
        raise BackupRefused(folder.name, NO_BACKUP) from error
    except (OSError, ValueError, RecursionError) as error:
        raise BackupRefused(folder.name, DAMAGED) from error
    if isinstance(values, dict) and isinstance(values.get("format"), int) and values["format"] > FORMAT:
        raise BackupRefused(folder.name, NEWER)
    try:
        return Backup(
            folder=folder,
            made_at=datetime.fromisoformat(values["made_at"]).astimezone(UTC),
            kind=BackupKind(values["kind"]),
            app_version=str(values["app_version"]),
            schema=int(values["schema"]),
            key_id=str(values["key_id"]),
            size=int(values["size"]),
            sha256=str(values["sha256"]),
            counts={str(name): int(number) for name, number in values["counts"].items()},
            files=tuple(str(name) for name in values["files"] if _is_file_name(str(name))),
            reached=datetime.fromisoformat(values["reached"]).astimezone(UTC),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupRefused(folder.name, DAMAGED) from error


def _is_file_name(name: str) -> bool:
    """A keyed hash, below a folder of its two first digits: never a way out of the place."""
    head, _, tail = name.partition("/")
    return len(head) == 2 and tail.startswith(head) and tail.isalnum() and tail.isascii()


def found(place: Path) -> tuple[Backup, ...]:
    """The backups that can be read in a place, newest first; none if the place is away."""
    backups = []
    with contextlib.suppress(OSError):
        for each in place.iterdir():
            if each.is_dir() and not each.name.endswith(PART) and each.name != FILES:
                with contextlib.suppress(BackupRefused):
                    backups.append(read(each))
    return tuple(sorted(backups, key=lambda each: (each.made_at, each.name), reverse=True))


def new_folder(place: Path, moment: datetime) -> Path:
    """A name in the place that nothing has; what an interrupted backup left there goes."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in place.glob(f"*{PART}"):
        shutil.rmtree(left)
    name = f"{clock.local(moment):%Y-%m-%d_%H.%M.%S}"
    taken = {each.name for each in place.iterdir()}
    return place / next(
        each for each in (name, *(f"{name}_{n}" for n in range(2, 1000))) if each not in taken
    )


def named(part: Path) -> Path:
    """Give a finished backup its name: from now on it counts."""
    folder = part.with_name(part.name.removesuffix(PART))
    files.sync_folder(part)
    part.replace(folder)
    files.sync_folder(folder.parent)
    return folder


def copy_files(source: Path, target: Path, names: Iterable[str], heard: Heard) -> None:
    """Photos and documents that the target lacks; each is encrypted already, and one file serves all backups.

    One that is gone from the source was erased meanwhile.
    """
    for name in names:
        there = target / name
        if not (source / name).exists():
            continue
        size = (source / name).stat().st_size
        if not there.exists() or there.stat().st_size != size:
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy_file(source / name, there, heard)
        else:
            heard(size)


def copy_file(source: Path, target: Path, heard: Heard) -> str:
    """Copy one closed file whole, flushed to disk, and give the SHA-256 of what was read."""
    digest = hashlib.sha256()
    part = target.with_name(target.name + PART)
    try:
        with source.open("rb") as given, part.open("wb") as taken:
            while chunk := given.read(_CHUNK):
                taken.write(chunk)
                digest.update(chunk)
                heard(len(chunk))
            taken.flush()
            os.fsync(taken.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def sha256(path: Path) -> str:
    """Of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copied(backup: Backup, place: Path, heard: Heard) -> Backup:
    """The same backup in another place, whole and read back. OSError if the place does not do it."""
    part = new_folder(place, backup.made_at).with_name(backup.name + PART)
    if (place / backup.name).exists():
        return read(place / backup.name)
    copy_files(backup.folder.parent / FILES, place / FILES, backup.files, heard)
    part.mkdir(mode=0o700)
    try:
        copy_file(backup.folder / DATABASE, part / DATABASE, heard)
        for name in (KEY_FILE, CONTENTS):
            copy_file(backup.folder / name, part / name, heard)
        _require(backup, part / DATABASE)
        return replace(backup, folder=named(part))
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _require(backup: Backup, database: Path) -> None:
    if sha256(database) != backup.sha256:
        raise BackupRefused(backup.name, DAMAGED)


def remove(backup: Backup) -> None:
    """Take a backup away, and the photos and documents that no other backup of its place names."""
    part = backup.folder.with_name(backup.folder.name + PART)
    backup.folder.replace(part)  # half a backup must never look like one
    shutil.rmtree(part)
    tidy(backup.folder.parent)


def prune(place: Path) -> None:
    """Take away what need not be kept."""
    for each in superfluous(found(place), clock.now()):
        remove(each)
    tidy(place)


def tidy(place: Path) -> None:
    """Take away photos and documents that no backup of the place names. With one that cannot be read, all stay."""
    folders = [each for each in place.iterdir() if each.is_dir() and each.name != FILES]
    backups = found(place)
    if len(backups) != len(folders) or not (place / FILES).is_dir():
        return
    wanted = {name for each in backups for name in each.files}
    for file in list((place / FILES).glob("*/*")):
        if f"{file.parent.name}/{file.name}" not in wanted:
            file.unlink()
