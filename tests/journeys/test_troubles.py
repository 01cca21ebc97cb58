"""What can be wrong at the door: each trouble has a sentence of its own and says what to do."""

import shutil

import pages
import pytest
from pages import PASSPHRASE


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the workspace lies that the first of these tests sets up."""
    return tmp_path_factory.mktemp("once") / "arbetsyta"


@pytest.fixture
def workspace(start, once, tmp_path):
    """A workspace that was set up and closed."""
    if not once.exists():
        pages.set_up(start(once))
        start.leave()
    return shutil.copytree(once, tmp_path / "arbetsyta")


def test_a_wrong_passphrase_is_the_passphrases_fault(start, workspace):
    person = start(workspace)
    pages.unlock(person, "fyra blå cyklar i snö")
    person.reads("The passphrase is wrong.")
    person.reads(
        "Check Caps Lock and the keyboard's language. If the passphrase is forgotten, use the words on the printed "
        "recovery sheet."
    )
    person.has_at_keyboard("Passphrase")
    person.write(PASSPHRASE)  # it replaces the wrong one
    person.press("Return")
    person.sees("Unannounced visit")


def test_a_damaged_key_file_is_put_back_from_its_spare(start, workspace):
    (workspace / "keys.json").write_bytes(b'{"version": 1, "slo')
    person = start(workspace)
    pages.unlock(person)
    person.reads("The folder holds a spare copy of it. Put the spare copy in place and try again.")
    person.push("Use the spare copy")
    person.misses("Use the spare copy")
    pages.unlock(person)
    person.sees("Unannounced visit")


def test_a_damaged_database_is_told_apart_and_a_backup_put_in_its_place(start, workspace):
    person = start(workspace)
    pages.unlock(person)
    pages.go(person, "Settings")
    person.push("Make one now")
    person.reads("The backup is made and verified.")
    start.leave()
    database = workspace / "inspektor.db"
    data = bytearray(database.read_bytes())
    data[4096:8192] = bytes(4096)
    data[:1024] = bytes(1024)
    database.write_bytes(data)
    person = start(workspace)
    pages.unlock(person)
    person.reads("The database in this workspace is damaged.")
    person.reads("Nothing has been changed. Restore the latest backup, or sync into a new workspace.")
    person.push("Restore a backup")
    person.fill("Passphrase", "fyra blå cyklar i snö")
    person.push("Restore")
    person.reads("The passphrase is wrong.")
    person.write(PASSPHRASE)
    person.push("Restore")
    person.sees("Unannounced visit")


def test_a_newer_schema_asks_for_the_newer_program(start, workspace, monkeypatch):
    monkeypatch.setattr("inspektor.store.migrations.runner.NEWEST", 0)
    person = start(workspace)
    pages.unlock(person)
    person.reads("This workspace was made by a newer version of Inspektor.")
    person.reads("Update the program on this computer. Nothing has been changed.")


def test_a_step_to_a_newer_schema_that_fails_leaves_all_as_it_was(start, workspace, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("inspektor.store.migrations.runner.STEPS", (("no statement",),) * 99)
        patch.setattr("inspektor.store.migrations.runner.NEWEST", 99)
        person = start(workspace)
        pages.unlock(person)
        person.reads("The data could not be brought up to this version of Inspektor.")
    pages.unlock(person)
    person.sees("Unannounced visit")


def test_a_network_folder_is_refused(start, workspace, monkeypatch):
    row = f"99 1 0:77 / {workspace} rw,relatime - cifs //server/hem rw\n"
    monkeypatch.setattr("inspektor.store.location._mounts", lambda: row)
    person = start(workspace)
    pages.unlock(person)
    person.reads("The workspace cannot lie in a network or cloud folder.")
    person.reads(
        "Choose a folder on this computer's own disk. Colleagues are reached through the shared folder instead."
    )


def test_a_second_window_points_at_the_first(start, workspace):
    pages.unlock(start(workspace))
    person = start(workspace, beside=True)
    pages.unlock(person)
    person.reads("Inspektor is already open with this workspace.")
    person.reads("Use the window that is open, or close it first.")
