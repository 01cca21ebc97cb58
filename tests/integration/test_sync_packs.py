"""A laptop joins its bundles of past months into packs, and the folder is as whole as before."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inspektor import clock
from inspektor.actions import erasure, interviews
from inspektor.shapes.enums import Role
from inspektor.shapes.membership import GroupRole
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, packs, sealing
from inspektor.sync.bundle import BundleRefused, Facts
from inspektor.sync.engine import status, sync_once
from inspektor.sync.group import Group
from inspektor.sync.state import Memory
from tests.builders import a_follow_up, a_workspace
from tests.erasure_search import found
from tests.sync_folders import files, found_and_join, join, settle
from tests.sync_laptops import Laptop

CANARY = "Kanariefågelsson"


class Calendar:
    """The day on which the test stands."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 4, 9, tzinfo=UTC)

    def until(self, month: int, day: int) -> None:
        self.now = datetime(2027, month, day, 9, tzinfo=UTC)


@pytest.fixture
def calendar():
    made = Calendar()
    clock.set_source(lambda: made.now)
    yield made
    clock.set_source(None)


@pytest.fixture
def anna(tmp_path, calendar):
    workspace = a_workspace(tmp_path / "anna", "Anna Ask")
    yield workspace
    workspace.close()


@pytest.fixture
def bo(tmp_path, calendar):
    workspace = a_workspace(tmp_path / "bo", "Bo Bok")
    yield workspace
    workspace.close()


@pytest.fixture
def place(tmp_path, anna, bo):
    found_and_join(tmp_path / "delad", anna, bo)
    return tmp_path / "delad"


def written(author: Workspace, calendar: Calendar, count: int = 3) -> list[str]:
    """Notes, each sent in a bundle of its own on a day of its own; one says the word that is looked for."""
    follow_up = a_follow_up(author)
    interview = interviews.start(author, follow_up, Role.STAFF).created("interview")
    notes = []
    for number in range(count):
        calendar.now += timedelta(days=1)
        notes.append(
            interviews.add_note(author, follow_up, f"{number} {CANARY}", interview_id=interview).created(
                "note"
            )
        )
        sync_once(author)
    return notes


def loose(place: Path, author: Workspace) -> list[str]:
    """Names of the single files of this laptop's bundles that lie in the folder."""
    own = {
        each.hash.hex()[:32] for each in author.journal.bundles() if each.device == author.identity.device_id
    }
    return [name for name in files(place, ".inb") if any(each in name for each in own)]


def path(place: Path, name: str) -> Path:
    return place / name


def at_rest(place: Path, *workspaces: Workspace) -> None:
    before = files(place)
    for each in workspaces:
        result = sync_once(each)
        assert (result.sent, result.received, result.waiting, result.damaged) == (0, 0, 0, 0)
    assert files(place) == before
    assert len({each.state_hash() for each in workspaces}) == 1


def packed(place: Path, calendar: Calendar, anna: Workspace, bo: Workspace) -> str:
    """Let Anna write in January, Bo confirm, and March come; the name of the only pack."""
    written(anna, calendar)
    sync_once(bo)
    calendar.until(2, 1)
    sync_once(anna)
    (name,) = files(place, ".inp")
    for day in ((2, 2), (3, 20)):
        calendar.until(*day)
        sync_once(anna)
        assert len(loose(place, anna)) == 3, "nobody has said to hold them"
    interviews.add_note(bo, a_follow_up(bo), "Bo läste")
    settle(bo, anna)
    return name


def test_single_files_go_once_others_hold_them_and_a_newcomer_reads_the_pack(
    place, calendar, anna, bo, tmp_path
):
    name = packed(place, calendar, anna, bo)
    assert loose(place, anna) == []
    at_rest(place, anna, bo)
    cia = a_workspace(tmp_path / "cia", "Cia Ceder")
    join(anna, cia, place)
    settle(anna, bo, cia)
    at_rest(place, anna, bo, cia)
    assert loose(place, anna) == []
    path(place, name).unlink()
    sync_once(cia)  # who has never had the single files puts them back
    assert len(loose(place, anna)) == 3
    settle(anna, bo, cia)
    assert list(files(place, ".inp")) == [name]
    cia.close()


def test_who_only_reads_says_within_a_day_what_it_holds(tmp_path, calendar, anna):
    place, rut = tmp_path / "delad", a_workspace(tmp_path / "rut", "Rut Ros")
    found_and_join(place, anna)
    join(anna, rut, place, GroupRole.READER)
    written(anna, calendar)
    sync_once(rut)
    settle(anna, rut)
    calendar.until(2, 1)
    sync_once(anna)
    calendar.until(3, 20)
    sync_once(anna)
    assert len(loose(place, anna)) == 3, "nobody has said to hold them"
    before = len(loose(place, rut))
    sync_once(rut)
    sync_once(anna)
    assert (loose(place, anna), len(loose(place, rut))) == ([], before + 1)
    for day in range(21, 29):
        calendar.until(3, day)
        at_rest(place, rut, anna)
    interviews.add_note(anna, a_follow_up(anna), "Mer")
    settle(anna, rut)
    calendar.now += timedelta(hours=20)
    at_rest(place, rut, anna)
    assert status(anna).unconfirmed
    calendar.now += timedelta(hours=5)
    for each in (rut, anna):
        sync_once(each)
    assert not status(anna).unconfirmed
    assert len(loose(place, rut)) == before + 2
    rut.close()


def test_thirty_days_are_kept_and_a_harmed_pack_is_made_anew(place, calendar, anna, bo):
    written(anna, calendar)
    for _ in range(2):  # Bo takes it in, and says so a day later
        settle(bo, anna)
        calendar.now += timedelta(days=1)
    calendar.until(2, 1)
    settle(anna, bo)
    (name,) = files(place, ".inp")
    assert len(loose(place, anna)) == 3
    calendar.until(3, 1)
    settle(anna, bo)
    assert loose(place, anna) == []
    whole = path(place, name).read_bytes()
    for harmed in (whole[:-1], b"", whole[:500] + bytes([whole[500] ^ 1]) + whole[501:]):
        calendar.now += timedelta(hours=1)
        path(place, name).write_bytes(harmed)
        os.utime(path(place, name), (calendar.now.timestamp(), calendar.now.timestamp()))
        assert sync_once(bo).received == 0
        assert len(loose(place, anna)) == 3
        sync_once(anna)  # makes the pack anew
        settle(anna, bo)
        assert loose(place, anna) == []
        at_rest(place, anna, bo)
    renamed = path(place, name).with_name("00000001-PC2 (1).inp")
    path(place, name).rename(renamed)
    settle(bo, anna)
    assert loose(place, anna) == []
    at_rest(place, anna, bo)


def test_what_is_erased_is_in_no_pack_either(place, calendar, anna, bo):
    name = packed(place, calendar, anna, bo)
    before = path(place, name).read_bytes()
    (interview,) = {each.row for each in anna.journal.all() if each.table == "interview"}
    assert name.rpartition("/")[2] in found(CANARY, anna, place)
    erasure.withdraw_interview(bo, interview, "consent withdrawn")
    settle(bo, anna)
    for each in (anna, bo):
        assert found(CANARY, each, place) == []
    at_rest(place, anna, bo)
    assert list(files(place, ".inp")) == [name]
    path(place, name).write_bytes(before)  # a sync program brings back the old version
    os.utime(path(place, name), (calendar.now.timestamp(), calendar.now.timestamp() + 9))
    settle(anna, bo)
    assert found(CANARY, bo, place) == []


def test_a_pack_is_believed_no_more_than_bundles_are(place, calendar, anna, bo, monkeypatch):
    name = packed(place, calendar, anna, bo)
    group = Group(bo, Memory.load(bo.local))
    whole = packs.split(path(place, name).read_bytes(), group.secrets())
    assert len(whole) == 3
    folder = path(place, name).parent
    for number, wrong in enumerate(
        (
            [whole[0][:-1], whole[1]],
            [b"", b"INSP1"],
            [],
            [each.replace(b"INSP1", b"INSP2") for each in whole],
        )
    ):
        (folder / f"{number}.inp").write_bytes(packs.encode(wrong, group.recipient()))
    outside = sealing.recipient_of(sealing.new_identity())
    (folder / "4.inp").write_bytes(packs.encode(whole, outside))
    before = bo.state_hash()
    result = sync_once(bo)
    assert (result.received, result.waiting) == (0, 5)
    assert bo.state_hash() == before
    for cut in (4, 7, 100):
        stump = sealing.encrypt(packs.MAGIC + b"\xff\xff\xff\xff" + whole[0][:cut], [group.recipient()])
        with pytest.raises(BundleRefused):
            packs.split(stump, group.secrets())
    many = packs.encode([b""] * (packs.MAX_BUNDLES + 1), group.recipient())
    with pytest.raises(BundleRefused):
        packs.split(many, group.secrets())
    laptop = Laptop(9, anna.identity.device_id, anna.profile.person_id)
    facts = Facts(group.id, "ab" * 16, laptop.device, 1, None, clock.wall_ms())
    seed = anna.identity.signing_seed
    _, data = bundle.encode(laptop.day(50), [laptop.launch], facts, seed, group.recipient())
    whole.append(sealing.decrypt(data, group.secrets()))
    (folder / "5.inp").write_bytes(packs.encode(whole, group.recipient()))
    with monkeypatch.context() as patch:
        patch.setattr(packs, "MAX_UNPACKED", 100)
        result = sync_once(bo)
        assert (result.received, result.waiting) == (0, 6), "a bomb is refused before it is unpacked"
    calendar.now += timedelta(hours=1)
    assert sync_once(bo).received == 50
