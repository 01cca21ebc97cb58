"""One pass over the shared folder: read, verify, take in, send, put back what is gone.

The order makes every interruption harmless. What was read is recorded as read only after all of it was
taken in; what is sent lies in the workspace's outbox, in the same transaction that marks it as sent, before
it is written to the folder; attachments are written before the bundle that speaks of them. What was erased is
taken out of everything before a bundle says that its erasure has been read. Whatever the
folder lost is put back by whoever comes first, since every computer keeps every bundle. Last, one's own
bundles of past months are joined into packs.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from inspektor import clock
from inspektor.actions.register import share_addresses
from inspektor.shapes.membership import GroupRole, PassResult, SharedPlace, SyncState, SyncStatus
from inspektor.store.workspace import Workspace
from inspektor.sync import attachments, layout
from inspektor.sync.certifying import keep_up
from inspektor.sync.clearing import clear
from inspektor.sync.errand import Cancelled, Errand, Progress
from inspektor.sync.folder import DirectoryFolder, Folder, FolderTrouble
from inspektor.sync.group import Group, directory, writer_mark
from inspektor.sync.joining import notice
from inspektor.sync.leaving import leave, renew_key
from inspektor.sync.looking import Looking
from inspektor.sync.packing import pack, receive_packs
from inspektor.sync.places import refuse_workspace
from inspektor.sync.receiving import learn, recall, receive
from inspektor.sync.sending import export, put_back_bundles
from inspektor.sync.state import GroupState, Memory, alone

Port = Callable[[GroupState, str], Folder]


@alone
def sync_once(
    workspace: Workspace,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    port: Port = directory,
) -> PassResult:
    """Exchange with the group's folder once, in each place that holds it and is there.

    `progress` is told how many of how many files have been read; `cancelled` is asked between small
    batches. Raises NoGroup, or a FolderTrouble if no place can be used; everything done until then stays done.
    """
    memory = Memory.load(workspace.local)
    group = Group(workspace, memory)
    places = group.state.places()
    try:
        made = _round(workspace, memory, group, port, progress, cancelled)
        if sum(each.received for each in made[1:]):  # what a later place brought belongs in the earlier ones
            made += _round(workspace, memory, group, port, progress, cancelled)
    finally:
        group.save()
        memory.save_pass()
    last = made[-1]
    return replace(
        last,
        sent=sum(each.sent for each in made),
        received=sum(each.received for each in made),
        state=_state(workspace, memory),
        missing=tuple(each for each in places if not _reachable(memory, each)),
    )


def _round(
    workspace: Workspace,
    memory: Memory,
    group: Group,
    port: Port,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> list[PassResult]:
    """One pass over each place; the FolderTrouble of the first if none can be used."""
    made, troubles = [], []
    for place in group.state.places():
        there = partial(_at, port, place)
        with memory.at(place), workspace.journal.listing_once():
            try:
                made.append(_passed(_errand(workspace, memory, group, there, progress, cancelled)))
            except FolderTrouble as trouble:
                memory.last.reachable = False
                troubles.append(trouble)
    if not made:
        raise troubles[0]
    return made


def _at(port: Port, place: str, state: GroupState, writer: str) -> Folder:
    return port(msgspec.structs.replace(state, folder=place), writer)


def _reachable(memory: Memory, place: str) -> bool:
    there = memory.last.elsewhere.get(place)
    return memory.last.reachable if there is None else there.reachable


@alone
def exchange_with(
    workspace: Workspace, place: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> PassResult:
    """One pass over another place than the group's folder, such as a USB stick: what is missing is copied both ways.

    The place gets a folder of the group's if it has none. Raises as `sync_once`, or WorkspaceThere; the group's own folder
    is not touched.
    """
    refuse_workspace(place)
    memory = Memory.load(workspace.local)
    group, last = Group(workspace, memory), memory.last
    in_folder = {name for name, each in last.own.items() if each.written}

    def port(state: GroupState, writer: str) -> Folder:
        inside = place.name == layout.folder_name(state.tag)
        return DirectoryFolder(place.parent if inside else place, layout.folder_name(state.tag), writer)

    try:
        with memory.at(str(place)), workspace.journal.listing_once():
            return _passed(_errand(workspace, memory, group, port, progress, cancelled))
    finally:
        if str(place) not in group.state.places():
            memory.forget(str(place))
            for name, each in last.own.items():
                each.written = name in in_folder
        group.save()
        memory.save_pass()


def leave_group(workspace: Workspace) -> None:
    """Send what exists only here, then leave the group. LastAdministrator or a FolderTrouble leave everything as it was."""
    sync_once(workspace)
    leave(workspace)


def _errand(
    workspace: Workspace,
    memory: Memory,
    group: Group,
    port: Port,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Errand:
    folder = port(group.state, writer_mark(workspace))
    entries = folder.entries()
    return Errand(
        workspace=workspace,
        memory=memory,
        group=group,
        folder=folder,
        entries=entries,
        looking=Looking(memory.last, entries, clock.wall_ms()),
        progress=progress or (lambda _done, _total: None),
        cancelled=cancelled or (lambda: False),
    )


def _passed(errand: Errand) -> PassResult:
    sent = received = 0
    group, last = errand.group, errand.last
    newest = max((each.modified for each in errand.entries.values()), default=0)
    last.harmed = {name: at for name, at in last.harmed.items() if name in errand.entries}
    learn(errand)
    renew_key(errand.workspace, group)
    keep_up(errand.workspace, group)
    if group.joined:
        whole = recall(errand)
        received = receive_packs(errand) + receive(errand)
        if whole:
            last.noted = max((each.kept for each in errand.workspace.journal.bundles()), default=0)
        clear(errand)
        _share_addresses(errand)
        last.missing_media = attachments.fetch(errand)
        export(errand)
        sent = put_back_bundles(errand)
        pack(errand)
    group.put_back(errand.folder, errand.entries)
    if layout.NOTICE not in errand.entries:
        errand.folder.write_notice(layout.NOTICE, notice())
    last.reachable = True
    if group.joined and not errand.cancelled():
        last.last_pass, last.newest = clock.wall_ms(), newest
    now = clock.wall_ms()
    return PassResult(
        sent=sent,
        received=received,
        waiting=last.waiting(now),
        damaged=last.damaged(now),
        only_here=last.unwritten() + errand.workspace.journal.count_unbundled(),
        state=_state(errand.workspace, errand.memory),
    )


def _share_addresses(errand: Errand) -> None:
    """As one of those whose role lets them see what is protected."""
    errand.group.tell()
    membership = errand.group.membership
    own = membership.standings.get(errand.device) if membership else None
    if membership is not None and own is not None and own.role is not GroupRole.READER:
        share_addresses(errand.workspace, membership.earlier(errand.device))


def status(workspace: Workspace) -> SyncStatus:
    """How the exchange stands, without touching the folder."""
    memory = Memory.load(workspace.local)
    if memory.group is None:
        return SyncStatus(SyncState.NO_GROUP, None, 0, 0, 0, 0, "", "")
    last, now = memory.last, clock.wall_ms()
    return SyncStatus(
        state=_state(workspace, memory),
        last_pass=last.last_pass,
        only_here=last.unwritten() + workspace.journal.count_unbundled(),
        unconfirmed=last.unconfirmed(),
        waiting=last.waiting(now),
        damaged=last.damaged(now),
        folder=memory.group.folder,
        group_name=memory.group.name,
        set_aside=len(last.aside),
        reads_only=workspace.role.reads_only,
        leaderless=memory.group.leaderless,
        asking=len(memory.group.requests) if memory.group.leads else 0,
        damaged_files=tuple(last.damaged_files(now)),
        places=tuple(
            SharedPlace(each, missing=not _reachable(memory, each)) for each in memory.group.places()
        ),
    )


def _state(workspace: Workspace, memory: Memory) -> SyncState:
    last, now = memory.last, clock.wall_ms()
    there = [_reachable(memory, each) for each in memory.group.places()] if memory.group else []
    ways = (
        (not any(there), SyncState.OFFLINE),
        (not (memory.group and memory.group.keys), SyncState.ASKED),
        (memory.group is not None and memory.group.removed, SyncState.REMOVED),
        (last.last_pass is None, SyncState.NEVER),
        (last.damaged(now) > 0, SyncState.DAMAGED),
        (last.waiting(now) > 0, SyncState.WAITING),
        (not all(there), SyncState.PARTLY),
        (last.unwritten() + workspace.journal.count_unbundled() > 0, SyncState.UNSENT),
    )
    return next((state for holds, state in ways if holds), SyncState.IN_STEP)
