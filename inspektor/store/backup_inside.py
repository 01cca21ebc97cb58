"""Looking into a backup of one's own, and making it anew without what has been erased since."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from inspektor import clock, files
from inspektor.shapes.backup import Backup, KeptFollowUp, SetAside
from inspektor.store import backup_place as places
from inspektor.store import connection as connections
from inspektor.store import key_file, restoring
from inspektor.store.backup import verified
from inspektor.store.connection import DatabaseDamaged
from inspektor.store.disk import known_disk_troubles
from inspektor.store.key_errors import KEY_FILE
from inspektor.store.keys import Keys
from inspektor.store.media import Media
from inspektor.store.workspace import Workspace, WorkspaceMissing

SCRATCH: Final = "inside"
_HEARD: Final = "heard"
_FOLLOW_UPS: Final = """
SELECT f.id, coalesce(u.name, ''), coalesce(p.name, ''), f.status, coalesce(f.planned_on, ''),
  (SELECT count(*) FROM note n WHERE n.follow_up_id = f.id AND n.hidden = 0)
FROM follow_up f LEFT JOIN unit u ON u.id = f.unit_id LEFT JOIN provider p ON p.id = u.provider_id
WHERE f.hidden = 0 ORDER BY f.planned_on IS NULL, f.planned_on DESC, f.id DESC
"""


def follow_ups(workspace: Workspace, backup: Backup) -> tuple[KeptFollowUp, ...]:
    """The follow-ups that a backup of this workspace holds. Nothing is copied or changed. BackupRefused says why not."""
    restoring.refuse_unfit(workspace.folder, backup)
    try:
        with connections.looking(backup.folder / places.DATABASE, workspace._keys.data_key) as inside:
            return tuple(KeptFollowUp(*row) for row in inside.execute(_FOLLOW_UPS).fetchall())
    except DatabaseDamaged as error:
        raise places.BackupRefused(backup.name, places.DAMAGED) from error


@contextmanager
def inside(workspace: Workspace, backup: Backup) -> Iterator[Workspace]:
    """The backup as a workspace of its own, verified, in an encrypted copy that is taken away afterwards."""
    restoring.refuse_unfit(workspace.folder, backup)
    scratch = workspace.folder / SCRATCH

    with known_disk_troubles():
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(mode=0o700)
    try:
        with known_disk_troubles():
            keys = restoring.opened(scratch, backup, partial(_keys_of, workspace), lambda _size: None)
        copy = Workspace.open(scratch, keys)
        if (backup.folder.parent / places.FILES).is_dir():
            copy.media = Media(backup.folder.parent / places.FILES, keys.media_key)
        try:
            yield copy
        finally:
            if not copy.closed:
                copy.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def keep_erased(workspace: Workspace) -> None:
    """After a restore: what had been erased in the meantime stays erased, as the database that was put aside says.

    At the first opening, and noted beside it. One that cannot be read any more says nothing; colleagues' laptops say it by the
    next pass.
    """
    for aside in workspace.backups.set_aside():
        if not (aside.folder / _HEARD).exists():
            _take_erasures(workspace, aside)
            with known_disk_troubles():
                (aside.folder / _HEARD).touch()


def _take_erasures(workspace: Workspace, aside: SetAside) -> None:
    scratch = workspace.folder / SCRATCH
    with known_disk_troubles():
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(aside.folder, scratch)
        shutil.copyfile(workspace.folder / KEY_FILE, scratch / KEY_FILE)
    try:
        older = Workspace.open(scratch, _keys_of(workspace, scratch))
        try:
            erasures, launches = older.journal.erasures(), older.journal.launches()
        finally:
            older.close()
    except (DatabaseDamaged, WorkspaceMissing):
        return
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    workspace.absorb(erasures, launches)
    own = {each.id for each in launches if each.device == workspace.identity.device_id}
    workspace.journal.unsent([each.id for each in erasures if each.id.launch in own])
    workspace.erasures.clear_traces()


def _keys_of(workspace: Workspace, folder: Path) -> Keys:
    return Keys(folder, workspace._keys.data_key, key_file.load(folder))


def renew(workspace: Workspace, backup: Backup) -> Backup:
    """Make a backup anew without what this workspace knows to be erased; the old one is gone when the new one is whole."""
    moment, keys = clock.now(), workspace._keys
    with inside(workspace, backup) as copy:
        copy.absorb(workspace.journal.erasures(), workspace.journal.launches())
        for each in workspace.journal.bundles():  # those here have been cleared, or will be by the next pass
            if copy.journal.has_bundle(each.hash):
                copy.journal.replace_bundle(each.hash, workspace.journal.bundle_bytes(each.hash))
        copy.erasures.clear_traces()
        copy.close()
        with known_disk_troubles():
            folder = places.new_folder(backup.folder.parent, backup.made_at)
            part = folder.with_name(folder.name + places.PART)
            part.mkdir(mode=0o700)
            try:
                places.copy_file(copy.folder / places.DATABASE, part / places.DATABASE, lambda _size: None)
                places.copy_file(backup.folder / KEY_FILE, part / KEY_FILE, lambda _size: None)
                there = backup.folder.parent / places.FILES
                names = tuple(name for name in backup.files if (there / name).exists())
                told = replace(verified(part, backup.kind, backup.made_at, keys, names), reached=moment)
                files.flush(part / places.DATABASE)
                files.write_whole(part / places.CONTENTS, places.contents(told, keys.data_key))
                made = replace(told, folder=places.named(part))
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            places.remove(backup)
    return made
