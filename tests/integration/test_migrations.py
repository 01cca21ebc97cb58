"""A new version brings the workspace to another schema: after a backup, all steps or none, and never of a newer one."""

import pytest

from inspektor import logs, paths
from inspektor.actions import backups, interviews
from inspektor.shapes.backup import BackupKind
from inspektor.store import backup, migrations
from inspektor.store.disk import DiskFull
from inspektor.store.migrations import runner
from inspektor.store.migrations.runner import MigrationFailed
from inspektor.store.workspace import Workspace
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.command_line import Desk
from tests.writers import GROWN, next_schema, opened

FAILING = ("ALTER TABLE note ADD COLUMN text TEXT",)
"""It names a column that is there already."""


def version(workspace: Workspace) -> int:
    with workspace.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def kinds(workspace: Workspace) -> list[BackupKind]:
    return [each.kind for each in workspace.backups.listed()]


def test_a_step_that_fails_leaves_data_and_version_and_says_what_to_do(tmp_path, monkeypatch):
    desk = Desk.new(tmp_path / "w")
    workspace = opened(desk.folder)
    follow_up = a_follow_up(workspace)
    interviews.add_note(workspace, follow_up, "före")
    state = workspace.state_hash()
    workspace.close()
    with monkeypatch.context() as patch:
        patch.setattr(runner, "STEPS", (*migrations.STEPS, GROWN, FAILING))
        patch.setattr(runner, "NEWEST", migrations.NEWEST + 2)
        with pytest.raises(MigrationFailed):
            opened(desk.folder)
        ran = desk.run("followup", "list")
    workspace = opened(desk.folder)
    assert (workspace.state_hash(), version(workspace)) == (state, migrations.NEWEST)
    with workspace.read() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'grown'").all()
    (before,) = workspace.backups.listed()  # a second try makes no second one
    assert before.kind is BackupKind.BEFORE_MIGRATION
    assert (ran.code, ran.out, ran.err) == (2, "", f"inspektor: {MigrationFailed(before.folder)}\n")
    log = (paths.user_data() / "logs" / logs.LOG_FILE).read_text(encoding="utf-8")
    assert f"a step to schema {migrations.NEWEST + 2} failed" in log
    assert "före" not in log
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
        assert kinds(restored) == [BackupKind.BEFORE_MIGRATION], "the restored one is what that one holds"
        restored.close()
