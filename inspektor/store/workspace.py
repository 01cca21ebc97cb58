"""The workspace: one person's encrypted profile on one laptop, and the one door through which it changes."""

import json
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from inspektor import __version__, clock
from inspektor.changes import Change, ChangeSet, Origin
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.model.tables import MEDIA
from inspektor.shapes.operation import Launch, Operation, new_launch_id
from inspektor.store import connection as connections
from inspektor.store import restoring
from inspektor.store.absorb import absorb
from inspektor.store.backup import Backups
from inspektor.store.connection import DatabaseDamaged, known_troubles
from inspektor.store.erasure import Erasures, Key
from inspektor.store.finished import refuse_changes
from inspektor.store.history import History
from inspektor.store.journal import Journal, Recorder, read_back
from inspektor.store.key_errors import KEY_FILE
from inspektor.store.keys import Keys
from inspektor.store.local import Local
from inspektor.store.location import InstanceLock, refuse_network
from inspektor.store.media import Media
from inspektor.store.migrations.runner import migrate
from inspektor.store.role import Role
from inspektor.store.secrets import Secrets
from inspektor.store.state import state_hash
from inspektor.store.turns import Turns

DATABASE = "inspektor.db"
_PROFILE = "profile"
_DEVICE = "device"
_COMPUTER = "computer"
_TOGETHER = 1_000
"""Operations from elsewhere in one transaction, at most, while nobody waits."""
RECEIVED = tr_mark("Changes from colleagues")

Listener = Callable[[ChangeSet], None]


class WorkspaceMissing(InspektorError):
    """There is no workspace in the folder."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is no workspace in this folder.")

    def advice(self) -> str:
        """What to do."""
        return tr("Choose another folder, or set up a new workspace.")


class DatabaseMissing(WorkspaceMissing):
    """The folder holds the keys of a workspace, but no database."""

    def text(self) -> str:
        """What is wrong."""
        return tr("The database {name} is missing in the workspace's folder.").format(name=DATABASE)

    def advice(self) -> str:
        """What to do."""
        return tr("Nothing has been changed. Put the file back, or restore the latest backup.")


class WorkspaceExists(InspektorError):
    """The folder already holds a workspace."""

    def text(self) -> str:
        """What is wrong."""
        return tr("There is already a workspace in this folder.")

    def advice(self) -> str:
        """What to do."""
        return tr("Unlock it with its passphrase, or choose another folder.")


def require_workspace(folder: Path) -> None:
    """Raise WorkspaceMissing, or DatabaseMissing where the keys are left, unless the folder holds a workspace.

    A restore that was interrupted on its last steps is finished first.
    """
    restoring.finish(folder)
    if not (folder / DATABASE).exists():
        raise DatabaseMissing if (folder / KEY_FILE).exists() else WorkspaceMissing


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose workspace it is, and on whose behalf they follow up."""

    person_id: str
    name: str
    title: str
    municipality: str
    board: str


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """What makes this laptop itself towards colleagues. Lies in the key file, sealed under the data key."""

    device_id: str
    signing_seed: bytes
    age_secret: str

    @classmethod
    def new(cls) -> "DeviceIdentity":
        """Fresh random keys: an Ed25519 seed and an age X25519 identity."""
        from pyrage import x25519

        return cls(os.urandom(8).hex(), os.urandom(32), str(x25519.Identity.generate()))

    def __repr__(self) -> str:
        return f"<DeviceIdentity {self.device_id}>"

    def to_bytes(self) -> bytes:
        """For sealing."""
        return json.dumps([self.device_id, self.signing_seed.hex(), self.age_secret]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "DeviceIdentity":
        """From what was sealed."""
        device_id, seed, age_secret = json.loads(data)
        return cls(device_id, bytes.fromhex(seed), age_secret)


class Workspace:
    """An open workspace. Reading is a snapshot, writing is one labelled transaction; both may be used from any thread."""

    def __init__(self, folder: Path, keys: Keys, profile: Profile | None, lock: InstanceLock) -> None:
        """Open the database of a folder whose lock is held, or let go of everything; `create` and `open` are the doors."""
        self.folder = folder
        self._keys = keys
        self.secrets = Secrets(keys)
        self._lock_file = lock
        self._lock = Turns()
        self._listener: Listener | None = None
        self._recorder = Recorder()
        self.closed = False
        database = folder / DATABASE
        self._writer = connections.writer(database, keys.data_key, self._recorder)
        self._readers = connections.readers(database, keys.data_key)
        try:
            self._begin(profile)
        except BaseException:
            self._let_go()
            raise

    def _begin(self, profile: Profile | None) -> None:
        keys, folder = self._keys, self.folder
        self.local = Local(self.read, self._bookkeeping)
        self.backups = Backups(folder, keys, self.local, (self._lock, self._recorder, self._writer))
        migrate(self._writer, folder, self.backups.before_migration)
        self.identity = _identity(keys)
        self.profile = _profile(self.local, profile)
        self.opened_before_on = _moved_here(self.local)
        """The computer that had it open before this one, if that was another; else empty."""
        self.role = Role(self.local)
        with self._bookkeeping() as connection:
            self.launch, number = _launched(connection, self.identity, self.profile)
        self._recorder.launched(number)
        self.media = Media(folder / "media", keys.media_key)
        self.media.copies = self.backups.file_folders
        self.journal = Journal(self.read, self._bookkeeping, self._recorder)
        self.history = History(self._write)
        parts = (self._lock, self._recorder, self.history, self.media, self._writer)
        # What is erased is erased in a finished follow-up too, and cannot be undone.
        erasing = partial(self._write, origin="local", guarded=False)
        self.erasures = Erasures(self.read, self._bookkeeping, erasing, parts)
        self.erasures.finish()

    @classmethod
    def create(cls, folder: Path, keys: Keys, profile: Profile) -> "Workspace":
        """Make the database of a new workspace; the folder holds the keys and nothing else yet."""
        refuse_network(folder)
        if (folder / DATABASE).exists():
            raise WorkspaceExists
        keys.set_sealed(_DEVICE, DeviceIdentity.new().to_bytes())
        return cls._locked(folder, keys, profile)

    @classmethod
    def open(cls, folder: Path, keys: Keys) -> "Workspace":
        """Open the workspace with its unlocked keys."""
        refuse_network(folder)
        require_workspace(folder)
        return cls._locked(folder, keys, None)

    @classmethod
    def _locked(cls, folder: Path, keys: Keys, profile: Profile | None) -> "Workspace":
        return cls(folder, keys, profile, InstanceLock(folder))

    def listen(self, listener: Listener | None) -> None:
        """Name the one function that is told of each committed change, in order, on the thread that wrote."""
        self._listener = listener

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A snapshot of the database for as long as the block lasts."""
        with known_troubles(self.folder), self._readers.begin() as connection:
            yield connection

    def write(
        self, label: str, fn: Callable[[Session], object], *, amend: bool = False, final: bool = False
    ) -> ChangeSet:
        """Run `fn` in one transaction, journal what it changed, and return that.

        `label` is a marked text that names the step for undo and history. With `amend`, a save of the text that was saved last
        replaces that operation instead of adding one (see `Recorder`). A `final` step, such as a signature, cannot be undone. Any
        exception rolls everything back.
        """
        return self._write(label, fn, "local", amend=amend, undoable=not final)

    def _write(
        self,
        label: str,
        fn: Callable[[Session], object],
        origin: Origin,
        *,
        amend: bool = False,
        undoable: bool = False,
        guarded: bool = True,
    ) -> ChangeSet:
        with self._lock, known_troubles(self.folder):
            self._recorder.begin(amending=amend)
            try:
                changes = self._committed(label, fn, guarded=guarded)
            except BaseException:
                self._recorder.rolled_back()
                raise
            amended = self._recorder.amended is not None
            self._recorder.committed(changes)
            made = ChangeSet(changes, label, origin, self.profile.person_id, clock.now(), amended)
            if undoable:
                self.history.note(made)
            self._announce(made)
            return made

    def _committed(self, label: str, fn: Callable[[Session], object], *, guarded: bool) -> tuple[Change, ...]:
        with self._writer.begin() as connection:
            with Session(bind=connection, expire_on_commit=False, autoflush=True) as session:
                fn(session)
                session.flush()
            changes = read_back(connection, self._recorder)
            if guarded:
                refuse_changes(connection, changes)
                self.role.refuse(changes)
            else:
                self.role.refuse_deciding(changes)
            if self._recorder.step is not None:
                query = "INSERT INTO step (id, label) VALUES (?, ?)"
                connection.exec_driver_sql(query, (self._recorder.step, label))
        return changes

    def absorb(self, operations: Sequence[Operation], launches: Sequence[Launch]) -> ChangeSet:
        """Take in operations from elsewhere in one transaction; known ones are passed over. Use small batches of whole steps."""
        return self.absorb_while_free(iter((operations,)), launches)

    def absorb_while_free(
        self, batches: Iterator[Sequence[Operation]], launches: Sequence[Launch]
    ) -> ChangeSet:
        """Take in one batch, and more in the same transaction while nobody waits to write; the rest is left in `batches`.

        A transaction writes every page that it touches, so many small ones cost far more than a few large ones.
        """
        changes: list[Change] = []
        erased: set[Key] = set()
        self._lock.give_way()
        with self._lock:
            with self._bookkeeping() as connection:
                self._recorder.close_text()
                taken = 0
                for batch in batches:
                    absorbed = absorb(connection, batch, launches)
                    changes += absorbed.changes
                    erased |= absorbed.erased
                    taken += len(batch)
                    if taken >= _TOGETHER or self._lock.waited_for:
                        break
            self.erasures.erased(erased)
        made = ChangeSet(tuple(changes), RECEIVED, "sync", "", clock.now())
        self._announce(made)
        return made

    @contextmanager
    def _bookkeeping(self) -> Iterator[sa.Connection]:
        """A writing transaction that journals nothing: local tables, and what sync brings."""
        with self._lock, known_troubles(self.folder), self._writer.begin() as connection:
            yield connection

    def _announce(self, changes: ChangeSet) -> None:
        if self._listener is not None and not changes.empty:
            self._listener(changes)

    def media_named(self) -> list[str]:
        """The SHA-256 of every file that a record names, here or not."""
        with self.read() as connection:
            named = {
                str(found)
                for table, columns in MEDIA.items()
                for row in connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM {table}")
                for found in row
                if found
            }
        return sorted(named)

    def media_wanted(self) -> list[str]:
        """Those of them that are not on this computer."""
        return [sha256 for sha256 in self.media_named() if not self.media.has(sha256)]

    def state_hash(self) -> str:
        """The number that is equal on two laptops that hold the same operations."""
        with self.read() as connection:
            return state_hash(connection)

    def close(self) -> None:
        """Fold the write-ahead log into the database, close every connection, let go of the lock and wipe the keys.

        What a failing disk keeps from being folded in stays in the log, as safe as before, and is read from there next time.
        """
        with self._lock:
            self._listener = None
            self._readers.dispose()
            try:
                with suppress(InspektorError):
                    connections.checkpoint(self._writer)
            finally:
                self._let_go()
                self._keys.wipe()
                self.closed = True

    def _let_go(self) -> None:
        self._readers.dispose()
        self._writer.dispose()
        self._lock_file.release()


def _launched(connection: sa.Connection, identity: DeviceIdentity, profile: Profile) -> tuple[Launch, int]:
    """This start of the program, noted, and its number here."""
    launch = Launch(
        id=new_launch_id(identity.device_id),
        device=identity.device_id,
        person=profile.person_id,
        person_name=profile.name,
        app_version=__version__,
        started=clock.wall_ms(),
    )
    seq = connection.exec_driver_sql(
        "INSERT INTO launch (id, device, person, person_name, app_version, started) VALUES (?, ?, ?, ?, ?, ?)"
        " RETURNING seq",
        (launch.id, launch.device, launch.person, launch.person_name, launch.app_version, launch.started),
    ).scalar_one()
    return launch, int(seq)


def _identity(keys: Keys) -> DeviceIdentity:
    sealed = keys.sealed(_DEVICE)
    if sealed is None:
        sealed = DeviceIdentity.new().to_bytes()
        keys.set_sealed(_DEVICE, sealed)
    return DeviceIdentity.from_bytes(sealed)


def _moved_here(local: Local) -> str:
    """Note which computer this is; the name of the one before, if that was another: it has moved, or is a copy."""
    here, before = platform.node(), (local.get(_COMPUTER) or b"").decode()
    if here == before:
        return ""
    local.set(_COMPUTER, here.encode())
    return before


def _profile(local: Local, profile: Profile | None) -> Profile:
    if profile is not None:
        local.set(_PROFILE, json.dumps(asdict(profile), ensure_ascii=False).encode())
        return profile
    stored = local.get(_PROFILE)
    if stored is None:
        raise DatabaseDamaged
    return Profile(**json.loads(stored))
