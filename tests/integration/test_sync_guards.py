"""What the folder and a member's stolen laptop may try, and what the folder's owner can read."""

import os
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from inspektor.actions import interviews, register
from inspektor.queries import register as register_queries
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.shapes.operation import Launch, Operation, OpId
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, joining, layout, sealing, statements
from inspektor.sync.bundle import Facts
from inspektor.sync.engine import status, sync_once
from inspektor.sync.group import Group
from inspektor.sync.receiving import BATCH, LARGEST_STEP, batches
from inspektor.sync.state import Memory
from tests.builders import a_follow_up, a_workspace, reopened
from tests.sync_folders import files, found_and_join, join, settle
from tests.sync_laptops import Laptop

CANARY = "Kanariefågeln Åke sjöng"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "delad"
    folder.mkdir()
    return folder


@pytest.fixture
def together(place, anna, bo):
    register.add_provider(anna, name="Utförare")
    found_and_join(place, anna, bo)
    settle(anna, bo)


def group_of(workspace: Workspace) -> Group:
    return Group(workspace, Memory.load(workspace.local))


def post(place: Path, name: str, data: bytes) -> Path:
    path = next(place.iterdir()) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def a_bundle(author: Workspace, launch: Launch, operations: list[Operation]) -> tuple[str, bytes]:
    """A bundle as this member could make it by hand."""
    group, stream = group_of(author), os.urandom(16).hex()
    facts = Facts(group.id, stream, launch.device, 1, None, 5)
    hash, data = bundle.encode(operations, [launch], facts, author.identity.signing_seed, group.recipient())
    return layout.bundle_name(stream, 1, hash), data


def an_operation(launch: Launch, row: str) -> Operation:
    name = OpId(launch.id, 1)
    return Operation(name, "provider", row, "", "create", None, 5, name, "x", (), ())


def test_the_folder_shows_nothing_to_its_owner(place, tmp_path):
    anna = a_workspace(tmp_path / "anna", CANARY)
    bo = a_workspace(tmp_path / "bo", CANARY + " igen")
    try:
        follow_up = a_follow_up(anna)
        interviews.add_note(anna, follow_up, CANARY)
        found_and_join(place, anna, bo)
        settle(anna, bo)
        seen = b"".join(name.encode() + data for name, data in files(place).items())
        for secret in (
            CANARY,
            "Kanarief",
            "Kvalitetsgranskare",
            "Uppföljningsenheten",
            "Björkhaga",
            "Norrby",
        ):
            assert secret.encode() not in seen
            assert secret.encode("utf-16-le") not in seen
        for workspace in (anna, bo):
            identity = workspace.identity
            for secret in (identity.device_id, identity.age_secret, workspace.profile.person_id):
                assert secret.encode() not in seen
            assert identity.signing_seed not in seen
            assert group_of(workspace).secrets()[0].encode() not in seen
    finally:
        anna.close()
        bo.close()


def test_a_member_cannot_write_in_anothers_name(place, anna, bo, together):
    """Bo signs as Anna's computer, and Bo claims Anna's launch for his own computer."""
    row = "11111111-1111-7111-8111-111111111111"
    as_anna = Launch(os.urandom(16), anna.identity.device_id, "p", "Anna Ask", "0", 5)
    post(place, *a_bundle(bo, as_anna, [an_operation(as_anna, row)]))
    annas = anna.journal.launches()[0]
    stolen = Launch(annas.id, bo.identity.device_id, "p", "Bo Bok", "0", 5)
    operation = an_operation(stolen, row)
    operation = Operation(OpId(annas.id, 999_999), *_rest(operation))
    post(place, *a_bundle(bo, stolen, [operation]))
    before = anna.state_hash()
    result = sync_once(anna)
    assert (result.received, result.waiting) == (0, 2)
    assert anna.state_hash() == before


def test_a_launch_that_was_not_heard_of_yet_cannot_be_taken_either(place, tmp_path, anna, bo, together):
    """Bo has read what Anna wrote, and is quicker than her to reach Cia's computer, who would then refuse Anna's own."""
    with closing(a_workspace(tmp_path / "cia", "Cia Ceder")) as cia:
        join(anna, cia, place)
        settle(anna, bo, cia)
        with closing(reopened(anna)) as again:
            register.add_provider(again, name="Ankaret")
            stolen = Launch(again.launch.id, bo.identity.device_id, bo.launch.person, "Bo Bok", "0", 5)
            forged = an_operation(stolen, "11111111-1111-7111-8111-111111111111")
            post(place, *a_bundle(bo, stolen, [Operation(OpId(stolen.id, 1), *_rest(forged))]))
            assert (sync_once(cia).received, sync_once(cia).waiting) == (0, 1)
            sync_once(again)
            sync_once(cia)
            assert {"Ankaret"} <= {each.name for each in register_queries.providers(cia)}


def _rest(operation: Operation) -> tuple[object, ...]:
    return tuple(getattr(operation, name) for name in Operation.__slots__ if name != "id")


def test_a_computer_that_is_not_approved_is_not_heard_until_it_is(place, tmp_path, anna, bo, together):
    """Somebody has got hold of the group's key, but no administrator has let the computer in."""
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        launch = cesar.journal.launches()[0]
        row = "11111111-1111-7111-8111-111111111111"
        group = group_of(anna)
        facts = Facts(group.id, "ab" * 16, launch.device, 1, None, 5)
        hash, data = bundle.encode(
            [an_operation(launch, row)], [launch], facts, cesar.identity.signing_seed, group.recipient()
        )
        post(place, layout.bundle_name("ab" * 16, 1, hash), data)
        assert (sync_once(anna).received, sync_once(anna).state) == (0, SyncState.WAITING)
        joining.request_membership(cesar, place)
        sync_once(anna)
        joining.approve(anna, joining.pending_requests(anna)[0].id, GroupRole.INSPECTOR)
        assert sync_once(anna).received == 1
        assert sync_once(anna).state is SyncState.IN_STEP
    finally:
        cesar.close()


def test_another_groups_files_are_left_alone(place, tmp_path, anna, bo, together):
    elsewhere = tmp_path / "annan mapp"
    elsewhere.mkdir()
    cesar = a_workspace(tmp_path / "cesar", "César Ceder")
    try:
        register.add_provider(cesar, name="Andras")
        found_and_join(elsewhere, cesar)
        sync_once(cesar)
        for name, data in files(elsewhere).items():
            post(place, name.partition("/")[2], data)
        before = anna.state_hash()
        sync_once(anna)
        assert anna.state_hash() == before
        assert len(joining.members(anna)) == 2
    finally:
        cesar.close()


def test_a_folder_that_swaps_the_group_shows_other_words(place, tmp_path, anna, bo):
    """Who owns the folder sets up a group of their own under the same name, and passes the request on as their own."""
    joining.found_group(anna, place, "Enheten")
    false_place = tmp_path / "falsk"
    false_place.mkdir()
    mallory = a_workspace(tmp_path / "mallory", "Bo Bok")
    try:
        joining.found_group(mallory, false_place, "Enheten")
        shown_to_bo = joining.request_membership(bo, false_place)
        group = group_of(anna)
        device = statements.read_request(_request_of(bo, mallory), group_of(mallory).id).device
        passed_on = msgspec.structs.replace(
            device, signing_key=sealing.verify_key(mallory.identity.signing_seed)
        )
        content = statements.sign_request(
            statements.Asking(group.id, passed_on, 1), mallory.identity.signing_seed
        )
        post(place, "v1/j/" + "0" * 32 + ".inj", sealing.encrypt(content, [group.recipient()]))
        sync_once(anna)
        (request,) = joining.pending_requests(anna)
        assert request.name == "Bo Bok"
        assert list(request.words) != shown_to_bo
    finally:
        mallory.close()


def _request_of(asker: Workspace, administrator: Workspace) -> bytes:
    (name,) = [each for each in group_of(asker).state.kept if each.endswith(".inj")]
    return sealing.decrypt(group_of(asker).state.kept[name], group_of(administrator).secrets())


def test_a_request_for_a_members_computer_is_not_approved(place, anna, bo, together):
    group = group_of(anna)
    device = msgspec.structs.replace(
        group.membership.standings[bo.identity.device_id].device, signing_key=sealing.verify_key(b"m" * 32)
    )
    content = statements.sign_request(statements.Asking(group.id, device, 1), b"m" * 32)
    post(place, "v1/j/" + "1" * 32 + ".inj", sealing.encrypt(content, [group.recipient()]))
    sync_once(anna)
    (request,) = joining.pending_requests(anna)
    with pytest.raises(joining.RequestGone):
        joining.approve(anna, request.id, GroupRole.ADMINISTRATOR)


def test_what_needs_a_newer_program_waits_and_is_taken_in_after_the_upgrade(
    place, anna, bo, together, monkeypatch
):
    monkeypatch.setattr(bundle, "READER", 2)
    provider = register.add_provider(anna, name="Från framtiden").created("provider")
    sync_once(anna)
    monkeypatch.setattr(bundle, "READER", 1)
    result = sync_once(bo)
    assert (result.received, result.waiting) == (0, 1)
    assert sync_once(bo).waiting == 1
    for name in files(place, ".inb"):
        (place / name).unlink()
    sync_once(bo)
    monkeypatch.setattr(bundle, "READER", 2)
    assert sync_once(bo).received > 0
    assert status(bo).state is SyncState.IN_STEP
    with bo.read() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM live_provider WHERE id = ?", (provider,)).one()


def test_a_withheld_file_is_noticed(place, anna, bo, together):
    """Bo has seen a bundle of Anna's that César's folder does not show."""
    register.add_provider(anna, name="Undanhållen")
    sync_once(anna)
    sync_once(bo)
    register.add_provider(bo, name="Efteråt")
    sync_once(bo)
    newest = max(each.seq for each in anna.journal.bundles() if each.device == anna.identity.device_id)
    cesar = a_workspace(place.parent / "cesar", "César Ceder")
    try:
        joining.request_membership(cesar, place)
        sync_once(anna, cancelled=lambda: True)
        joining.approve(anna, joining.pending_requests(anna)[0].id, GroupRole.INSPECTOR)
        (hidden,) = [
            name for name in files(place, ".inb") if f"{newest:08d}-" in name and _is_annas(name, anna)
        ]
        data = (place / hidden).read_bytes()
        (place / hidden).unlink()
        assert sync_once(cesar).waiting == 1
        (place / hidden).write_bytes(data)
        assert sync_once(cesar).state is SyncState.IN_STEP
    finally:
        cesar.close()


def _is_annas(name: str, anna: Workspace) -> bool:
    return layout.bundle_directory(group_of(anna).state.stream) in name


def test_who_has_seen_what_is_known(place, anna, bo, together):
    register.add_provider(anna, name="Ny")
    sync_once(anna)
    assert (status(anna).only_here, status(anna).unconfirmed > 0) == (0, True)
    register.add_provider(bo, name="Bos")
    settle(bo, anna)
    assert status(anna).unconfirmed == 0


def test_batches_are_small_and_whole():
    laptop = Laptop(1)
    steps = [laptop.note(laptop.new_id()) for _ in range(100)]
    operations = [each for step in steps for each in step]
    made = list(batches(operations))
    assert [each for batch in made for each in batch] == operations
    assert all(len(batch) <= BATCH for batch in made)
    for step in steps:
        assert sum(step[0] in batch for batch in made) == 1
        assert any(set(step) <= set(batch) for batch in made)
    large = laptop.step("Import", *[("note", laptop.new_id(), "text", "x")] * (2 * LARGEST_STEP + 7))
    assert [len(batch) for batch in batches(large)] == [LARGEST_STEP, LARGEST_STEP, 7]
    assert list(batches([])) == []
