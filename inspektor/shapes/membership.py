"""Who is in a group that works through one shared folder, and how the exchange stands."""

from dataclasses import dataclass
from datetime import datetime

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import Labelled


class GroupRole(Labelled):
    """What a member may do in the group. What a role may not see is not sent to it."""

    INSPECTOR = "inspector", tr_mark("Inspector")
    COORDINATOR = "coordinator", tr_mark("Coordinator")
    ADMINISTRATOR = "administrator", tr_mark("Administrator")
    READER = "reader", tr_mark("Reader")


DECIDERS = tr_mark(
    "Disposal, confirming an erasure and signing off the log are for administrators and coordinators of the group."
)


class SyncState(Labelled):
    """How the exchange through the shared folder stands."""

    NO_GROUP = "no_group", tr_mark("No shared folder")
    ASKED = "asked", tr_mark("Waiting for approval")
    NEVER = "never", tr_mark("Not synced yet")
    IN_STEP = "in_step", tr_mark("In step")
    UNSENT = "unsent", tr_mark("Changes only on this computer")
    WAITING = "waiting", tr_mark("Waiting for files")
    DAMAGED = "damaged", tr_mark("Damaged files in the shared folder")
    REMOVED = "removed", tr_mark("No longer in the group")
    PARTLY = "partly", tr_mark("One of the group's folders out of reach")
    OFFLINE = "offline", tr_mark("Shared folder out of reach")


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place that holds the group's folder."""

    path: str
    missing: bool
    """Whether the last pass could not use it."""


@dataclass(frozen=True, slots=True)
class Founding:
    """A new group. The recovery words and key are shown once, printed, and kept nowhere else."""

    group_tag: str
    recovery_words: tuple[str, ...]
    recovery_key: str
    """The same secret as a key of the `age` program, which opens the folder without Inspektor."""


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks to be let in. The words are read aloud and must be the same on both screens."""

    id: str
    words: tuple[str, ...]
    name: str
    title: str
    device: str
    """What that computer calls itself."""
    asked_at: int
    """Milliseconds since 1970 UTC by that computer's clock."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person's computer in the group."""

    device_id: str
    device: str
    person_id: str
    name: str
    title: str
    role: GroupRole
    since: int
    """Milliseconds since 1970 UTC by the approver's clock."""
    approved_by: str
    """Name of whoever approved; empty for the founder."""
    is_self: bool


@dataclass(frozen=True, slots=True)
class FormerMember:
    """A computer that is in the group no more."""

    device_id: str
    device: str
    name: str
    until: int
    """Milliseconds since 1970 UTC by the clock of whoever said so."""
    left: bool
    """Whether it left by itself; else it was taken out."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What a computer wrote after it was removed from the group: kept, and taken in by nobody."""

    device_id: str
    name: str
    """Whose computer it was."""
    changes: int
    last: datetime
    """When the newest of it was written, by that computer's clock."""


@dataclass(frozen=True, slots=True)
class PassResult:
    """What one pass over the folder did. All are numbers of changes, but `waiting` and `damaged`, of files."""

    sent: int
    received: int
    waiting: int
    """Files that cannot be used yet: still on their way, or from a computer whose approval has not arrived."""
    damaged: int
    """Files that have not become readable for a day."""
    only_here: int
    """Changes that are in no file of the folder yet."""
    state: SyncState = SyncState.IN_STEP
    missing: tuple[str, ...] = ()
    """The places that could not be used."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the window shows all the time."""

    state: SyncState
    last_pass: int | None
    """Milliseconds since 1970 UTC of the last whole pass."""
    only_here: int
    unconfirmed: int
    """Changes that are in the folder, but that no other computer has said it holds."""
    waiting: int
    damaged: int
    folder: str
    group_name: str
    set_aside: int = 0
    """Files that removed computers wrote afterwards."""
    places: tuple[SharedPlace, ...] = ()
    """All that hold the group's folder; the first is `folder`."""
    reads_only: bool = False
    """Whether the own role is that of a reader."""
    leaderless: bool = False
    """Whether no administrator is left, so that nobody can be let in or taken out."""
    asking: int = 0
    """How many ask to be let in, on the computer of an administrator, who can."""
    damaged_files: tuple[str, ...] = ()
    """The names of the damaged files, in their places' folders."""
