"""Who leaves a group, or is taken out of it: reads nothing more, is not listened to, and nothing it wrote is lost."""

from contextlib import closing

import pytest

from inspektor.actions import interviews
from inspektor.queries.interviews import notes
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, leaving, sealing
from inspektor.sync.engine import exchange_with, leave_group, status, sync_once
from inspektor.sync.folder import FolderMissing
from inspektor.sync.group import Group, NotAdministrator, keys_of_members
from inspektor.sync.joining import approve, found_group, members, pending_requests, request_membership
from inspektor.sync.leaving import LastAdministrator, NotLetIn, NotTheWords
from inspektor.sync.state import Memory
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import files, join, settle

NAMES = ("Anna Ask", "Bo Bok", "Cesar Cedergren")


class Trio:
    """Three laptops in one group; the first is its administrator."""

    def __init__(self, base):
        self.place = base / "delad"
        self.place.mkdir()
        self.anna, self.bo, self.cesar = (a_workspace(base / each, each) for each in NAMES)
        self.founding = found_group(self.anna, self.place, "Uppföljningsenheten")
        for each in (self.bo, self.cesar):
            join(self.anna, each, self.place)
        self.follow_up = a_follow_up(self.anna)
        settle(*self.all)

    @property
    def all(self) -> tuple[Workspace, ...]:
        return self.anna, self.bo, self.cesar

    def write(self, workspace: Workspace, text: str) -> None:
        interviews.add_note(workspace, self.follow_up, text)

    def texts(self, workspace: Workspace) -> set[str]:
        return {each.text for each in notes(workspace, self.follow_up)}


@pytest.fixture
def trio(tmp_path):
    made = Trio(tmp_path)
    yield made
    for each in made.all:
        each.close()


def device(workspace: Workspace) -> str:
    return workspace.identity.device_id


def newest_key(workspace: Workspace) -> str:
    return Group(workspace, Memory.load(workspace.local)).recipient()


@pytest.mark.parametrize("leaves", [False, True], ids=["stays", "leaves too"])
def test_what_was_written_with_the_key_of_one_who_no_longer_leads_is_read(trio, leaves):
    """Anna changes the key when Cesar leaves, writes with it, and is an administrator no more before Bo hears of any of it."""
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.leave(trio.cesar)
    sync_once(trio.anna)
    trio.write(trio.anna, "Annas, med nya nyckeln")
    sync_once(trio.anna)
    hers = newest_key(trio.anna)
    leaving.set_role(trio.anna, device(trio.anna), GroupRole.INSPECTOR)
    if leaves:
        leaving.leave(trio.anna)
    settle(trio.bo)
    assert "Annas, med nya nyckeln" in trio.texts(trio.bo)
    assert status(trio.bo).state is SyncState.IN_STEP
    assert newest_key(trio.bo) not in {hers, newest_key(trio.cesar)}  # who no longer leads decides no key


def test_a_removed_computer_reads_nothing_more_and_is_not_listened_to(trio):
    trio.write(trio.bo, "Bos, före")
    settle(*trio.all)
    leaving.remove_member(trio.anna, device(trio.bo))
    trio.write(trio.anna, "Annas, efter")
    trio.write(trio.bo, "Bos, efter")
    settle(trio.anna, trio.cesar)
    for _ in range(2):
        for each in trio.all:
            sync_once(each)
    assert status(trio.bo).state is SyncState.REMOVED
    assert trio.texts(trio.bo) == {"Bos, före", "Bos, efter"}
    for each in (trio.anna, trio.cesar):
        assert trio.texts(each) == {"Bos, före", "Annas, efter"}
        assert status(each).set_aside == 1
        assert [member.name for member in members(each)] == ["Anna Ask", "Cesar Cedergren"]
    assert trio.anna.state_hash() == trio.cesar.state_hash()


def test_what_it_wrote_afterwards_is_kept_and_let_in_by_an_administrator(trio):
    leaving.remove_member(trio.anna, device(trio.bo))
    trio.write(trio.bo, "Bos, efter")
    for each in (trio.bo, trio.anna, trio.cesar):
        sync_once(each)
    for each in sorted(trio.place.rglob("*.inb")):
        each.unlink()  # whoever has it puts it back
    sync_once(trio.cesar)
    (found,) = leaving.set_aside(trio.cesar)
    assert (found.name, found.device_id) == ("Bo Bok", device(trio.bo))
    assert found.changes > 0
    with pytest.raises(NotAdministrator):
        leaving.let_in(trio.cesar, device(trio.bo))
    leaving.let_in(trio.anna, device(trio.bo))
    settle(trio.anna, trio.cesar)
    assert trio.texts(trio.anna) == trio.texts(trio.cesar) == {"Bos, efter"}
    assert leaving.set_aside(trio.anna) == []
    assert status(trio.anna).state is status(trio.cesar).state is SyncState.IN_STEP


def test_what_it_wrote_under_a_key_of_its_own_can_be_let_in_too(trio):
    """Bo, who does not know of his removal, removes Cesar and writes on with the key he makes."""
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.remove_member(trio.bo, device(trio.cesar))
    leaving.remove_member(trio.anna, device(trio.bo))
    trio.write(trio.bo, "Bos, efter")
    for each in (trio.bo, trio.anna):
        sync_once(each)
    leaving.let_in(trio.anna, device(trio.bo))
    settle(trio.anna)
    assert trio.texts(trio.anna) == {"Bos, efter"}
    known = {each.secret for each in Memory.load(trio.bo.local).group.keys}
    newest = newest_key(trio.anna)
    sync_once(trio.bo)
    known |= {each.secret for each in Memory.load(trio.bo.local).group.keys}
    assert newest not in {sealing.recipient_of(each) for each in known}


def test_what_a_newer_program_wrote_after_its_removal_waits_for_one_that_reads_it(trio, monkeypatch):
    leaving.remove_member(trio.anna, device(trio.bo))
    monkeypatch.setattr(bundle, "READER", 2)
    trio.write(trio.bo, "Bos, från ett nyare program")
    sync_once(trio.bo)
    monkeypatch.setattr(bundle, "READER", 1)
    settle(trio.anna)
    leaving.let_in(trio.anna, device(trio.bo))
    settle(trio.anna)
    assert (status(trio.anna).waiting, trio.texts(trio.anna)) == (1, set())
    monkeypatch.setattr(bundle, "READER", 2)
    settle(trio.anna)
    assert trio.texts(trio.anna) == {"Bos, från ett nyare program"}


def test_one_administrator_always_remains(trio):
    with pytest.raises(LastAdministrator):
        leaving.remove_member(trio.anna, device(trio.anna))
    with pytest.raises(LastAdministrator):
        leaving.leave(trio.anna)
    with pytest.raises(LastAdministrator):
        leaving.set_role(trio.anna, device(trio.anna), GroupRole.READER)
    with pytest.raises(NotAdministrator):
        leaving.remove_member(trio.bo, device(trio.cesar))
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.leave(trio.anna)
    settle(trio.bo, trio.cesar)
    assert [each.name for each in members(trio.cesar)] == ["Bo Bok", "Cesar Cedergren"]
    key = newest_key(trio.bo)
    assert key == newest_key(trio.cesar) != newest_key(trio.anna)


def test_two_who_remove_at_once_end_with_a_key_that_neither_removed_one_has(trio, tmp_path):
    with_david = a_workspace(tmp_path / "david", "David Dahl")
    join(trio.anna, with_david, trio.place)
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all, with_david)
    leaving.remove_member(trio.anna, device(trio.cesar))
    leaving.remove_member(trio.bo, device(with_david))
    settle(trio.anna, trio.bo)
    known = {each.secret for each in Memory.load(trio.cesar.local).group.keys}
    for each in (trio.cesar, with_david):
        sync_once(each)
        known |= {key.secret for key in Memory.load(each.local).group.keys}
    assert newest_key(trio.anna) == newest_key(trio.bo)
    group = Group(trio.anna, Memory.load(trio.anna.local))
    assert keys_of_members(group)
    newest = max(group.state.keys, key=lambda each: each.depth)
    assert newest.secret not in known
    with_david.close()


def test_the_printed_words_help_when_two_administrators_have_removed_each_other(trio):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.remove_member(trio.anna, device(trio.bo))
    leaving.remove_member(trio.bo, device(trio.anna))
    for _ in range(2):
        for each in trio.all:
            sync_once(each)
    assert [each.name for each in members(trio.cesar)] == ["Cesar Cedergren"]
    assert status(trio.cesar).leaderless
    leaving.become_administrator(trio.cesar, list(trio.founding.recovery_words))
    sync_once(trio.cesar)
    assert not status(trio.cesar).leaderless
    trio.write(trio.cesar, "Cesars")
    sync_once(trio.cesar)
    sync_once(trio.anna)
    assert trio.texts(trio.anna) == set()
    assert [(each.name, each.role) for each in members(trio.cesar)] == [
        ("Cesar Cedergren", GroupRole.ADMINISTRATOR)
    ]


def test_a_stick_carries_everything_both_ways(trio, tmp_path):
    stick = tmp_path / "stick å"
    stick.mkdir()
    before = files(trio.place)
    trio.write(trio.bo, "Bos, på sticka")
    exchange_with(trio.bo, stick)
    trio.write(trio.cesar, "Cesars, på sticka")
    made = exchange_with(trio.cesar, stick)
    assert made.received > 0
    exchange_with(trio.bo, stick)
    assert trio.texts(trio.bo) == trio.texts(trio.cesar) == {"Bos, på sticka", "Cesars, på sticka"}
    assert files(trio.place) == before
    settle(*trio.all)
    assert trio.texts(trio.anna) == trio.texts(trio.bo)
    assert status(trio.anna).state is SyncState.IN_STEP
    with pytest.raises(FolderMissing):
        exchange_with(trio.bo, tmp_path / "finns inte")
    assert status(trio.bo).state is SyncState.IN_STEP


def test_who_comes_back_reads_what_was_written_without_them(trio):
    """Bo's laptop has made a key without Anna before it hears that she is back."""
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.leave(trio.anna)
    trio.write(trio.bo, "Bos, under tiden")
    settle(trio.bo)
    leaving.become_administrator(trio.anna, list(trio.founding.recovery_words))
    settle(*trio.all)
    assert trio.texts(trio.anna) == trio.texts(trio.cesar) == {"Bos, under tiden"}
    before = files(trio.place)
    settle(*trio.all)
    assert files(trio.place) == before


@pytest.mark.parametrize("left", [True, False])
def test_an_administrator_lets_a_computer_in_again_with_what_it_wrote_meanwhile(trio, left):
    if left:
        leave_group(trio.bo)
    else:
        leaving.remove_member(trio.anna, device(trio.bo))
    settle(*trio.all)
    trio.write(trio.bo, "Bos, utanför")
    trio.write(trio.anna, "Annas, under tiden")
    settle(*trio.all)
    assert [(each.name, each.left) for each in leaving.former_members(trio.cesar)] == [("Bo Bok", left)]
    with pytest.raises(NotAdministrator):
        leaving.let_back(trio.cesar, device(trio.bo))
    with pytest.raises(leaving.NoSuchMember):
        leaving.let_back(trio.anna, device(trio.cesar))
    leaving.let_back(trio.anna, device(trio.bo))
    settle(*trio.all)
    for each in trio.all:
        assert trio.texts(each) == {"Bos, utanför", "Annas, under tiden"}
        assert (status(each).state, status(each).set_aside) == (SyncState.IN_STEP, 0)
    assert trio.anna.state_hash() == trio.bo.state_hash() == trio.cesar.state_hash()
    assert leaving.former_members(trio.anna) == []
    leaving.remove_member(trio.anna, device(trio.bo))
    settle(*trio.all)
    trio.write(trio.anna, "Annas, sist")
    settle(*trio.all)
    assert "Annas, sist" not in trio.texts(trio.bo)


def test_a_key_that_was_given_to_who_came_back_is_changed_when_they_go_again(trio):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.leave(trio.anna)
    settle(trio.bo, trio.cesar)
    leaving.become_administrator(trio.anna, list(trio.founding.recovery_words))
    settle(*trio.all)
    settle(*trio.all)
    leaving.remove_member(trio.bo, device(trio.anna))
    trio.write(trio.bo, "Bos, efter andra gången")
    settle(trio.bo, trio.cesar, trio.anna)
    assert trio.texts(trio.cesar) == {"Bos, efter andra gången"}
    known = {sealing.recipient_of(each.secret) for each in Memory.load(trio.anna.local).group.keys}
    for workspace in (trio.bo, trio.cesar):
        assert Group(workspace, Memory.load(workspace.local)).recipient() not in known


def test_who_is_let_in_while_another_changes_the_key_gets_the_new_one(trio, tmp_path):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    with closing(a_workspace(tmp_path / "david", "David Dahl")) as david:
        request_membership(david, trio.place)
        sync_once(trio.anna)
        leaving.remove_member(trio.bo, device(trio.cesar))
        trio.write(trio.bo, "Bos, under den nya nyckeln")
        approve(trio.anna, pending_requests(trio.anna)[0].id, GroupRole.INSPECTOR)
        settle(trio.anna, trio.bo, david)
        assert trio.texts(david) == {"Bos, under den nya nyckeln"}


def test_what_an_administrator_took_in_before_the_removal_counts_for_all(trio):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    trio.write(trio.cesar, "Cesars, före")
    sync_once(trio.cesar)
    sync_once(trio.bo)
    leaving.remove_member(trio.anna, device(trio.cesar))
    settle(trio.bo, trio.anna)
    assert trio.texts(trio.anna) == trio.texts(trio.bo) == {"Cesars, före"}
    assert trio.anna.state_hash() == trio.bo.state_hash()


def test_the_printed_words_open_the_folder_when_every_computer_is_lost(trio, tmp_path):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.remove_member(trio.bo, device(trio.anna))
    trio.write(trio.cesar, "Cesars")
    trio.write(trio.bo, "Bos, under den nya nyckeln")
    settle(*trio.all)
    with closing(a_workspace(tmp_path / "david", "David Dahl")) as david:
        request_membership(david, trio.place)
        with pytest.raises(NotTheWords):
            leaving.become_administrator(david, ["ett"])
        assert status(david).state is SyncState.ASKED
        leaving.become_administrator(david, list(trio.founding.recovery_words))
        sync_once(david)
        assert trio.texts(david) == {"Cesars", "Bos, under den nya nyckeln"}
        assert {each.name for each in members(david)} == {"Bo Bok", "Cesar Cedergren", "David Dahl"}
        assert (pending_requests(david), status(david).state) == ([], SyncState.IN_STEP)
        trio.write(david, "Davids")
        settle(david, trio.bo, trio.cesar)
        assert "Davids" in trio.texts(trio.bo)
        assert david.state_hash() == trio.bo.state_hash() == trio.cesar.state_hash()


def test_the_printed_words_open_the_folder_that_everybody_has_left(trio, tmp_path):
    trio.write(trio.cesar, "Cesars")
    settle(*trio.all)
    for each in (trio.bo, trio.cesar, trio.anna):
        leave_group(each)
        settle(*trio.all)
    with closing(a_workspace(tmp_path / "david", "David Dahl")) as david:
        request_membership(david, trio.place)
        leaving.become_administrator(david, list(trio.founding.recovery_words))
        sync_once(david)
        trio.write(david, "Davids")
        settle(david, trio.anna)
        assert trio.texts(david) == {"Cesars", "Davids"}
        assert "Davids" not in trio.texts(trio.anna)
        assert [each.name for each in members(david)] == ["David Dahl"]


def test_the_printed_words_open_nothing_while_the_folder_has_not_come(trio, tmp_path):
    with closing(a_workspace(tmp_path / "david", "David Dahl")) as david:
        request_membership(david, trio.place)
        for suffix in (".inm", ".ink"):
            for path in trio.place.rglob(f"*{suffix}"):
                path.unlink()
            with pytest.raises(NotLetIn) as caught:
                leaving.become_administrator(david, list(trio.founding.recovery_words))
            assert "mappen" in caught.value.advice()
            assert status(david).state is SyncState.ASKED


def test_the_printed_words_bring_back_one_who_was_removed(trio):
    leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
    settle(*trio.all)
    leaving.remove_member(trio.anna, device(trio.bo))
    leaving.remove_member(trio.bo, device(trio.anna))
    for each in (*trio.all, *trio.all):
        sync_once(each)
    assert status(trio.anna).state is SyncState.REMOVED
    with pytest.raises(NotTheWords):
        leaving.become_administrator(trio.anna, ["ett", "två"])
    leaving.become_administrator(trio.anna, list(trio.founding.recovery_words))
    trio.write(trio.anna, "Annas, åter")
    trio.write(trio.cesar, "Cesars")
    for each in (trio.anna, trio.cesar, trio.anna, trio.cesar):
        sync_once(each)
    assert [each.name for each in members(trio.cesar)] == ["Anna Ask", "Cesar Cedergren"]
    assert trio.texts(trio.anna) == trio.texts(trio.cesar) == {"Annas, åter", "Cesars"}
    assert newest_key(trio.anna) == newest_key(trio.cesar)


def keys(workspace: Workspace) -> set[str]:
    return {sealing.recipient_of(each.secret) for each in Memory.load(workspace.local).group.keys}


@pytest.mark.parametrize("changes_key_too", [False, True])
def test_an_administrator_who_has_not_heard_of_a_removal_gives_no_key_in_use(trio, tmp_path, changes_key_too):
    """Bo removes Cesar. The keys that he makes reach Anna before the removal does, while she lets David in, or David out."""
    with closing(a_workspace(tmp_path / "david", "David Dahl")) as david:
        leaving.set_role(trio.anna, device(trio.bo), GroupRole.ADMINISTRATOR)
        join(trio.anna, david, trio.place) if changes_key_too else request_membership(david, trio.place)
        settle(*trio.all)
        before = files(trio.place, ".inm")
        leaving.remove_member(trio.bo, device(trio.cesar))
        late = {name: data for name, data in files(trio.place, ".inm").items() if name not in before}
        for name in late:
            (trio.place / name).unlink()
        sync_once(trio.anna)
        made_by_bo = newest_key(trio.bo)
        assert made_by_bo in keys(trio.anna)
        assert "Cesar Cedergren" in {each.name for each in members(trio.anna)}, "she has not heard of it"
        if changes_key_too:
            leaving.remove_member(trio.anna, device(david))
        else:
            approve(trio.anna, pending_requests(trio.anna)[0].id, GroupRole.INSPECTOR)
        leaving.set_role(trio.anna, device(trio.cesar), GroupRole.COORDINATOR)
        trio.write(trio.anna, "Annas, innan hon vet")
        for each in (trio.anna, trio.cesar, david, trio.anna, trio.cesar):
            sync_once(each)
        assert made_by_bo not in keys(trio.cesar)
        for name, data in late.items():
            (trio.place / name).write_bytes(data)
        settle(trio.anna, trio.bo)
        trio.write(trio.bo, "Bos, när alla vet")
        settle(trio.bo, trio.anna)
        for each in (trio.cesar, david):
            sync_once(each)
        assert newest_key(trio.anna) == newest_key(trio.bo) not in keys(trio.cesar)
        assert (newest_key(trio.bo) in keys(david)) is not changes_key_too
        assert trio.texts(trio.anna) == {"Annas, innan hon vet", "Bos, när alla vet"}
        assert "Bos, när alla vet" not in trio.texts(trio.cesar)
