"""Two real workspaces, a real folder between them: found, ask, approve, exchange, and all that happens to folders."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inspektor.actions import backups, interviews, observations, register
from inspektor.actions.letterhead import set_letterhead
from inspektor.queries.letterhead import letterhead
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.store.doctor import examine
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from inspektor.sync import joining
from inspektor.sync.engine import status, sync_once
from inspektor.sync.folder import DirectoryFolder, FolderMissing
from inspektor.sync.group import NoGroup, NotAdministrator
from tests.builders import PASSPHRASE, a_follow_up, a_workspace, reopened
from tests.sync_folders import Pulled, failing, files, found_and_join, join, settle


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "Gemensam mapp å"
    folder.mkdir()
    return folder


@pytest.fixture
def a_photo() -> bytes:
    file = BytesIO()
    Image.effect_noise((60, 40), 90).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def together(place, anna, bo):
    """A group of both, with one note that both have."""
    follow_up = a_follow_up(anna)
    note = interviews.add_note(anna, follow_up, "gemensam").created("note")
    found_and_join(place, anna, bo)
    settle(anna, bo)
    return note


def text_of(workspace: Workspace, note: str) -> str:
    with workspace.read() as connection:
        return connection.exec_driver_sql("SELECT text FROM live_note WHERE id = ?", (note,)).scalar_one()


def test_from_nothing_to_the_same_state(place, anna, bo):
    assert status(anna).state is SyncState.NO_GROUP
    founding = joining.found_group(anna, place, "Uppföljningsenheten")
    assert (place / f"Inspektor-{founding.group_tag}" / "READ-ME.txt").exists()
    assert len(founding.recovery_words) == 18
    a_follow_up(anna)
    assert status(anna).only_here > 0
    assert sync_once(anna).only_here == 0

    shown = joining.request_membership(bo, place)
    assert joining.request_membership(bo, place) == shown == joining.own_words(bo)
    assert status(bo).state is SyncState.ASKED
    asked = sync_once(bo)
    assert (asked.state, asked.received) == (SyncState.ASKED, 0)
    assert joining.members(bo) == []

    sync_once(anna)
    (request,) = joining.pending_requests(anna)
    assert (request.name, list(request.words)) == ("Bo Bok", shown)
    joining.approve(anna, request.id, GroupRole.COORDINATOR)
    assert joining.pending_requests(anna) == []

    got = sync_once(bo)
    assert (got.received > 0, got.state) == (True, SyncState.IN_STEP)
    sync_once(anna)
    assert anna.state_hash() == bo.state_hash()
    for each in (anna, bo):
        names = [(member.name, member.role, member.is_self) for member in joining.members(each)]
        assert names == [
            ("Anna Ask", GroupRole.ADMINISTRATOR, each is anna),
            ("Bo Bok", GroupRole.COORDINATOR, each is bo),
        ]
    assert joining.members(anna)[1].approved_by == "Anna Ask"
    assert status(bo).group_name == "Uppföljningsenheten"
    assert joining.own_words(bo) == []


def test_edits_go_both_ways_and_a_second_pass_writes_nothing(place, anna, bo, together):
    interviews.set_note_text(anna, together, "Annas ord")
    register.add_provider(bo, name="Bos utförare")
    settle(anna, bo)
    assert text_of(bo, together) == "Annas ord"
    assert anna.state_hash() == bo.state_hash()
    before = files(place)
    for each in (anna, bo, anna, bo):
        result = sync_once(each)
        assert (result.sent, result.received, result.state) == (0, 0, SyncState.IN_STEP)
    assert files(place) == before


def test_both_changed_the_same_text_and_both_are_kept(anna, bo, together):
    interviews.set_note_text(anna, together, "Annas")
    interviews.set_note_text(bo, together, "Bos")
    settle(anna, bo)
    assert anna.state_hash() == bo.state_hash()
    for each in (anna, bo):
        with each.read() as connection:
            values = connection.exec_driver_sql(
                "SELECT o.value FROM head h JOIN operation o ON o.id = h.op WHERE h.row = ? AND h.field = 'text'",
                (together,),
            ).scalars()
            assert set(values) == {"Annas", "Bos"}


def test_a_photo_arrives_and_a_lost_one_is_put_back(place, anna, bo, a_photo):
    observation = observations.add(anna, a_follow_up(anna), "Brandsläckare saknas").created("observation")
    observations.add_photo(anna, observation, a_photo)
    found_and_join(place, anna, bo)
    settle(anna, bo)
    (name,) = bo.media_named()
    assert bo.media_wanted() == []
    assert bo.media.get(name) == anna.media.get(name)
    (attachment,) = files(place, ".ina")
    (place / attachment).unlink()
    sync_once(bo)
    assert len(files(place, ".ina")) == 1


def test_the_letterhead_is_the_same_for_the_group(anna, bo, together, a_photo):
    set_letterhead(anna, {"accent": "#7A143C", "logo_alt": "Vapnet"}, a_photo)
    settle(anna, bo)
    assert letterhead(bo) == letterhead(anna)
    assert letterhead(bo).logo


def test_a_photo_that_has_not_come_is_waited_for(place, anna, bo, together, a_photo):
    follow_up = a_follow_up(anna)
    observation = observations.add(anna, follow_up, "Ute").created("observation")
    observations.add_photo(anna, observation, a_photo)
    sync_once(anna)
    (attachment,) = files(place, ".ina")
    data = (place / attachment).read_bytes()
    (place / attachment).write_bytes(data[:100])
    result = sync_once(bo)
    assert (result.waiting, result.state) == (1, SyncState.WAITING)
    (place / attachment).write_bytes(data)
    assert sync_once(bo).state is SyncState.IN_STEP
    assert bo.media_wanted() == []


@pytest.mark.parametrize(
    "harm", ["emptied", "group folder gone", "cut", "zero", "zeroed", "longer", "renamed"]
)
def test_a_harmed_folder_is_healed_and_nothing_is_lost(place, anna, bo, together, harm):
    before = files(place)
    bundles = files(place, ".inb")
    own = next(iter(place.iterdir()))
    if harm == "emptied":
        for each in list(own.iterdir()):
            each.unlink() if each.is_file() else shutil.rmtree(each)
    elif harm == "group folder gone":
        shutil.rmtree(own)
    else:
        for name, data in bundles.items():
            path = place / name
            if harm == "renamed":
                path.rename(path.with_name(f"{path.stem} (1){path.suffix}"))
            else:
                harmed = {"cut": data[:-1], "zero": b"", "zeroed": b"\0" * len(data), "longer": data + b"\0"}
                path.write_bytes(harmed[harm])
    settle(anna, bo)
    settle(bo, anna)
    assert anna.state_hash() == bo.state_hash()
    now = files(place)
    kept = {
        name for name in before if not name.endswith((".txt", ".inj"))
    }  # answered requests are not needed
    assert {name: now[name] for name in kept} == {name: before[name] for name in kept}


@pytest.mark.parametrize("harm", ["cut", "zero", "page", "renamed", "moved", "doubled", "stranger"])
def test_a_newcomer_reads_what_is_whole_and_waits_for_the_rest(
    place, tmp_path, anna, bo, together, frozen_clock, harm
):
    for number in range(4):
        interviews.set_note_text(anna, together, f"text {number}")
        sync_once(anna)
    for name, data in list(files(place, ".inb").items()):
        path = place / name
        if harm == "renamed":
            path.rename(path.with_name(f"{path.stem}-PC2{path.suffix}"))
        elif harm == "moved":
            path.rename(next(place.iterdir()) / path.name)
        elif harm == "doubled":
            path.with_name(f"{path.stem} (Annas kopia å){path.suffix}").write_bytes(data)
        elif harm == "stranger":
            path.with_name("Nytt dokument.docx").write_bytes(b"hej")
            path.with_name("a" * 100 + ".inb").write_bytes(b"hej")
        else:
            path.write_bytes({"cut": data[: len(data) // 2], "zero": b"", "page": b"<html>"}[harm])
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        # The group's small files are whole, so the newcomer is let in; neither of the others has synced
        # meanwhile.
        shown = joining.request_membership(cesar, place)
        _learn_only(anna)
        (request,) = joining.pending_requests(anna)
        assert list(request.words) == shown
        joining.approve(anna, request.id, GroupRole.INSPECTOR)
        result = sync_once(cesar)
        if harm in ("cut", "zero", "page"):
            assert result.received == 0
            assert result.waiting > 0
            frozen_clock.advance(hours=25)
            assert sync_once(cesar).state is SyncState.DAMAGED
        settle(anna, bo, cesar)
        assert cesar.state_hash() == anna.state_hash() == bo.state_hash()
    finally:
        cesar.close()


def _learn_only(workspace: Workspace) -> None:
    """A pass that is broken off before anything is put back."""
    sync_once(workspace, cancelled=lambda: True)


def test_files_whose_content_alone_is_wrong_are_noticed_and_put_back(
    place, tmp_path, anna, bo, together, a_photo
):
    """Zeros of the right length, in every kind of file, also twice: the listing tells nothing."""
    observation = observations.add(anna, a_follow_up(anna), "Ute").created("observation")
    observations.add_photo(anna, observation, a_photo)
    settle(anna, bo)
    for _ in range(2):
        for name, data in files(place).items():
            if not name.endswith((".txt", ".inj")):
                (place / name).write_bytes(b"\0" * len(data))
        settle(anna, bo)
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        join(anna, cesar, place)
        sync_once(cesar)
        assert cesar.state_hash() == anna.state_hash()
        assert cesar.media_wanted() == []
    finally:
        cesar.close()


class Confused(DirectoryFolder):
    """Gives the content of one other file of the same kind for each; what is listed stays the same."""

    def read(self, name: str, limit: int) -> bytes:
        others = [each for each in self.entries() if each != name and each.endswith(name[-4:])]
        return super().read(others[0] if others else name, limit)


def test_a_file_that_was_read_as_another_is_read_again(place, tmp_path, anna, bo, together, frozen_clock):
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        joining.request_membership(cesar, place)
        sync_once(anna)
        (request,) = joining.pending_requests(anna)
        joining.approve(anna, request.id, GroupRole.INSPECTOR)
        register.add_provider(anna, name="Ny")
        sync_once(anna)
        group_folder = next(place.iterdir()).name
        for each in (bo, cesar):
            sync_once(each, port=lambda _, writer: Confused(place, group_folder, writer))
        frozen_clock.advance(hours=7)
        settle(anna, bo, cesar)
        assert anna.state_hash() == bo.state_hash() == cesar.state_hash()
        assert len(joining.members(bo)) == len(joining.members(cesar)) == 3
    finally:
        cesar.close()


def test_a_folder_out_of_reach_loses_nothing(place, anna, bo, together):
    hidden = place.with_name("borta")
    place.rename(hidden)
    interviews.set_note_text(anna, together, "utan nät")
    with pytest.raises(FolderMissing) as caught:
        sync_once(anna)
    assert caught.value.text()
    assert caught.value.advice()
    assert not place.exists()
    assert (status(anna).state, status(anna).only_here) == (SyncState.OFFLINE, 1)
    hidden.rename(place)
    assert sync_once(anna).sent == 1
    assert status(anna).state is SyncState.IN_STEP
    sync_once(bo)
    assert text_of(bo, together) == "utan nät"


def test_a_pass_broken_off_at_any_call_is_finished_by_the_next(place, anna, bo, together, a_photo):
    follow_up, broken = a_follow_up(anna), 0
    for count in range(9):
        observation = observations.add(anna, follow_up, f"Iakttagelse {count}").created("observation")
        observations.add_photo(anna, observation, a_photo + bytes([count]))
        register.add_provider(bo, name=f"Utförare {count}")
        for each in (anna, bo):
            try:
                sync_once(each, port=failing(count))
            except Pulled:
                broken += 1
                assert status(each).state is SyncState.OFFLINE
    assert broken > 7
    settle(anna, bo)
    assert anna.state_hash() == bo.state_hash()
    assert len(bo.media_named()) == 1  # what follows a picture in its file is not kept
    assert bo.media_wanted() == []
    assert len(files(place, ".ina")) == 1


def test_a_pass_can_be_broken_off_between_batches(place, anna, bo):
    for number in range(150):
        register.add_provider(anna, name=f"Utförare {number}")
    found_and_join(place, anna)
    sync_once(anna)
    joining.request_membership(bo, place)
    sync_once(anna)
    joining.approve(anna, joining.pending_requests(anna)[0].id, GroupRole.INSPECTOR)
    asked: list[int] = []

    def second_thoughts() -> bool:
        asked.append(1)
        return len(asked) > 2

    result = sync_once(bo, cancelled=second_thoughts)
    assert result.received == 0
    with bo.read() as connection:
        taken = connection.exec_driver_sql("SELECT count(*) FROM provider").scalar_one()
    assert 0 < taken < 150
    told: list[tuple[int, int]] = []
    assert sync_once(bo, progress=lambda done, total: told.append((done, total))).received > 0
    assert told[0] == (0, 1)
    assert told[-1] == (1, 1)
    settle(anna, bo)
    assert anna.state_hash() == bo.state_hash()


def test_a_restored_backup_begins_a_new_chain(place, tmp_path, anna, bo, together):
    folder = anna.folder
    anna.close()
    shutil.copytree(folder, tmp_path / "backup")
    anna = reopened_at(folder)
    interviews.set_note_text(anna, together, "efter säkerhetskopian")
    settle(anna, bo)
    anna.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    anna = reopened_at(folder)
    try:
        assert text_of(anna, together) == "gemensam"
        provider = register.add_provider(anna, name="Ny efter återställning").created("provider")
        interviews.set_note_text(anna, together, "återställd ändrade")
        settle(anna, bo)
        streams = {each.stream for each in bo.journal.bundles() if each.device == anna.identity.device_id}
        assert len(streams) == 2
        numbers = [(each.stream, each.seq) for each in bo.journal.bundles()]
        assert len(numbers) == len(set(numbers))
        assert anna.state_hash() == bo.state_hash()
        with bo.read() as connection:
            assert connection.exec_driver_sql("SELECT 1 FROM live_provider WHERE id = ?", (provider,)).one()
        settle(anna, bo)
        assert len({each.stream for each in anna.journal.bundles()}) == 2
    finally:
        anna.close()


def test_an_older_backup_takes_its_own_bundles_back_and_sends_nothing_twice(
    place, tmp_path, anna, bo, together, a_photo
):
    made = backups.make(anna)
    observation = observations.add(anna, a_follow_up(anna), "Efter säkerhetskopian").created("observation")
    observations.add_photo(anna, observation, a_photo)
    interviews.set_note_text(anna, together, "senare ord")
    settle(anna, bo)
    state, before, launch = anna.state_hash(), files(place), anna.launch.id
    backups.prepare_restore(anna, made, PASSPHRASE)
    anna.close()
    restored = backups.restore(anna.folder, made, PASSPHRASE)
    try:
        assert restored.launch.id != launch
        assert (text_of(restored, together), status(restored).state) == ("gemensam", SyncState.IN_STEP)
        results = settle(restored, bo)
        assert (restored.state_hash(), bo.state_hash()) == (state, state)
        assert (text_of(restored, together), restored.media_wanted()) == ("senare ord", [])
        assert files(place) == before, "what is there already is not written again"
        register.add_provider(restored, name="Ny efter återställning")
        interviews.set_note_text(bo, together, "Bos ord")
        only_here = status(restored).only_here
        assert sync_once(restored).sent == only_here > 0
        results = settle(restored, bo)
        assert [each.only_here for each in results] == [0, 0]
        assert restored.state_hash() == bo.state_hash()
        assert text_of(restored, together) == "Bos ord"
        chains = [(each.stream, each.seq) for each in bo.journal.bundles()]
        assert len(chains) == len(set(chains))
        assert before.items() <= files(place).items()
        for each in (restored, bo):
            assert [finding.trouble for finding in examine(each) if not finding.well] == []
    finally:
        restored.close()


def reopened_at(folder: Path) -> Workspace:
    return Workspace.open(folder, unlock(folder, PASSPHRASE))


def test_a_copy_made_while_a_text_was_typed_agrees_in_the_end(place, tmp_path, anna, bo, together):
    """The copied workspace holds an unsent, earlier wording of an operation that was sent in its last wording."""
    interviews.set_note_text(anna, together, "Halva men", amend=True)
    shutil.copytree(anna.folder, tmp_path / "backup")
    interviews.set_note_text(anna, together, "Hela meningen.", amend=True)
    settle(anna, bo)
    anna.close()
    shutil.rmtree(anna.folder)
    shutil.copytree(tmp_path / "backup", anna.folder)
    restored = reopened_at(anna.folder)
    try:
        assert text_of(restored, together) == "Halva men"
        settle(restored, bo)
        assert text_of(restored, together) == text_of(bo, together) == "Hela meningen."
        assert restored.state_hash() == bo.state_hash()
        assert status(restored).only_here == 0
    finally:
        restored.close()


def test_a_cloned_disk_loses_nothing(place, tmp_path, anna, bo, together):
    folder = anna.folder
    anna.close()
    shutil.copytree(folder, tmp_path / "klon")
    first, second = reopened_at(folder), reopened_at(tmp_path / "klon")
    try:
        register.add_provider(first, name="Från den första")
        register.add_provider(second, name="Från den andra")
        settle(first, second, bo)
        register.add_provider(first, name="Från den första igen")
        register.add_provider(second, name="Från den andra igen")
        settle(first, second, bo)
        assert first.state_hash() == second.state_hash() == bo.state_hash()
        with bo.read() as connection:
            names = set(connection.exec_driver_sql("SELECT name FROM live_provider").scalars())
        assert len([name for name in names if name.startswith("Från")]) == 4
    finally:
        first.close()
        second.close()


def test_roles_and_rights(place, tmp_path, anna, bo, together):
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        joining.request_membership(cesar, place)
        sync_once(bo)
        (request,) = joining.pending_requests(bo)
        with pytest.raises(NotAdministrator):
            joining.approve(bo, request.id, GroupRole.READER)
        sync_once(anna)
        joining.approve(anna, request.id, GroupRole.READER)
        with pytest.raises(joining.RequestGone):
            joining.approve(anna, request.id, GroupRole.READER)
        settle(anna, bo, cesar)
        assert joining.pending_requests(bo) == []
        assert [each.role for each in joining.members(cesar)][2] is GroupRole.READER
    finally:
        cesar.close()


def test_an_approved_administrator_approves_others(place, tmp_path, anna, bo):
    joining.found_group(anna, place, "Enheten")
    join(anna, bo, place, GroupRole.ADMINISTRATOR)
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        join(bo, cesar, place)
        settle(anna, bo, cesar)
        assert [each.approved_by for each in joining.members(cesar)] == ["", "Anna Ask", "Bo Bok"]
        assert cesar.state_hash() == anna.state_hash()
    finally:
        cesar.close()


def test_wrong_turns_each_say_what_to_do(place, tmp_path, anna, bo):
    empty = tmp_path / "tom"
    empty.mkdir()
    wrong = [
        (NoGroup, lambda: sync_once(anna)),
        (NoGroup, lambda: joining.pending_requests(anna)),
        (joining.NoGroupThere, lambda: joining.request_membership(bo, empty)),
        (FolderMissing, lambda: joining.request_membership(bo, tmp_path / "finns inte")),
        (FolderMissing, lambda: joining.found_group(bo, tmp_path / "finns inte", "X")),
    ]
    founded = [
        (joining.AlreadyInGroup, lambda: joining.found_group(anna, empty, "Y")),
        (joining.AlreadyInGroup, lambda: joining.request_membership(anna, place)),
        (joining.GroupThere, lambda: joining.found_group(bo, place, "Y")),
    ]
    for error, act in wrong:
        _says(error, act)
    founding = joining.found_group(anna, place, "X")
    for error, act in founded:
        _says(error, act)
    (place / "Inspektor-aaaaaaaaaaaaaaaa").mkdir()
    _says(joining.SeveralGroups, lambda: joining.request_membership(bo, place))
    assert joining.request_membership(bo, place / f"Inspektor-{founding.group_tag}")
    sync_once(bo)


def _says(error: type, act) -> None:
    with pytest.raises(error) as caught:
        act()
    assert caught.value.text()
    assert caught.value.advice()


def test_a_request_survives_a_restart(place, anna, bo):
    joining.found_group(anna, place, "X")
    words = joining.request_membership(bo, place)
    bo = reopened(bo)
    try:
        assert joining.own_words(bo) == words
        sync_once(bo)
    finally:
        bo.close()
