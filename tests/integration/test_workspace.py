"""One workspace on a real disk: writing, reading back, amending, refusing."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from inspektor.actions import interviews
from inspektor.errors import RuleBroken
from inspektor.model.interview import Note
from inspektor.store import location, schema
from inspektor.store.connection import DatabaseDamaged
from inspektor.store.keys import unlock
from inspektor.store.location import AlreadyOpen, NetworkFolder
from inspektor.store.migrations import m0001_start
from inspektor.store.migrations.runner import SchemaTooNew
from inspektor.store.workspace import DatabaseMissing, Workspace, WorkspaceMissing
from tests.builders import PASSPHRASE, a_follow_up, a_workspace, reopened

LONG = "Två på plats till 22.00, därefter en. Åsa sover i jourrummet."


@pytest.fixture
def workspace(tmp_path):
    opened = a_workspace(tmp_path / "Å arbetsyta")
    yield opened
    opened.close()


def note(workspace: Workspace, text: str = LONG) -> str:
    made = interviews.add_note(workspace, a_follow_up(workspace), text)
    return made.created("note")


def stored(workspace: Workspace, note_id: str) -> str:
    with workspace.read() as connection:
        return connection.exec_driver_sql("SELECT text FROM live_note WHERE id = ?", (note_id,)).scalar_one()


def test_what_was_written_is_there_after_reopening(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    note_id = note(workspace)
    workspace = reopened(workspace)
    assert stored(workspace, note_id) == LONG
    workspace.close()


def test_typing_amends_one_operation_until_something_else_is_written(workspace):
    note_id = note(workspace, "")
    before = len(workspace.journal.all())
    for end in range(1, 30):
        interviews.set_note_text(workspace, note_id, LONG[:end], amend=True)
    assert len(workspace.journal.all()) == before + 1
    interviews.set_note_tag(workspace, note_id, None)
    interviews.set_note_text(workspace, note_id, LONG, amend=True)
    assert len(workspace.journal.all()) == before + 2


def test_an_operation_handed_to_sync_is_never_amended(workspace):
    note_id = note(workspace, "")
    interviews.set_note_text(workspace, note_id, "Två", amend=True)
    handed = workspace.journal.unbundled()
    interviews.set_note_text(workspace, note_id, "Två på plats", amend=True)
    known = {operation.id: operation for operation in workspace.journal.all()}
    assert all(known[operation.id].value == operation.value for operation in handed)
    assert len(known) == len(handed) + 1


def test_one_undo_takes_back_all_that_was_typed_without_pause(workspace):
    note_id = note(workspace, "först")
    for end in range(1, 20):
        interviews.set_note_text(workspace, note_id, LONG[:end], amend=True)
    workspace.history.undo()
    assert stored(workspace, note_id) == "först"
    workspace.history.redo()
    assert stored(workspace, note_id) == LONG[:19]


def test_a_refused_change_leaves_nothing_behind(workspace):
    note_id = note(workspace)
    operations, state = len(workspace.journal.all()), workspace.state_hash()

    def half(session):
        session.get_one(Note, note_id).text = "halv"
        session.flush()
        raise RuleBroken("text", "stop")

    with pytest.raises(RuleBroken):
        workspace.write("half", half)
    assert (len(workspace.journal.all()), workspace.state_hash()) == (operations, state)
    assert stored(workspace, note_id) == LONG


def test_rows_are_never_deleted_and_published_templates_never_changed(workspace):
    note_id = note(workspace)
    with pytest.raises(IntegrityError, match="never deleted"):
        workspace.write("delete", lambda session: session.delete(session.get_one(Note, note_id)))
    with pytest.raises(IntegrityError, match="never changes"):
        workspace.write(
            "edit",
            lambda session: session.connection().exec_driver_sql("UPDATE template_version SET title = 'x'"),
        )


def test_a_connection_outside_the_door_cannot_write(workspace):
    note_id = note(workspace)
    with pytest.raises(OperationalError), workspace.read() as connection:
        connection.exec_driver_sql("UPDATE note SET text = 'x' WHERE id = ?", (note_id,))


def test_pools_queue_and_pragmas_hold(workspace):
    for engine in (workspace._writer, workspace._readers):
        assert type(engine.pool) is QueuePool
    with workspace.read() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2
        assert pragma("secure_delete") == 1
        assert str(pragma("cipher_version")).startswith("4.")
        assert connection.exec_driver_sql("SELECT sqlite_version() >= '3.51.3'").scalar_one() == 1


def test_the_frozen_schema_is_what_the_models_say():
    frozen = [statement for statement in m0001_start.STATEMENTS if statement.startswith("CREATE TABLE")]
    synced = [statement for statement in frozen if "hidden INTEGER" in statement]
    assert synced == schema.table_sql()


def test_a_second_program_is_refused(workspace):
    with pytest.raises(AlreadyOpen):
        Workspace.open(workspace.folder, unlock(workspace.folder, PASSPHRASE))


def test_a_damaged_database_is_told_from_a_wrong_passphrase(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    folder = workspace.folder
    workspace.close()
    database = folder / "inspektor.db"
    content = bytearray(database.read_bytes())
    content[:200] = bytes(200)
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        Workspace.open(folder, unlock(folder, PASSPHRASE))
    assert database.read_bytes() == bytes(content)


def test_a_newer_schema_is_refused_and_left_alone(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    folder = workspace.folder
    with workspace._bookkeeping() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    workspace.close()
    before = (folder / "inspektor.db").read_bytes()
    with pytest.raises(SchemaTooNew):
        Workspace.open(folder, unlock(folder, PASSPHRASE))
    assert (folder / "inspektor.db").read_bytes() == before


def test_an_empty_folder_is_no_workspace(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    workspace.close()
    with pytest.raises(WorkspaceMissing) as missing:
        Workspace.open(tmp_path, unlock(workspace.folder, PASSPHRASE))
    assert not isinstance(missing.value, DatabaseMissing)


def test_a_database_that_is_gone_is_told_from_an_empty_folder(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    workspace.close()
    (workspace.folder / "inspektor.db").unlink()
    with pytest.raises(DatabaseMissing) as missing:
        Workspace.open(workspace.folder, unlock(workspace.folder, PASSPHRASE))
    assert "inspektor.db" in missing.value.text()


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs", "fuse.rclone"])
def test_a_network_mount_is_refused(monkeypatch, kind):
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:50 / /mnt/delad\\040mapp rw shared:1 - {kind} //s/x rw\n"
    monkeypatch.setattr(location, "_mounts", lambda: mounts)
    with pytest.raises(NetworkFolder):
        location.refuse_network(Path("/mnt/delad mapp/arbetsyta"))
    location.refuse_network(Path("/mnt/delad mappen"))


@pytest.mark.parametrize("folder", ["OneDrive - Norrby kommun/yta", "Nextcloud/yta", "Dropbox"])
def test_a_cloud_folder_is_refused(tmp_path, folder):
    with pytest.raises(NetworkFolder):
        location.refuse_network(tmp_path / folder)
    with pytest.raises(NetworkFolder):
        a_workspace(tmp_path / folder)


def test_no_file_of_the_workspace_can_be_read(tmp_path):
    workspace = a_workspace(tmp_path / "w")
    note(workspace)
    workspace.media.put(LONG.encode() * 50)
    for path in workspace.folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            content = path.read_bytes()
            assert not content.startswith(b"SQLite format 3"), path
            assert b"jourrummet" not in content, path
    workspace.close()


def test_history_names_person_time_and_both_values(workspace):
    from inspektor.queries.history import history

    note_id = note(workspace, "först")
    interviews.set_note_text(workspace, note_id, "sedan")
    newest = history(workspace, "note", note_id)[0]
    assert (newest.field, newest.before, newest.after) == ("text", "först", "sedan")
    assert newest.person == workspace.profile.name
    assert abs((newest.at - datetime.now(UTC)).total_seconds()) < 60


def test_history_calls_other_records_by_name_and_shows_no_ids(workspace):
    from inspektor.actions.assessments import take_requirement
    from inspektor.queries.history import latest
    from inspektor.record_words import lines

    follow_up = a_follow_up(workspace)
    take_requirement(workspace, follow_up, "HVB-BU-1.1")
    told = [line for each in latest(workspace, "", 500) for line in lines(each.table, [each])]
    assert {"unit_id", "provider_id", "taken_by"} <= {each.field for each in latest(workspace, "", 500)}
    assert workspace.profile.name in [after for _, _, after in told]
    assert [line for line in told if re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", "".join(line))] == []


def test_undo_gives_back_the_value_a_field_had_before_anyone_set_it(workspace):
    from inspektor.actions import follow_ups
    from inspektor.queries.follow_ups import sheet
    from inspektor.shapes.enums import FollowUpStatus

    follow_up = a_follow_up(workspace)
    follow_ups.arrive(workspace, follow_up)
    workspace.history.undo()
    assert sheet(workspace, follow_up).status is FollowUpStatus.PLANNED


def test_a_text_typed_back_to_where_it_began_is_no_step(workspace):
    note_id = note(workspace, "")
    interviews.set_note_text(workspace, note_id, "å", amend=True)
    changes = interviews.set_note_text(workspace, note_id, "", amend=True)
    assert changes.touches("note", note_id)
    workspace.history.undo()
    with workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM live_note WHERE id = ?", (note_id,)).first() is None
