"""What stood unsaved in forms when the workspace was locked."""

import msgspec

from inspektor.shapes.unfinished import Unfinished
from inspektor.store.workspace import Workspace

PLACE = "unfinished"
"""The drawer it lies in."""


def unfinished(workspace: Workspace) -> tuple[Unfinished, ...]:
    """Each text, in the order they were written."""
    kept = workspace.local.get(PLACE)
    return msgspec.json.decode(kept, type=tuple[Unfinished, ...]) if kept else ()
