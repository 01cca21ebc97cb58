"""What one pass over the folder works with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from inspektor.store.workspace import Workspace
from inspektor.sync.folder import HARMED, Entry, Folder, NotReady
from inspektor.sync.group import Group
from inspektor.sync.looking import Looking
from inspektor.sync.state import Memory, PassState

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Errand:
    """One pass: whose it is, where it goes, what the folder listed, and who waits for it."""

    workspace: Workspace
    memory: Memory
    group: Group
    folder: Folder
    entries: dict[str, Entry]
    """The listing at the beginning of the pass, with what the pass has written since."""
    looking: Looking
    progress: Progress
    cancelled: Cancelled
    holds: dict[str, dict[str, int]] = field(default_factory=dict)
    """What computers have said in this pass: up to which number of which chains they hold everything."""

    def check(self, name: str, whole: Callable[[bytes], bool], limit: int) -> None:
        """Read a listed file that has been changed since the last pass, and mark it in the listing if it is not as it should be.

        A listing shows no harm that leaves the length as it was. What was found stands until the file changes again.
        """
        entry, harmed = self.entries[name], self.last.harmed
        if entry.modified > self.last.newest and harmed.get(name) != entry.modified:
            harmed.pop(name, None)
            try:
                if not whole(self.folder.read(name, limit)):
                    harmed[name] = entry.modified
            except NotReady:
                return
        if harmed.get(name) == entry.modified:
            self.entries[name] = Entry(HARMED, entry.modified)

    @property
    def last(self) -> PassState:
        """What the passes leave behind."""
        return self.memory.last

    @property
    def has_left(self) -> bool:
        """Whether this computer was a member and is none any more: it does not hear what is erased, and brings nothing back."""
        membership = self.group.membership
        return membership is not None and self.device in membership.former

    @property
    def device(self) -> str:
        """This computer."""
        return self.workspace.identity.device_id
