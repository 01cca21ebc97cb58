"""How it stands with the backups, and what is in one."""

from inspektor.shapes.backup import Backup, BackupStanding, KeptFollowUp, SetAside
from inspektor.store import backup_inside
from inspektor.store.workspace import Workspace


def standing(workspace: Workspace) -> BackupStanding:
    """The backups on this computer, the second place, and whether something was written since."""
    with workspace.read() as connection:
        held = int(connection.exec_driver_sql("SELECT count(*) FROM operation").scalar_one())
    return workspace.backups.standing(held)


def listed(workspace: Workspace) -> tuple[Backup, ...]:
    """Every backup in reach, also in the second place, newest first."""
    return workspace.backups.listed()


def set_aside(workspace: Workspace) -> tuple[SetAside, ...]:
    """What restores have put aside."""
    return workspace.backups.set_aside()


def follow_ups(workspace: Workspace, backup: Backup) -> tuple[KeptFollowUp, ...]:
    """The follow-ups in a backup. BackupRefused says why they cannot be read."""
    return backup_inside.follow_ups(workspace, backup)
