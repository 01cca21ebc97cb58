"""Everybody meets in an honest folder: what must be true of a group's laptops at rest."""

import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from inspektor.queries.conflicts import conflicts as open_conflicts
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.shapes.operation import OpId
from inspektor.store import sealed
from inspektor.store.doctor import examine
from inspektor.store.workspace import Workspace
from inspektor.sync import joining, leaving, sealing
from inspektor.sync.bundle import BundleRefused, open_bundle
from inspektor.sync.engine import status, sync_once
from inspektor.sync.group import Group
from inspektor.sync.state import Memory
from tests.builders import a_workspace
from tests.sync_folders import files, join
from tests.sync_world import FORGED, World

_ROUNDS = 24
_OUTSIDE = (SyncState.NO_GROUP, SyncState.ASKED, SyncState.REMOVED)
_PAUSE = int(timedelta(hours=7).total_seconds())
"""Longer than any file that was of no use waits for its next try."""


def at_rest(world: World, chance: random.Random) -> None:
    """Let everybody exchange until nothing moves, then assert what must hold."""
    for name in world.open:
        world.skews[name] = timedelta(0)
        world.remember(name)
    held = world.held()
    names = list(world.open)
    chance.shuffle(names)
    members = _exchange(world, names)
    if (
        chance.random() < 0.4
    ):  # else what an older program keeps is compared, not what it shows: to migrate is slow
        for name in list(world.older):
            world.do(("upgrade", name, 0))
    before = files(world.place)
    for name in members:
        with world.acting(name) as workspace:
            result = sync_once(workspace)
            assert (result.sent, result.received, result.only_here) == (0, 0, 0), (name, result)
    assert files(world.place) == before, "a second pass writes nothing"
    workspaces = [world.open[name] for name in members]
    journals = [sorted(each.journal.all(), key=lambda op: op.id) for each in workspaces]
    for journal in journals:
        assert {each.id for each in journal} >= held, "something that was held is gone"
        assert journal == journals[0]
        assert FORGED not in {each.value for each in journal}
    for workspace in workspaces:
        assert _not_erased(world, workspace) == []
    _agree_on_what_is_shown(world, members)
    _removed_read_nothing(world, members)
    _addresses_are_protected(world, members)
    if chance.random() < 0.4:
        with world.acting(chance.choice(members)) as workspace:
            assert [each for each in examine(workspace) if not each.well] == []
    if chance.random() < 0.3:
        _newcomer(world, members)


def _exchange(world: World, names: Sequence[str]) -> list[str]:
    """Sync until nothing moves and nothing is set aside; the laptops that are in the group."""
    for number in range(_ROUNDS):
        world.ticks += _PAUSE
        before = files(world.place)
        moved = 0
        for name in names:
            with world.acting(name) as workspace:
                state = status(workspace).state
                if state is SyncState.NO_GROUP or (state is SyncState.REMOVED and number > 2):
                    continue
                result = sync_once(workspace)
                moved += result.sent + result.received
        members = [name for name in names if status(world.open[name]).state not in _OUTSIDE]
        if not number or moved or files(world.place) != before or _let_in(world, members or ["anna"]):
            continue
        return members
    raise AssertionError("the folder never comes to rest")


def _let_in(world: World, members: Sequence[str]) -> bool:
    """Let in what removed computers wrote, by whoever has it; the printed words make them administrator."""
    for name in members:
        with world.acting(name) as workspace:
            aside = leaving.set_aside(workspace)
            group = Group(workspace, Memory.load(workspace.local))
            if not aside and status(workspace).state is not SyncState.REMOVED:
                continue
            if not group.is_administrator():
                leaving.become_administrator(workspace, list(world.words))
            for each in aside:
                leaving.let_in(workspace, each.device_id)
            return True
    return False


def _not_erased(world: World, workspace: Workspace) -> list[OpId]:
    """Operations whose values are still somewhere although somebody erased them."""
    known = workspace.journal.all()
    erased = {name for each in known if each.kind == "erase" for name in each.seen}
    group = Group(workspace, Memory.load(workspace.local))
    kept = [workspace.journal.bundle_bytes(each.hash) for each in workspace.journal.bundles()]
    found = list(known)
    for data in (*kept, *files(world.place, ".inb").values()):
        with suppress(BundleRefused):
            found += open_bundle(data, group.secrets(), group.id, group.signing_keys()).operations
    return [each.id for each in found if each.id in erased and each.value is not None and each.kind == "set"]


def _agree_on_what_is_shown(world: World, members: Sequence[str]) -> None:
    workspaces = [world.open[name] for name in members if name not in world.older]
    assert len({each.state_hash() for each in workspaces}) <= 1
    shown = [
        sorted((each.id, each.kind, sorted(v.text for v in each.versions)) for each in open_conflicts(w))
        for w in workspaces
    ]
    assert all(each == shown[0] for each in shown)
    for workspace in workspaces:
        assert workspace.media_wanted() == []
        with workspace.read() as connection:
            sealed = {
                row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, media FROM live_document")
            }
        for document, content in world.sealed.items():
            assert document not in sealed or workspace.media.get(sealed[document]) == content


def _removed_read_nothing(world: World, members: Sequence[str]) -> None:
    """The key that is written with now is known to nobody who has been taken out, as long as there is an administrator."""
    group = Group(world.open[members[0]], Memory.load(world.open[members[0]].local))
    if not group.membership or not group.membership.administrators():
        return
    for workspace in world.open.values():
        state = Memory.load(workspace.local).group
        if state is not None and state.removed:
            assert group.recipient() not in {sealing.recipient_of(each.secret) for each in state.keys}


def _addresses_are_protected(world: World, members: Sequence[str]) -> None:
    """A protected address stands nowhere in plain text, and whoever may see it can open it."""
    for name in members:
        workspace = world.open[name]
        with workspace.read() as connection:
            query = "SELECT id, address, address_sealed FROM live_unit WHERE address_protected"
            units = connection.exec_driver_sql(query).all()
        for unit, plain, text in units:
            assert not plain, "a protected address in plain text"
            values = {
                each.value
                for each in workspace.journal.all()
                if (each.row, each.field, each.kind) == (unit, "address", "set")
            }
            assert values <= {"", None}, "a protected address in the history"
            opened = sealed.unseal(workspace, text)
            assert opened is None or opened.recipients >= sealed.team(workspace)
            if not workspace.role.reads_only and any(_administers(world.open[each]) for each in members):
                assert opened is not None or not text, f"{name} may see an address and cannot"


def _newcomer(world: World, members: Sequence[str]) -> None:
    """Somebody who has nothing but the folder ends with the same."""
    administrator = next((name for name in members if _administers(world.open[name])), None)
    world.tell_time("anna")
    erik = a_workspace(world.base / "erik", "Erik")
    try:
        if administrator is None:
            administrator = members[0]
            leaving.become_administrator(world.open[administrator], list(world.words))
        join(world.open[administrator], erik, world.place, GroupRole.INSPECTOR)
        sync_once(erik)
        assert administrator in world.older or erik.state_hash() == world.open[administrator].state_hash()
        assert erik.media_wanted() == []
    finally:
        erik.close()


def _administers(workspace: Workspace) -> bool:
    return any(each.is_self and each.role is GroupRole.ADMINISTRATOR for each in joining.members(workspace))
