"""What one pass over the folder works with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from inspektor.store.workspace import Workspace
from inspektor.sync.folder import Entry, Folder
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

    @property
    def last(self) -> PassState:
        """What the passes leave behind."""
        return self.memory.last

    @property
    def device(self) -> str:
        """This computer."""
        return self.workspace.identity.device_id
