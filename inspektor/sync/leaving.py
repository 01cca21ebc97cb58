"""Leaving a group: a computer is removed, or leaves by itself; another role; what was written after a removal.

A removed computer keeps what it has, and can read nothing that is written from then on: the group's key is changed. What
it writes afterwards is kept by everybody and taken in by nobody, until an administrator lets it in.
"""

import platform
from datetime import UTC, datetime

from inspektor import clock
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import FormerMember, GroupRole, SetAside
from inspektor.shapes.words import PhraseError
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, certifying, keyring, sealing, statements
from inspektor.sync.group import (
    Group,
    NotAdministrator,
    directory,
    keys_for,
    keys_of_members,
    own_device,
    writer_mark,
)
from inspektor.sync.joining import hand_out_keys, put_in_place
from inspektor.sync.keyring import GroupKey
from inspektor.sync.membership import Membership, Standing
from inspektor.sync.state import Memory, alone
from inspektor.sync.statements import Approved, LetIn, Removed


class LastAdministrator(InspektorError):
    """Without an administrator nobody could let anyone in or out."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This is the group's only administrator.")

    def advice(self) -> str:
        """What to do."""
        return tr("Make a colleague administrator first.")


class NotTheWords(InspektorError):
    """The words are not the recovery words of this group."""

    def text(self) -> str:
        """What is wrong."""
        return tr("These are not the recovery words of this group.")

    def advice(self) -> str:
        """What to do."""
        return tr("Read them from the sheet once more: eighteen words, in their order.")


class NotLetIn(InspektorError):
    """The computer has not been approved, and the folder does not hold what would let it in."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This computer has not been let into the group.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Wait until the shared folder has come here whole, or let a colleague in the group let it in first."
        )


class NoSuchMember(InspektorError):
    """The computer is not in the group."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This computer is not in the group any more.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the list of members.")


@alone
def remove_member(workspace: Workspace, device_id: str) -> None:
    """Take a computer out of the group: a lost one, or one whose user has gone. It reads nothing that is written from now on.

    Raises NotAdministrator, NoSuchMember, LastAdministrator, or a FolderTrouble; in the last case it stands, and reaches
    the folder with the next pass.
    """
    group, membership = _administered(workspace)
    _standing(membership, device_id)
    _refuse_last(membership, device_id)
    _say_removed(workspace, group, membership, device_id)
    renew_key(workspace, group)
    group.save()
    put_in_place(workspace, group)


@alone
def leave(workspace: Workspace) -> None:
    """Leave the group, with all that is here kept. What is unsent should be sent first. Raises LastAdministrator."""
    group = Group(workspace, Memory.load(workspace.local))
    membership, own = group.membership, workspace.identity.device_id
    if membership is None:
        raise NoSuchMember
    _standing(membership, own)
    if len(membership.standings) > 1:
        _refuse_last(membership, own)
    _say_removed(workspace, group, membership, own)
    group.save()
    put_in_place(workspace, group)


@alone
def set_role(workspace: Workspace, device_id: str, role: GroupRole) -> None:
    """Give a member another role. Raises NotAdministrator, NoSuchMember or LastAdministrator."""
    group, membership = _administered(workspace)
    standing = _standing(membership, device_id)
    if role is not GroupRole.ADMINISTRATOR:
        _refuse_last(membership, device_id)
    own, parents = workspace.identity, list(membership.heads)
    said = Approved(group.id, own.device_id, standing.device, role.value, clock.wall_ms(), parents)
    group.statement(statements.sign_statement(said, own.signing_seed))
    certifying.keep_up(workspace, group)
    group.save()
    put_in_place(workspace, group)


@alone
def let_back(workspace: Workspace, device_id: str) -> None:
    """Let a computer in again that left or was removed, in the role it had: it gets the keys, and what it wrote meanwhile counts.

    Not for one that somebody else may have. Raises NotAdministrator, or NoSuchMember if it is in or never was.
    """
    group, membership = _administered(workspace)
    former = membership.former.get(device_id)
    if former is None:
        raise NoSuchMember
    own, parents = workspace.identity, list(membership.heads)
    said = Approved(group.id, own.device_id, former.device, former.role.value, clock.wall_ms(), parents)
    group.statement(statements.sign_statement(said, own.signing_seed))
    hand_out_keys(workspace, group, former.device)
    certifying.keep_up(workspace, group)
    group.save()
    put_in_place(workspace, group)


def former_members(workspace: Workspace) -> list[FormerMember]:
    """The computers that left or were removed, the last first; empty without a group."""
    memory = Memory.load(workspace.local)
    membership = Group(workspace, memory).membership if memory.group else None
    found = [
        FormerMember(name, each.device.label, each.device.name, each.until, left=each.removed_by == name)
        for name, each in (membership.former.items() if membership else ())
    ]
    return sorted(found, key=lambda each: (-each.until, each.device_id))


def set_aside(workspace: Workspace) -> list[SetAside]:
    """What computers wrote after they were removed, one line a computer; empty without a group."""
    memory = Memory.load(workspace.local)
    if memory.group is None or not memory.last.aside:
        return []
    group = Group(workspace, memory)
    found = []
    for device in sorted(set(memory.last.aside.values())):
        opened = [
            bundle.open_bundle(
                workspace.journal.bundle_bytes(bytes.fromhex(name)),
                group.secrets(),
                group.id,
                group.signing_keys(),
            )
            for name, whose in memory.last.aside.items()
            if whose == device
        ]
        last = datetime.fromtimestamp(max(each.facts.made_at for each in opened) / 1000, UTC)
        name = group.membership.name_of(device) if group.membership else ""
        found.append(SetAside(device, name, sum(len(each.operations) for each in opened), last))
    return found


@alone
def let_in(workspace: Workspace, device_id: str) -> None:
    """Take in what a removed computer wrote, here and on every laptop, with the next pass. Raises NotAdministrator."""
    group, membership = _administered(workspace)
    hashes = [
        bytes.fromhex(name)
        for name, device in Memory.load(workspace.local).last.aside.items()
        if device == device_id
    ]
    if not hashes:
        raise NoSuchMember
    _say_let_in(workspace, group, membership, hashes)
    group.save()
    put_in_place(workspace, group)


@alone
def become_administrator(workspace: Workspace, phrase: list[str]) -> None:
    """With the group's printed recovery words: make this computer an administrator, whatever the others say of it.

    A computer that has only asked to join is let in by them too: nobody may be left who could. Raises NotTheWords,
    NotLetIn while the folder does not hold the group's keys, or a FolderTrouble.
    """
    group = Group(workspace, Memory.load(workspace.local))
    try:
        recovery = keyring.recovery_of_words(phrase)
    except PhraseError:
        raise NotTheWords from None
    if sealing.verify_key(recovery.root_seed) != group.state.root_key:
        raise NotTheWords
    asked = not group.joined
    if asked and not group.open_with(directory(group.state, writer_mark(workspace)), recovery.identity):
        raise NotLetIn
    membership = group.membership
    heads = list(membership.heads) if membership else []
    device = own_device(workspace, platform.node())
    said = Approved(
        group.id, statements.BY_RECOVERY, device, GroupRole.ADMINISTRATOR.value, clock.wall_ms(), heads
    )
    group.statement(statements.sign_statement(said, recovery.root_seed))
    if asked:
        group.answer()
        renew_key(workspace, group)  # where all who led have left, their keys are for reading alone
        hand_out_keys(workspace, group, device)
    certifying.appoint(workspace, group, recovery)
    certifying.keep_up(workspace, group)
    group.save()
    put_in_place(workspace, group)


def renew_key(workspace: Workspace, group: Group) -> None:
    """What an administrator's laptop sees to in each pass: that members have a key which no removed computer has, and agree.

    The key is changed if a removed computer knows every one. A member who was let in, or came back, while another administrator
    made a key may lack it, so each administrator gives everybody the keys once. What an administrator took in of a removed
    computer before it heard of the removal counts for all.
    """
    membership = group.membership
    if membership is None or not group.is_administrator():
        return
    if not keys_of_members(group):
        depth = max(each.depth for each in group.state.keys) + 1
        without = sorted(mark for each in membership.former.values() for mark in each.removals)
        group.add_keys([GroupKey(sealing.new_identity(), depth, tuple(without))])
    given, before = group.state.given, dict(group.state.given)
    for device, each in membership.standings.items():
        keys = sealing.digest("".join(one.secret for one in keys_for(group, device)).encode())
        if len(group.state.keys) > 1 and given.get(device) != keys:
            hand_out_keys(workspace, group, each.device)
            given[device] = keys
    if given != before:  # a new key is kept before anything is written with it
        group.save()
    _let_in_what_is_in(workspace, group, membership)


def _let_in_what_is_in(workspace: Workspace, group: Group, membership: Membership) -> None:
    if not membership.former:
        return
    records, aside = workspace.journal.bundles(), Memory.load(workspace.local).last.aside
    before = {each.hash: each.prev for each in records}
    counted = {device: membership.taken_in(device, before) for device in membership.former}
    hashes = [
        each.hash
        for each in records
        if each.hash not in counted.get(each.device, (each.hash,)) and each.hash.hex() not in aside
    ]
    if hashes:
        _say_let_in(workspace, group, membership, hashes)


def _say_let_in(workspace: Workspace, group: Group, membership: Membership, hashes: list[bytes]) -> None:
    own = workspace.identity
    said = LetIn(group.id, own.device_id, sorted(hashes), clock.wall_ms(), list(membership.heads))
    group.statement(statements.sign_statement(said, own.signing_seed))


def _administered(workspace: Workspace) -> tuple[Group, Membership]:
    group = Group(workspace, Memory.load(workspace.local))
    if not group.is_administrator() or group.membership is None:
        raise NotAdministrator
    return group, group.membership


def _standing(membership: Membership, device_id: str) -> Standing:
    standing = membership.standings.get(device_id)
    if standing is None:
        raise NoSuchMember
    return standing


def _refuse_last(membership: Membership, device_id: str) -> None:
    if membership.is_administrator(device_id) and membership.administrators() == 1:
        raise LastAdministrator


def _say_removed(workspace: Workspace, group: Group, membership: Membership, device_id: str) -> None:
    theirs = [each for each in workspace.journal.bundles() if each.device == device_id]
    last = sorted({each.hash for each in theirs} - {each.prev for each in theirs})
    own = workspace.identity
    said = Removed(group.id, own.device_id, device_id, last, clock.wall_ms(), list(membership.heads))
    group.statement(statements.sign_statement(said, own.signing_seed))
