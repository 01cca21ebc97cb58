"""What this computer remembers of its group and of the folder, in the workspace's own drawer. Never synced."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from itertools import chain
from threading import RLock
from typing import Final, ParamSpec, TypeVar

import msgspec
from msgspec import Struct

from inspektor.store.local import Local
from inspektor.sync.columns import Blob
from inspektor.sync.keyring import GroupKey
from inspektor.sync.layout import BUNDLE

_GROUP: Final = "sync.group"
_PASS: Final = "sync.pass"
_DAY_MS: Final = 24 * 3600 * 1000

Kind = TypeVar("Kind", bound=Struct)
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_CHANGING: Final = RLock()


def alone(function: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Let one function at a time change the memory: a pass would otherwise forget an approval made meanwhile."""

    @wraps(function)
    def held(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        with _CHANGING:
            return function(*args, **kwargs)

    return held


class GroupState(Struct):
    """The group this computer belongs to, or has asked to join."""

    folder: str
    """The place the user chose first; the group's folder lies in it."""
    tag: str
    root_key: bytes
    stream: str
    """Random name of this computer's chain of bundles."""
    keys: list[GroupKey] = []
    """Empty until the request is approved."""
    kept: dict[str, bytes] = {}
    """Small files of the group by name, kept so that any computer can put them back: the bytes of the files."""
    requests: dict[str, bytes] = {}
    """Requests of others that have been read, by id: the signed bytes."""
    asked: str = ""
    """Id of the own request."""
    name: str = ""
    given: dict[str, bytes] = {}
    """By computer, a digest of the keys that this one, an administrator's, has given it."""
    removed: bool = False
    """Whether this computer was a member and is none any more."""
    leads: bool = False
    """Whether this computer may let others in."""
    leaderless: bool = False
    """Whether the group has no administrator left."""
    more: list[str] = []
    """Further places that hold the group's folder too, such as one on a server and one in OneDrive."""

    def places(self) -> list[str]:
        """Every place, the first one chosen first."""
        return [self.folder, *self.more]


class Looked(Struct):
    """What came of looking at a file of the folder. Looked at again only when something has changed."""

    size: int
    modified: int
    first_seen: int
    reason: str
    """Empty for a file that holds what is known already."""
    hash: bytes = b""
    again_at: int = 0
    tries: int = 0
    inside: list[bytes] = []
    """The bundles in a pack, by identity."""

    @property
    def troubles(self) -> bool:
        """Whether the file could not be used."""
        return self.reason != ""


class OwnBundle(Struct):
    """A bundle of our own, until another computer has said that it holds it."""

    stream: str
    seq: int
    changes: int
    written: bool


class PlaceState(Struct):
    """What the last pass over one further place left; of the first one it stands in `PassState` itself."""

    looked: dict[str, Looked] = {}
    newest: int = 0
    knowledge: bytes = b""
    last_pass: int | None = None
    reachable: bool = True
    harmed: dict[str, int] = {}


class PassState(Struct):
    """What the last passes over the folder left."""

    looked: dict[str, Looked] = {}
    blobs: dict[str, list[Blob]] = {}
    """Attachments by the SHA-256 of their content."""
    unannounced: list[Blob] = []
    """Attachments that are in the folder, but that no bundle speaks of yet."""
    own: dict[str, OwnBundle] = {}
    """By identity in hexadecimal digits."""
    later: dict[str, int] = {}
    """Bundles that ask for a newer program, by identity: which reader they ask for."""
    aside: dict[str, str] = {}
    """Bundles that a computer wrote after it was removed, by identity: which computer. Kept, and not taken in."""
    heard: dict[str, int] = {}
    """For each chain the highest number that any bundle has spoken of."""
    gaps: int = 0
    """Bundles spoken of that are not here."""
    newest: int = 0
    """The latest change of any file that the last pass saw, in the folder's own time."""
    knowledge: bytes = b""
    """Changes when approvals or keys arrive, so that refused files are tried again."""
    noted: int = 0
    """The last of the bundles that are kept here of which all that this remembers has been noted (`BundleRecord.kept`)."""
    last_pass: int | None = None
    missing_media: int = 0
    reachable: bool = True
    confirm: bool = False
    """A colleague's erasure has been taken in, and no bundle says so yet."""
    unsaid: int | None = None
    """When the first of those changes was taken in that no bundle of ours says to hold."""
    harmed: dict[str, int] = {}
    """Files whose name and length are right and whose content is not, each with the time of the change that was looked at."""
    outgrown: bool = False
    """The folder held a bundle of our chain that this workspace did not make."""
    elsewhere: dict[str, PlaceState] = {}
    """The same of each further place."""

    def all_looked(self) -> Iterator[tuple[str, Looked]]:
        """What came of each file, in all places."""
        return chain(self.looked.items(), *(each.looked.items() for each in self.elsewhere.values()))

    def unwritten(self) -> int:
        """Own changes in bundles that are in no folder yet."""
        return sum(each.changes for each in self.own.values() if not each.written)

    def unconfirmed(self) -> int:
        """Own changes in the folder that no other computer has said it holds."""
        return sum(each.changes for each in self.own.values() if each.written)

    def waiting(self, now: int) -> int:
        """Files that cannot be used yet, and files that others speak of but that have not come."""
        young = sum(each.troubles and not _damaged(each, now) for _, each in self.all_looked())
        troubled = sum(each.troubles and name.endswith(BUNDLE) for name, each in self.all_looked())
        return young + max(0, self.gaps - troubled) + len(self.later) + self.missing_media

    def damaged(self, now: int) -> int:
        """Files that have not become readable for a day."""
        return len(self.damaged_files(now))

    def damaged_files(self, now: int) -> list[str]:
        """Their names in the group's folder."""
        return sorted(name for name, each in self.all_looked() if each.troubles and _damaged(each, now))


WAITS_FOR_APPROVAL: Final = "unknown device"


def _damaged(looked: Looked, now: int) -> bool:
    return looked.reason != WAITS_FOR_APPROVAL and now - looked.first_seen > _DAY_MS


@dataclass
class Memory:
    """Both, as loaded; `save_group` and `save_pass` put them back."""

    local: Local
    group: GroupState | None = None
    last: PassState = field(default_factory=PassState)

    @classmethod
    def load(cls, local: Local) -> "Memory":
        """Read what was remembered; a workspace without a group remembers nothing."""
        return cls(local, _read(local, _GROUP, GroupState), _read(local, _PASS, PassState) or PassState())

    def save_group(self) -> None:
        """Keep the group."""
        self.local.set(_GROUP, msgspec.msgpack.encode(self.group))

    def save_pass(self) -> None:
        """Keep what the passes left."""
        self.local.set(_PASS, msgspec.msgpack.encode(self.last))

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """While one is at another place than the first: what is known of files there takes the place of what is known here."""
        if self.group is not None and place == self.group.folder:
            yield
            return
        here = self._take(self.last.elsewhere.get(place, PlaceState()))
        try:
            yield
        finally:
            self.last.elsewhere[place] = self._take(here)

    def forget(self, place: str) -> None:
        """Drop what is known of a place; of the first one, the next takes its part."""
        if self.group is None or place != self.group.folder:
            self.last.elsewhere.pop(place, None)
        elif self.group.more:
            self.group.folder = self.group.more.pop(0)
            self._take(self.last.elsewhere.pop(self.group.folder, PlaceState()))

    def _take(self, state: PlaceState) -> PlaceState:
        """Put one place's memory in the other's stead, which is given back."""
        here = PlaceState(*(getattr(self.last, name) for name in PlaceState.__struct_fields__))
        for name in PlaceState.__struct_fields__:
            setattr(self.last, name, getattr(state, name))
        return here


def _read(local: Local, key: str, kind: type[Kind]) -> Kind | None:
    data = local.get(key)
    return None if data is None else msgspec.msgpack.decode(data, type=kind)
