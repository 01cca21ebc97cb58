"""The group as this computer knows it: its members, its keys, and the small files that tell of both.

Small files (the card, statements, key files, requests) are read from the folder once and kept in the
workspace, so that any computer can put them back. Nothing here trusts the folder: a card must fit the
group's tag, a statement must be signed by an administrator, keys must come from an administrator and be
encrypted to this computer.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.store import computers, sealed, vouched
from inspektor.store.workspace import Workspace
from inspektor.sync import certificates, keyring, layout, sealing, statements
from inspektor.sync.folder import DirectoryFolder, Entry, Folder, NotReady
from inspektor.sync.keyring import GroupKey, KeyFile
from inspektor.sync.membership import Membership, reckon
from inspektor.sync.state import GroupState, Memory
from inspektor.sync.statements import NotGenuine, Signed

WRITER_DIGITS = 8


class NoGroup(InspektorError):
    """The workspace belongs to no group."""

    def text(self) -> str:
        """What is wrong."""
        return tr("No shared folder has been chosen.")

    def advice(self) -> str:
        """What to do."""
        return tr("Found a group in a folder, or ask to join one.")


class NotAdministrator(InspektorError):
    """Only an administrator may do this."""

    def text(self) -> str:
        """What is wrong."""
        return tr("Only an administrator of the group can do this.")

    def advice(self) -> str:
        """What to do."""
        return tr("Ask one of those who are named as administrators in the list of members.")


def directory(group: GroupState, writer: str) -> Folder:
    """The group's folder in the file system."""
    return DirectoryFolder(Path(group.folder), layout.folder_name(group.tag), writer)


def own_device(workspace: Workspace, label: str) -> statements.Device:
    """This computer as it introduces itself."""
    identity, profile = workspace.identity, workspace.profile
    return statements.Device(
        id=identity.device_id,
        signing_key=sealing.verify_key(identity.signing_seed),
        recipient=sealing.recipient_of(identity.age_secret),
        label=label,
        person=profile.person_id,
        name=profile.name,
        title=profile.title,
    )


def writer_mark(workspace: Workspace) -> str:
    """A short mark for this laptop's unfinished files, so that no two laptops use one name; tells nothing."""
    return sealing.digest(b"inspektor writer 1\0" + workspace.identity.signing_seed).hex()[:WRITER_DIGITS]


def put_back(folder: Folder, entries: dict[str, Entry], name: str, data: bytes, *, own: bool = False) -> bool:
    """Write a file unless the listing shows it whole; True if it was written.

    A file of another length under the name is damaged: our own is written anew, anyone else's is left as it
    is and a copy is put beside it. The copy is anybody's: a damaged one is written anew.
    """
    for each, ours in ((name, own), (layout.copy_name(name), True)):
        there = entries.get(each)
        if there is not None and there.size == len(data):
            return False
        if there is None or ours:
            folder.write(each, data, replace=ours)
            entries[each] = Entry(len(data), 0)
            return True
    return False


class Group:
    """The group, opened from what the workspace remembers. Used by one thread at a time."""

    def __init__(self, workspace: Workspace, memory: Memory) -> None:
        """Take the workspace and its memory; NoGroup if it has none."""
        if memory.group is None:
            raise NoGroup
        self.state = memory.group
        self.id = layout.group_of(self.state.root_key)
        self._memory = memory
        self._identity = workspace.identity
        self._role = workspace.role
        self._read: dict[bytes, Signed] = {}
        self.membership = self._reckoned(self.secrets())

    @property
    def joined(self) -> bool:
        """Whether this computer has been approved, and can read."""
        return bool(self.state.keys)

    def secrets(self) -> list[str]:
        """Every key of the group, newest first: what files are opened with."""
        return [each.secret for each in reversed(self.state.keys)]

    def recipient(self) -> str:
        """What files are encrypted to now: the newest key that no removed computer has, as soon as there is one."""
        keys = keys_of_members(self) or [each for each in self.state.keys if not each.only_reads]
        newest = max(keys, key=lambda each: (each.depth, each.secret))
        return sealing.recipient_of(newest.secret)

    def signing_keys(self) -> dict[str, bytes]:
        """Each member computer's public signing key."""
        return self.membership.signing_keys() if self.membership else {}

    def is_administrator(self) -> bool:
        """Whether this computer may approve others."""
        return self.membership is not None and self.membership.is_administrator(self._identity.device_id)

    def knowledge(self) -> bytes:
        """Changes whenever approvals or keys have arrived."""
        heads = self.membership.heads if self.membership else ()
        return sealing.digest(msgspec.msgpack.encode([heads, self.secrets()]))

    def keep(self, name: str, data: bytes) -> None:
        """Keep a small file, to be put back whenever the folder lacks it."""
        self.state.kept[name] = data

    def statement(self, content: bytes) -> None:
        """Keep a new statement and count it in.

        Whoever has any of the group's keys can read it: one who has not got the newest, and a computer that it removes.
        """
        name = layout.statement_name(statements.read_statement(content).hash)
        self.keep(name, sealing.encrypt(content, map(sealing.recipient_of, self.secrets())))
        self.membership = self._reckoned(self.secrets())

    def put_back(self, folder: Folder, entries: dict[str, Entry]) -> None:
        """Write the small files that the folder lacks, or holds cut under their name."""
        for name, data in self.state.kept.items():
            put_back(folder, entries, name, data)

    def learn(self, folder: Folder, unknown: Iterable[str]) -> set[str]:
        """Read small files that are not known yet; returns those that could not be used."""
        found: dict[str, bytes] = {}
        unusable: set[str] = set()
        for name in unknown:
            try:
                found[name] = folder.read(name, statements.MAX_SMALL_FILE)
            except NotReady:
                unusable.add(name)
        if not found:
            return unusable
        own = self._identity.age_secret
        keys = {name: file for name, data in found.items() if (file := _key_file(name, data, own, self.id))}
        secrets = [*self.secrets(), *(key.secret for file in keys.values() for key in file.keys)]
        unusable |= {name for name, data in found.items() if not self._take(name, data, secrets, keys)}
        before, self.membership = self.membership, self._reckoned(secrets)
        unusable |= {name for name, file in keys.items() if not self._take_keys(file, found[name])}
        for name, data in list(self.state.kept.items()) if before != self.membership else ():
            again = _key_file(name, data, own, self.id)  # who gave these keys may be an administrator again
            if again is not None:
                self._take_keys(again, data)
        self.answer()
        return unusable

    def _take(self, name: str, data: bytes, secrets: list[str], keys: dict[str, KeyFile]) -> bool:
        """Keep a card, statement or request; others' key files are passed over, since only they can read them.

        False for a file that holds nothing of use, or something else than its name says: it may be whole another time.
        """
        if len(data) > statements.MAX_SMALL_FILE:
            return False
        hash = sealing.digest(data)
        try:
            if name.endswith(layout.CARD):
                statements.read_card(data, self.state.tag)
                self.keep(layout.card_name(data), data)
            elif name.endswith(layout.STATEMENT):
                hash = statements.read_statement(sealing.decrypt(data, secrets)).hash
                self.keep(layout.statement_name(hash), data)
            elif name.endswith(layout.REQUEST):
                hash = self._take_request(sealing.decrypt(data, secrets))
        except (NotGenuine, sealing.Unreadable):
            return False
        return name in keys or not layout.names_another(name, hash)

    def _take_request(self, content: bytes) -> bytes:
        asking = statements.read_request(content, self.id)
        digest = statements.request_digest(self.state.root_key, asking.device)
        self.state.requests[request_id(digest)] = content
        return digest

    def _take_keys(self, file: KeyFile, data: bytes) -> bool:
        """Take over keys that an administrator gave to this computer, once it is itself approved."""
        if self.membership is None or self._identity.device_id not in self.membership.standings:
            return False
        given = _given(file, self.membership)
        if not given:
            return False
        self.add_keys(given)
        self.keep(layout.keys_name(sealing.recipient_of(file.keys[-1].secret), data), data)
        return True

    def open_with(self, folder: Folder, identity: str) -> bool:
        """With the printed identity, which every key file is encrypted to: read who is in the group, and take its keys over.

        False if the folder does not hold enough of that; then nothing has changed.
        """
        kept = dict(self.state.kept)
        found = _small_files(folder)
        files = [
            file
            for name, data in found.items()
            if (file := _key_file(name, data, identity, self.id)) is not None
        ]
        secrets = [key.secret for file in files for key in file.keys]
        for name, data in found.items():
            if name.endswith(layout.STATEMENT):
                self._take(name, data, secrets, {})
        membership = self._reckoned(secrets)
        given = [key for file in files if membership is not None for key in _given(file, membership)]
        if not given:
            self.state.kept = kept
            return False
        self.add_keys(given)
        self.membership = membership
        return True

    def add_keys(self, keys: Iterable[GroupKey]) -> None:
        """Add keys that are not here yet, oldest first."""
        known = {each.secret: each for each in self.state.keys}
        for each in keys:
            if each.secret not in known or known[each.secret].only_reads:
                known[each.secret] = each
        self.state.keys = sorted(known.values(), key=lambda each: (each.depth, each.secret))

    def answer(self) -> None:
        """Drop requests of computers that have been let in."""
        members = self.signing_keys()
        for name, content in list(self.state.requests.items()):
            device = statements.read_request(content, self.id).device
            if members.get(device.id) == device.signing_key:
                del self.state.requests[name]
        if self.joined and self.state.asked:
            self.state.kept.pop(layout.request_name(self.state.asked), None)
            self.state.asked = ""

    def _reckoned(self, secrets: list[str]) -> Membership | None:
        signed = []
        for name, data in self.state.kept.items():
            if name.endswith(layout.STATEMENT):
                try:
                    if data not in self._read:
                        self._read[data] = statements.read_statement(sealing.decrypt(data, secrets))
                    signed.append(self._read[data])
                except (NotGenuine, sealing.Unreadable):  # kept under keys that were not taken over after all
                    continue
        return reckon(self.state.root_key, signed)

    def save(self) -> None:
        """Keep what was learnt."""
        self.state.name = self.membership.name if self.membership else ""
        former = self.membership.former if self.membership else {}
        self.state.removed = self._identity.device_id in former
        self.state.leads = self.is_administrator()
        self.state.leaderless = self.membership is not None and not self.membership.administrators()
        self._memory.save_group()
        self.tell()

    def tell(self) -> None:
        """Let the store know its role, whom it may believe, and to whose computers a text can be sealed."""
        sealed.tell_computers(self._memory.local, _computers(self.membership))
        if self.membership is not None:
            computers.tell_names(self._memory.local, self.membership.labels())
            own = self.membership.standings.get(self._identity.device_id)
            self._role.tell(own.role.value if own is not None else "")
            sealed.tell_team(self._memory.local, self.membership.team())
            vouched.tell(self._memory.local, certificates.vouched(self.membership, self._identity.device_id))


def _key_file(name: str, data: bytes, identity: str, group: bytes) -> KeyFile | None:
    """A key file of the group that is encrypted to this identity, not yet judged."""
    if not name.endswith(layout.KEYS) or len(data) > statements.MAX_SMALL_FILE:
        return None
    try:
        file = keyring.read_keys(sealing.decrypt(data, [identity]))
    except (NotGenuine, sealing.Unreadable):
        return None
    return file if file.group == group else None


def _given(file: KeyFile, membership: Membership) -> Sequence[GroupKey]:
    """The keys in it that may be used: none from somebody who never led the group."""
    public = membership.signing_keys().get(file.author)
    if public is None or not file.signed_by(public):
        return ()
    if membership.is_administrator(file.author):
        return file.keys
    if file.author in membership.led:
        # It may have written with them before it heard. Whom it says a key is without is not for it to say.
        return [each.for_reading() for each in file.keys]
    return ()


def _small_files(folder: Folder) -> dict[str, bytes]:
    """The key files and statements that can be read now."""
    found = {}
    for name in folder.entries():
        if name.endswith((layout.KEYS, layout.STATEMENT)):
            with suppress(NotReady):
                found[name] = folder.read(name, statements.MAX_SMALL_FILE)
    return found


def _computers(membership: Membership | None) -> dict[str, list[str]]:
    """The recipients of each person's computers, as an administrator vouched for them."""
    found: dict[str, list[str]] = {}
    for each in membership.standings.values() if membership else ():
        if sealing.is_recipient(each.device.recipient):
            found.setdefault(each.device.person, []).append(each.device.recipient)
    return found


def keys_of_members(group: Group) -> list[GroupKey]:
    """The keys that were given to no computer that has been removed; none, and it is time for a new one."""
    former = group.membership.former.values() if group.membership else ()
    return [
        each
        for each in group.state.keys
        if all(one.removals & set(each.without) for one in former) and not each.only_reads
    ]


def keys_for(group: Group, device_id: str) -> list[GroupKey]:
    """The keys that a member may have: not one made without it by somebody who knew of a removal that is not known here."""
    known = group.membership.removals if group.membership else frozenset()
    return [
        each
        for each in group.state.keys
        if all(mark in known for mark in each.without if mark.startswith(f"{device_id}:"))
    ]


def request_id(digest: bytes) -> str:
    """A request's id: enough of its digest to name a file."""
    return digest.hex()[:32]
