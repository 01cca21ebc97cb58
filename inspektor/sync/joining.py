"""Founding a group, asking to join one, approving those who ask, and the list of members.

Both sides compare eight words before an approval: they are a fingerprint of the group's root key together
with the keys, name and title of the computer that asks, so that nobody who controls the folder can stand in
between.
"""

import os
import platform
from pathlib import Path

from inspektor import clock
from inspektor.errors import InspektorError, RuleBroken
from inspektor.formats import nfc
from inspektor.i18n import tr, tr_mark
from inspektor.shapes import words
from inspektor.shapes.membership import Founding, GroupRole, Member, Request
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, certifying, keyring, layout, sealing, statements
from inspektor.sync.folder import DirectoryFolder, FolderMissing, NotReady, trouble
from inspektor.sync.group import (
    Group,
    NoGroup,
    NotAdministrator,
    directory,
    keys_for,
    own_device,
    request_id,
    writer_mark,
)
from inspektor.sync.keyring import GroupKey
from inspektor.sync.places import refuse_workspace
from inspektor.sync.state import GroupState, Memory, alone

_LONGEST_NAME = 100


class AlreadyInGroup(InspektorError):
    """The workspace belongs to a group already. A request that nobody has answered may be given up for another."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This workspace already belongs to a group.")

    def advice(self) -> str:
        """What to do."""
        return tr("One workspace belongs to one group: the unit whose follow-ups it holds.")


class GroupThere(InspektorError):
    """The folder already holds a group."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is already a group in this folder.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask to join it, or choose another folder.")


class NoGroupThere(InspektorError):
    """The folder holds no group, or its first file has not arrived."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is no group in this folder.")

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Choose the folder that your colleagues use, and wait until it has been fetched to this computer."
        )


class SeveralGroups(InspektorError):
    """The folder holds more than one group."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There are several groups in this folder.")

    def advice(self) -> str:
        """What to do."""
        return tr("Choose the folder of your group, whose name begins with “Inspektor-”.")


class RequestGone(InspektorError):
    """The request is not there any more."""

    def text(self) -> str:
        """What is wrong."""
        return tr("This request has already been answered or is not here.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the list of members.")


@alone
def found_group(workspace: Workspace, folder: Path, name: str) -> Founding:
    """Begin a group in a folder and become its first administrator.

    The recovery words and key in the answer exist nowhere else: print them. Raises AlreadyInGroup, RuleBroken for
    the name, WorkspaceThere, GroupThere or a FolderTrouble; then nothing has begun.
    """
    memory = Memory.load(workspace.local)
    if memory.group is not None and memory.group.keys:
        raise AlreadyInGroup
    name = _group_name(name)
    refuse_workspace(folder)
    if _groups_in(folder):
        raise GroupThere
    secret = os.urandom(words.SECRET_BYTES)
    recovery = keyring.recovery_of(secret)
    root_key = sealing.verify_key(recovery.root_seed)
    key = GroupKey(sealing.new_identity(), 0)
    memory.group = _begun(folder, root_key, keys=[key])
    group = Group(workspace, memory)
    device = own_device(workspace, platform.node())
    card = statements.sign_card(statements.Card(root_key, group.recipient()), recovery.root_seed)
    group.keep(layout.card_name(card), card)
    recovery_recipient = sealing.recipient_of(recovery.identity)
    root = certifying.begun(workspace, recovery)
    founded = statements.Founded(
        group.id, root_key, name, recovery_recipient, device, clock.wall_ms(), root_certificate=root
    )
    group.statement(statements.sign_statement(founded, recovery.root_seed))
    certifying.appoint(workspace, group, recovery)
    certifying.keep_up(workspace, group)
    hand_out_keys(workspace, group, device)
    put_in_place(workspace, group)
    group.save()
    return Founding(group.state.tag, tuple(words.phrase_with_check(secret)), recovery.identity)


@alone
def request_membership(workspace: Workspace, folder: Path) -> list[str]:
    """Ask to join the group in a folder; returns the eight words that the administrator must see too.

    Asking again gives the same words. Raises AlreadyInGroup, NoGroupThere, SeveralGroups or a FolderTrouble.
    """
    memory = Memory.load(workspace.local)
    if memory.group is not None and memory.group.keys:
        raise AlreadyInGroup
    place, card, data = _card_in(folder, writer_mark(workspace))
    device = own_device(workspace, platform.node())
    digest = statements.request_digest(card.root_key, device)
    keys = certifying.own_keys(workspace)
    asking = statements.Asking(layout.group_of(card.root_key), device, clock.wall_ms(), keys)
    content = statements.sign_request(asking, workspace.identity.signing_seed)
    if memory.group is None or memory.group.asked != request_id(digest):
        memory.group = _begun(place, card.root_key)
        memory.group.asked = request_id(digest)
        memory.group.kept = {
            layout.card_name(data): data,
            layout.request_name(memory.group.asked): sealing.encrypt(content, [card.recipient]),
        }
    group = Group(workspace, memory)
    put_in_place(workspace, group)
    group.save()
    return statements.fingerprint_words(digest)


def own_words(workspace: Workspace) -> list[str]:
    """The eight words of the own request, to be shown as long as it is not answered; empty if there is none."""
    memory = Memory.load(workspace.local)
    if memory.group is None or not memory.group.asked:
        return []
    device = own_device(workspace, platform.node())
    return statements.fingerprint_words(statements.request_digest(memory.group.root_key, device))


def pending_requests(workspace: Workspace) -> list[Request]:
    """Those who ask to be let in, as of the last pass, oldest first. NoGroup without a group."""
    group = Group(workspace, Memory.load(workspace.local))
    found = []
    for name, content in group.state.requests.items():
        asking = statements.read_request(content, group.id)
        device = asking.device
        words_shown = statements.fingerprint_words(statements.request_digest(group.state.root_key, device))
        found.append(
            Request(name, tuple(words_shown), device.name, device.title, device.label, asking.made_at)
        )
    return sorted(found, key=lambda each: (each.asked_at, each.id))


@alone
def approve(workspace: Workspace, request_id: str, role: GroupRole) -> None:
    """Let the computer in with a role, give it the group's keys, so that it reads the whole history, and its certificates.

    Only after the eight words were compared by voice or by sight. Raises NotAdministrator, RequestGone, or a
    FolderTrouble; in the last case the approval stands and reaches the folder with the next pass.
    """
    group = Group(workspace, Memory.load(workspace.local))
    if not group.is_administrator() or group.membership is None:
        raise NotAdministrator
    content = group.state.requests.get(request_id)
    if content is None:
        raise RequestGone
    asking = statements.read_request(content, group.id)
    device = asking.device
    if device.id in group.membership.standings:
        raise RequestGone
    identity = workspace.identity
    parents = list(group.membership.heads)
    approved = statements.Approved(
        group.id, identity.device_id, device, role.value, clock.wall_ms(), parents, asking.keys
    )
    group.statement(statements.sign_statement(approved, identity.signing_seed))
    certifying.keep_up(workspace, group)
    hand_out_keys(workspace, group, device)
    del group.state.requests[request_id]
    group.save()
    put_in_place(workspace, group)


def members(workspace: Workspace) -> list[Member]:
    """The members' computers, in the order they were let in; empty without a group or before the own approval."""
    memory = Memory.load(workspace.local)
    membership = Group(workspace, memory).membership if memory.group else None
    if membership is None:
        return []
    found = [
        Member(
            device_id=each.device.id,
            device=each.device.label,
            person_id=each.device.person,
            name=each.device.name,
            title=each.device.title,
            role=each.role,
            since=each.since,
            approved_by=membership.name_of(each.approved_by),
            is_self=each.device.id == workspace.identity.device_id,
        )
        for each in membership.standings.values()
    ]
    return sorted(found, key=lambda each: (each.since, each.device_id))


def put_in_place(workspace: Workspace, group: Group) -> None:
    """Write the group's small files that the folder lacks, and the notice for people."""
    folder = directory(group.state, writer_mark(workspace))
    group.put_back(folder, folder.entries())
    folder.write_notice(layout.NOTICE, notice())


def notice() -> str:
    """The text for whoever finds the folder."""
    lines = (
        tr("This folder belongs to Inspektor. Colleagues exchange their follow-ups through it."),
        tr("The files are encrypted and can only be read in Inspektor by the members of the group."),
        tr("Please do not edit, move, rename or clean up anything here."),
        tr("If it happens all the same, nothing breaks: the program puts back what is missing."),
    )
    return "\r\n".join(lines) + "\r\n"


def _begun(folder: Path, root_key: bytes, keys: list[GroupKey] | None = None) -> GroupState:
    return GroupState(
        folder=str(folder.absolute()),
        tag=layout.tag_of(layout.group_of(root_key)),
        root_key=root_key,
        stream=os.urandom(bundle.STREAM_BYTES).hex(),
        keys=keys or [],
    )


def _group_name(written: str) -> str:
    """On one line; a group without a name could not be told from one that has not let this computer in."""
    name = " ".join(nfc(written).split())
    if not name:
        raise RuleBroken("name", tr_mark("Fill in this field."))
    if len(name) > _LONGEST_NAME:
        raise RuleBroken("name", tr_mark("The text is too long for this field."))
    return name


def _groups_in(folder: Path) -> list[str]:
    try:
        return layout.groups_in(folder)
    except FileNotFoundError:
        raise FolderMissing from None
    except OSError as error:
        raise trouble(error) from error


def _card_in(folder: Path, writer: str) -> tuple[Path, statements.Card, bytes]:
    """The place that holds the one group's folder, the group's card, and the card's bytes."""
    tags = _groups_in(folder)
    if len(tags) > 1:
        raise SeveralGroups
    for tag in tags:
        place = folder.parent if folder.name == layout.folder_name(tag) else folder
        port = DirectoryFolder(place, layout.folder_name(tag), writer)
        for name in port.entries():
            if name.endswith(layout.CARD):
                try:
                    data = port.read(name, statements.MAX_SMALL_FILE)
                    return place, statements.read_card(data, tag), data
                except (NotReady, statements.NotGenuine):
                    continue
    raise NoGroupThere


def hand_out_keys(workspace: Workspace, group: Group, device: statements.Device) -> None:
    """Keep a file with the group's keys, readable by one computer and by the recovery key."""
    if group.membership is None:
        raise NoGroup
    identity = workspace.identity
    keys = tuple(keys_for(group, device.id))
    content = keyring.write_keys(keys, group.id, identity.device_id, identity.signing_seed, clock.wall_ms())
    data = sealing.encrypt(content, [device.recipient, group.membership.recovery])
    group.keep(layout.keys_name(group.recipient(), data), data)
