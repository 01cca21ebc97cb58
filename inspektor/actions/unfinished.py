"""What stood unsaved in open forms is kept over a lock, encrypted on this computer alone, until its writer has looked."""

import msgspec

from inspektor import clock
from inspektor.queries.unfinished import PLACE, unfinished
from inspektor.shapes.unfinished import Unfinished
from inspektor.store.workspace import Workspace


def keep(workspace: Workspace, written: tuple[tuple[str, str, str], ...]) -> None:
    """Keep the texts beside what is kept already: form, field and text each."""
    now = clock.now()
    new = [Unfinished(*each, now) for each in written if each[2].strip()]
    if new:
        workspace.local.set(PLACE, msgspec.json.encode([*unfinished(workspace), *new]))


def forget(workspace: Workspace) -> None:
    """Take them away for good."""
    workspace.local.drop(PLACE)
