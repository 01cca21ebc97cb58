"""A new version brings the workspace to another schema: after a backup, all steps or none, and never of a newer one."""

import pytest

from inspektor.actions import backups, interviews
from inspektor.shapes.backup import BackupKind
from inspektor.store import backup, migrations
from inspektor.store.disk import DiskFull
from inspektor.store.migrations import runner
from inspektor.store.workspace import Workspace
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.writers import GROWN, next_schema, opened

FAILING = ("ALTER TABLE note ADD COLUMN text TEXT",)
"""It names a column that is there already."""


def version(workspace: Workspace) -> int:
    with workspace.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def kinds(workspace: Workspace) -> list[BackupKind]:
    return [each.kind for each in workspace.backups.listed()]


def test_a_step_that_fails_leaves_data_and_version_and_a_backup(tmp_path, monkeypatch):
    workspace = a_workspace(tmp_path)
    follow_up = a_follow_up(workspace)
    interviews.add_note(workspace, follow_up, "före")
    state = workspace.state_hash()
    workspace.close()
    with monkeypatch.context() as patch:
        patch.setattr(runner, "STEPS", (*migrations.STEPS, GROWN, FAILING))
        patch.setattr(runner, "NEWEST", migrations.NEWEST + 2)
        for _ in range(2):
            with pytest.raises(Exception, match="duplicate column name: text"):
                opened(tmp_path)
    workspace = opened(tmp_path)
    assert (workspace.state_hash(), version(workspace)) == (state, migrations.NEWEST)
    with workspace.read() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'grown'").all()
    assert kinds(workspace) == [BackupKind.BEFORE_MIGRATION] * 2
    interviews.add_note(workspace, follow_up, "det går att skriva")
    workspace.close()


def test_without_room_for_a_backup_nothing_is_migrated_and_the_backup_opens_in_any_version(
    tmp_path, monkeypatch
):
    workspace = a_workspace(tmp_path)
    a_follow_up(workspace)
    state = workspace.state_hash()
    workspace.close()
    with next_schema():
        with monkeypatch.context() as patch:
            patch.setattr(backup.shutil, "disk_usage", lambda _: backup.shutil._ntuple_diskusage(1, 1, 0))
            with pytest.raises(DiskFull):
                opened(tmp_path)
        workspace = opened(tmp_path)
        assert (workspace.state_hash(), version(workspace)) == (state, migrations.NEWEST + 1)
        assert kinds(workspace) == [BackupKind.BEFORE_MIGRATION]
        (before,) = workspace.backups.listed()
        workspace.close()
        opened(tmp_path).close()
        restored = backups.restore(tmp_path, before, PASSPHRASE)
        assert (restored.state_hash(), version(restored)) == (state, migrations.NEWEST + 1)
        assert kinds(restored) == [BackupKind.BEFORE_MIGRATION] * 2, "the restored one is migrated too"
        restored.close()
