"""What this computer may do in its group: a reader reads, and not everybody decides what is kept.

Held at the one door of the workspace, so that undo is covered too.
"""

from collections.abc import Callable, Sequence
from typing import Final

from inspektor.changes import Change
from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.membership import DECIDERS
from inspektor.store.local import Local

_KEY: Final = "role"
_READER: Final = b"reader"
_DECIDE: Final = frozenset({b"", b"administrator", b"coordinator"})
_DECIDED: Final = frozenset({"disposal", "retention_rule", "erasure_reach", "log_review"})
"""Disposal and its plan, the word that an erasure is complete, the signed-off log."""
_ITS_OWN: Final = frozenset({"opening", "person"})
"""What a reader writes all the same: that something was read, and the own name and certificate."""


class ReadersRead(InspektorError):
    """The role is reader."""

    def text(self) -> str:
        """What stands in the way."""
        return tr("As a reader in the group you can read, and change nothing.")

    def advice(self) -> str:
        """What to do."""
        return tr("An administrator of the group can give you another role.")


class NotTheirs(InspektorError):
    """The role is neither administrator nor coordinator."""

    def text(self) -> str:
        """What stands in the way."""
        return tr(DECIDERS)

    def advice(self) -> str:
        """What to do."""
        return tr("Ask one of them to do it.")


class Role:
    """Told by sync from the statements of administrators; without a group one may do everything."""

    def __init__(self, local: Local) -> None:
        """Read what was told last."""
        self._local = local
        self._heard: Callable[[], object] | None = None
        self._know(local.get(_KEY) or b"")

    def _know(self, role: bytes) -> None:
        self.reads_only, self.decides = role == _READER, role in _DECIDE

    def listen(self, heard: Callable[[], object] | None) -> None:
        """Call this when the role has become another, on the thread that was told."""
        self._heard = heard

    def tell(self, role: str) -> None:
        """Remember the role; empty for one who is in no group any more."""
        told = role.encode("ascii")
        another = (self._local.get(_KEY) or b"") != told
        if another:
            self._local.set(_KEY, told)
        self._know(told)
        if another and self._heard is not None:
            self._heard()

    def refuse(self, changes: Sequence[Change]) -> None:
        """ReadersRead if a reader has changed what others see; NotTheirs as below."""
        if self.reads_only and any(each.table not in _ITS_OWN for each in changes):
            raise ReadersRead
        self.refuse_deciding(changes)

    def refuse_deciding(self, changes: Sequence[Change]) -> None:
        """NotTheirs if somebody has decided what is not theirs to decide."""
        if not self.decides and any(each.table in _DECIDED for each in changes):
            raise NotTheirs
