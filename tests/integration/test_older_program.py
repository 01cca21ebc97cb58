"""A laptop with an older program keeps what it does not know, passes it on, and shows it once the program is newer."""

import pytest

from inspektor.actions import follow_ups, interviews
from inspektor.queries.interviews import notes
from inspektor.queries.newer import newer
from inspektor.store.doctor import examine
from inspektor.store.keys import unlock
from inspektor.store.migrations.runner import SchemaTooNew
from inspektor.store.workspace import Workspace
from inspektor.sync.engine import sync_once
from tests.builders import PASSPHRASE, a_follow_up, a_workspace, reopened
from tests.older_program import older_program, two_releases
from tests.sync_folders import files, found_and_join, join, settle


def set_number(workspace: Workspace, text: str) -> None:
    query = "UPDATE provider SET organisation_number = ?"
    workspace.write("x", lambda session: session.connection().exec_driver_sql(query, (text,)))


def test_what_a_newer_program_wrote_is_kept_passed_on_and_shown_after_the_upgrade(tmp_path, monkeypatch):
    two_releases(monkeypatch)
    place = tmp_path / "delad"
    anna, cesar = a_workspace(tmp_path / "anna", "Anna"), a_workspace(tmp_path / "cesar", "Cesar")
    with older_program():
        bo = a_workspace(tmp_path / "bo", "Bo")
    try:
        follow_up = a_follow_up(anna)
        found_and_join(place, anna, cesar)
        with older_program():
            join(anna, bo, place)
        settle(anna, cesar)
        set_number(anna, "556000-4615")
        follow_ups.add_participant(anna, follow_up, "Chef", "Eva Ek")
        sync_once(anna)
        with older_program():
            sync_once(bo)
            assert newer(bo, follow_up) == 1
            note = interviews.add_note(bo, follow_up, "Från det äldre programmet").created("note")
            sync_once(bo)
        for name in files(place, ".inb"):
            (place / name).unlink()
        with older_program():
            sync_once(bo)  # the only one who has them puts them back
        settle(cesar, anna)
        assert cesar.state_hash() == anna.state_hash()
        assert [each.id for each in notes(cesar, follow_up)] == [note]
        with pytest.raises(SchemaTooNew), older_program():
            cesar = reopened(cesar)
        cesar = Workspace.open(tmp_path / "cesar", unlock(tmp_path / "cesar", PASSPHRASE))
        bo = reopened(bo)  # with the newer program
        assert (newer(bo, follow_up), bo.state_hash()) == (0, anna.state_hash())
        with bo.read() as connection:
            query = "SELECT organisation_number FROM live_provider"
            assert connection.exec_driver_sql(query).scalar_one() == "556000-4615"
            assert connection.exec_driver_sql("SELECT name FROM live_participant").scalar_one() == "Eva Ek"
        assert [each for each in examine(bo) if not each.well] == []
    finally:
        for each in (anna, bo, cesar):
            each.close()
