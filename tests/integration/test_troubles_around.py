"""What goes wrong around a workspace: one sentence with advice, and it opens again with all that was saved."""

import platform
import shutil
from datetime import UTC, datetime

import pytest

from inspektor import clock, settings
from inspektor.actions import backups
from inspektor.actions.first_start import open_workspace
from inspektor.actions.openings import opened_history
from inspektor.actions.register import add_provider
from inspektor.queries.openings import month_of
from inspektor.settings import Settings
from inspektor.store.disk import FolderGone
from tests.builders import PASSPHRASE
from tests.command_line import Desk, run


@pytest.fixture
def desk(tmp_path):
    return Desk.new(tmp_path / "arbetsyta å")


def cautions(desk: Desk) -> str:
    return "\n".join(each["text"] for each in desk.did("doctor")["cautions"])


def test_a_clock_that_was_wrong_and_a_copied_profile_are_told_by_the_doctor(desk, monkeypatch):
    assert cautions(desk) == ""
    clock.set_source(lambda: datetime(2099, 1, 2, tzinfo=UTC))
    desk.made("register", "add-provider", "Omsorg AB")
    clock.set_source(None)
    assert cautions(desk) == "Datorns klocka verkar gå fel: något här är skrivet 2 januari 2099."
    shutil.copytree(desk.folder, desk.folder.with_name("kopia"))
    copy = Desk(desk.folder.with_name("kopia"))
    monkeypatch.setattr(platform, "node", lambda: "annan-dator")
    done = copy.run("doctor")
    assert done.code == 0
    assert "Arbetsytan öppnades senast på datorn" in done.out
    assert "Är det en kopia" in done.out


def test_a_workspace_opened_by_command_alone_is_missed_when_it_has_gone(desk, tmp_path):
    settings.save(Settings(workspace=str(desk.folder)))
    assert run("followup", "list", "--passphrase-file", desk.secret).code == 0
    assert settings.load().known
    shutil.move(desk.folder, tmp_path / "flyttad")
    done = run("followup", "list", "--passphrase-file", desk.secret)
    assert done.code == 2
    assert "finns inte där längre" in done.err
    settings.save(Settings())
    moved = Desk(tmp_path / "flyttad")
    assert moved.run("followup", "list").code == 0
    assert not settings.load().known, "another than the window's is none of its"


def test_a_folder_renamed_while_it_is_open_is_said_and_loses_nothing(desk, tmp_path):
    workspace = open_workspace(desk.folder, PASSPHRASE)
    add_provider(workspace, name="Före AB")
    desk.folder.rename(tmp_path / "omdöpt")
    add_provider(workspace, name="Efter AB")
    for write in (lambda: backups.make(workspace), lambda: workspace.media.put(b"ett foto")):
        with pytest.raises(FolderGone):
            write()
    workspace.close()
    assert not desk.folder.exists(), "nothing is made where it lay"
    renamed = Desk(tmp_path / "omdöpt")
    assert "Efter AB" in renamed.run("register", "list").out
    assert renamed.did("doctor")["ok"]


def test_who_reads_both_versions_or_the_latest_changes_is_logged(desk):
    workspace = open_workspace(desk.folder, PASSPHRASE)
    opened_history(workspace, "provider", "x")
    assert month_of(workspace, clock.now().strftime("%Y-%m")).openings == ()
    opened_history(workspace, "note", "x")
    opened_history(workspace, "note", "x")
    assert len(month_of(workspace, clock.now().strftime("%Y-%m")).openings) == 1
    workspace.close()
