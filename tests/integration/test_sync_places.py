"""One group, several folders at once: what one brings is carried to the others, and the missing ones are named."""

from pathlib import Path

import pytest

from inspektor.actions import interviews
from inspektor.queries.interviews import notes
from inspektor.shapes.membership import SyncState
from inspektor.sync import places
from inspektor.sync.engine import exchange_with, status, sync_once
from inspektor.sync.folder import FolderMissing
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import files, found_and_join, settle


@pytest.fixture
def laptops(tmp_path):
    """Anna's, Bo's and Cesar's in a group; Anna and Cesar use a second folder too."""
    made = [a_workspace(tmp_path / each, each) for each in ("Anna", "Bo", "Cesar")]
    found_and_join(tmp_path / "server å", *made)
    (tmp_path / "moln").mkdir()
    for each in (made[0], made[2]):
        places.add_place(each, tmp_path / "moln")
    yield made
    for each in made:
        each.close()


def test_two_who_share_no_folder_meet_through_a_third(laptops, tmp_path):
    anna, bo, cesar = laptops
    server, cloud = tmp_path / "server å", tmp_path / "moln"
    with pytest.raises(places.PlaceKnown):
        places.add_place(anna, next(cloud.iterdir(), cloud))
    with pytest.raises(FolderMissing):
        places.add_place(anna, tmp_path / "finns inte")
    places.remove_place(cesar, server)
    assert status(cesar).folder == str(cloud)
    with pytest.raises(places.LastPlace):
        places.remove_place(cesar, cloud)
    follow_up = a_follow_up(anna)
    settle(anna, bo, cesar)
    assert set(files(server, ".inb")) == set(files(cloud, ".inb"))
    interviews.add_note(cesar, follow_up, "Cesars, i molnet")
    interviews.add_note(bo, follow_up, "Bos, på servern")
    for each in (bo, cesar, anna):
        sync_once(each)
    for each in (bo, cesar):
        assert sync_once(each).received, "one pass of Anna's carries both ways"
        assert {note.text for note in notes(each, follow_up)} == {"Cesars, i molnet", "Bos, på servern"}
    settle(anna, bo, cesar)
    assert (sync_once(anna).missing, status(anna).state) == ((), SyncState.IN_STEP)
    moved = cloud.rename(tmp_path / "borta")
    interviews.add_note(anna, follow_up, "Medan molnet är borta")
    made = sync_once(anna)
    assert (made.sent > 0, made.missing, made.state) == (True, (str(cloud),), SyncState.PARTLY)
    assert [(Path(each.path), each.missing) for each in status(anna).places] == [
        (server, False),
        (cloud, True),
    ]
    with pytest.raises(FolderMissing):
        sync_once(cesar)
    assert status(cesar).state is SyncState.OFFLINE
    moved.rename(cloud)
    settle(anna, bo, cesar)
    assert anna.state_hash() == bo.state_hash() == cesar.state_hash()
    assert status(anna).state is SyncState.IN_STEP


def test_a_workspace_is_no_shared_folder(laptops):
    anna, bo, _ = laptops
    for own in (anna.folder, bo.folder / "media"):
        with pytest.raises(places.WorkspaceThere):
            places.add_place(anna, own)
        with pytest.raises(places.WorkspaceThere):
            exchange_with(anna, own)
