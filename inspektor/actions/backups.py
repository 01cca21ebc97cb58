"""Making backups, keeping them in a second place, and getting back what they hold: all of it, or one follow-up."""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from inspektor import clock
from inspektor.actions import first_start, signing
from inspektor.actions.follow_up_files import pictures, take_in, told_of
from inspektor.changes import ChangeSet
from inspektor.errors import NotFound
from inspektor.exchange.follow_up_file import pack, unpacked
from inspektor.i18n import tr_mark
from inspektor.queries.backups import standing
from inspektor.shapes.backup import Backup, BackupKind, SetAside
from inspektor.shapes.words import PHRASE_WORDS, split_words
from inspektor.store import backup_inside, backup_place, restoring
from inspektor.store.backup import Cancelled, Progress
from inspektor.store.keys import check_passphrase_rules, unlock, unlock_with_recovery
from inspektor.store.workspace import Workspace

LARGE_IMPORT: Final = 4 << 20
"""Bytes. What is smaller is imported at once: it is one step that can be undone."""


def make(
    workspace: Workspace,
    kind: BackupKind = BackupKind.BY_HAND,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Backup:
    """Make a verified backup; one goes on writing meanwhile."""
    return workspace.backups.make(kind, progress, cancelled)


def make_due(
    workspace: Workspace, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Backup | None:
    """The day's backup, if anything was written since the last one and today has none."""
    stands = standing(workspace)
    today = clock.local(clock.now()).date()
    if not stands.changed or any(clock.local(each.made_at).date() == today for each in stands.backups):
        return None
    return make(workspace, BackupKind.DAILY, progress, cancelled)


def make_before_import(
    workspace: Workspace, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Backup | None:
    """A backup before a large file is imported, if anything was written since the last one."""
    try:
        large = path.stat().st_size >= LARGE_IMPORT
    except OSError:  # whoever opens it says so
        return None
    if not large or not standing(workspace).changed:
        return None
    return make(workspace, BackupKind.BEFORE_IMPORT, progress, cancelled)


def name_second(workspace: Workspace, place: Path | None) -> None:
    """Copy every backup to this place too; None: no longer. SecondPlaceAway if it cannot be written in."""
    workspace.backups.second.name(place)


def remove(workspace: Workspace, backup: Backup) -> None:
    """Take a backup away for good."""
    workspace.backups.remove(backup)


def remove_set_aside(workspace: Workspace, aside: SetAside) -> None:
    """Take away for good what a restore put aside."""
    workspace.backups.remove_set_aside(aside)


def renew(
    workspace: Workspace,
    backups: Sequence[Backup],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Make backups anew without what has been erased; how many. Each old one is gone when the new one is whole."""
    for done, each in enumerate(backups):
        if cancelled is not None and cancelled():
            return done
        if progress is not None:
            progress(done, len(backups))
        backup_inside.renew(workspace, each)
    return len(backups)


def restore(
    folder: Path,
    backup: Backup,
    passphrase: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Workspace:
    """Put a backup in the place of a closed workspace, and open it. What was there is kept under `set-aside`.

    The passphrase is the present one, or that of the backup's time; where it is the latter, it holds from now on.
    """
    restoring.restore(folder, backup, partial(unlock, passphrase=passphrase), progress, cancelled)
    workspace = first_start.open_workspace(folder, passphrase)
    try:
        signing.stay_able_to_sign(workspace, passphrase)
    except BaseException:
        workspace.close()
        raise
    return workspace


def restore_by_phrase(
    folder: Path,
    backup: Backup,
    phrase: Sequence[str],
    passphrase: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Workspace:
    """The same with the words of the recovery sheet and a new passphrase."""
    check_passphrase_rules(passphrase)
    restoring.restore(folder, backup, partial(unlock_with_recovery, phrase=phrase), progress, cancelled)
    return first_start.recover(folder, phrase, passphrase)


def put_back(folder: Path, backup: Backup, secret: str, progress: Progress | None = None) -> Workspace | None:
    """Restore by the passphrase, and open; by the words of the recovery sheet, which then open the lock: None."""
    words = split_words(secret)
    if len(words) != PHRASE_WORDS:
        return restore(folder, backup, secret, progress)
    restoring.restore(folder, backup, partial(unlock_with_recovery, phrase=words), progress)
    return None


def prepare_restore(
    workspace: Workspace,
    backup: Backup,
    passphrase: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Backup:
    """Where the workspace is open: see that a restore can be done, and back up what is here. It is closed next."""
    signing.confirm(workspace, passphrase)
    restoring.refuse_unfit(workspace.folder, backup)
    return make(workspace, BackupKind.BEFORE_RESTORE, progress, cancelled)


def bring_back(workspace: Workspace, backup: Backup, follow_up_id: str) -> ChangeSet:
    """Make a follow-up of what a backup holds of one, beside the present one. NotFound, BackupRefused; nothing is changed then.

    As an import from a file: signed documents, grave risks and the history stay in the backup.
    """
    kept = next(
        (each for each in backup_inside.follow_ups(workspace, backup) if each.id == follow_up_id), None
    )
    if kept is None:
        raise NotFound(tr_mark("The follow-up"), follow_up_id)
    with backup_inside.inside(workspace, backup) as copy:
        content = _under_new_names(told_of(copy, follow_up_id))
        packed = io.BytesIO(pack(content, pictures(copy, content)))
    with unpacked(backup.name, packed) as file:
        return take_in(workspace, file, tr_mark("Restore follow-up from backup"))


def _under_new_names(content: dict[str, Any]) -> dict[str, Any]:
    """The same records with ids of their own, so that they stand beside those they are copies of."""
    rows = [content["follow_up"], *(row for rows in content["records"].values() for row in rows)]
    names = {row["id"]: clock.new_id() for row in rows}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    renewed: dict[str, Any] = renamed(content)
    return renewed


def found_in(place: Path) -> tuple[Backup, ...]:
    """The backups below a folder that somebody points at: its own, those of a workspace, or of a second place."""
    for folder in (place, place / "backups", *sorted(place.glob("inspektor-backups-*"))):
        if found := backup_place.found(folder):
            return found
    if (place / backup_place.CONTENTS).exists():
        return (backup_place.read(place),)
    return ()


def by_name(place: Path, name: str) -> Backup:
    """One of them by its name, or the newest by "latest". BackupRefused for a folder that is none."""
    found = found_in(place)
    if name == "latest" and found:
        return found[0]
    for each in found:
        if each.name == name:
            return each
    return backup_place.read(place / "backups" / name)
