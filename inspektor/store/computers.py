"""What colleagues' computers are called, as told by sync: history and the log name them by it."""

import json
import platform
from collections.abc import Mapping
from typing import TYPE_CHECKING

from inspektor.i18n import tr
from inspektor.store.local import Local

if TYPE_CHECKING:
    from inspektor.store.workspace import Workspace

_NAMES = "computer names"
_SHOWN = 6


class ComputerNames(dict[str, str]):
    """Names by the ids of computers; one that nobody named is called by the beginning of its id."""

    def __missing__(self, device: str) -> str:
        return tr("computer {id}").format(id=device[:_SHOWN])


def tell_names(local: Local, names: Mapping[str, str]) -> None:
    """Remember them, with those of computers that have left; what was known of others stays."""
    known = _told(local)
    if not names.items() <= known.items():
        local.set(_NAMES, json.dumps(known | dict(names), sort_keys=True).encode())


def computer_names(workspace: "Workspace") -> ComputerNames:
    """What each computer is called; this one by what its system calls it, until a group does."""
    here = platform.node()
    own = {workspace.identity.device_id: here} if here else {}
    return ComputerNames(own | _told(workspace.local))


def _told(local: Local) -> dict[str, str]:
    return dict(json.loads(local.get(_NAMES) or b"{}"))
