"""Which files of the folder are worth opening now. Looking costs little, opening thousands of files each pass does not.

A file that was of no use is tried again when its length or time changes, when approvals or keys have
arrived, and now and then in any case: a listing may lie, and a file may become readable behind an unchanged
name.
"""

from collections.abc import Iterable
from typing import Final

from inspektor.sync.folder import Entry
from inspektor.sync.state import Looked, PassState

NOT_READY: Final = "not ready"
_FIRST_PAUSE_MS: Final = 60_000
_LONGEST_PAUSE_MS: Final = 6 * 3600 * 1000


class Looking:
    """Remembers what came of each file, over the passes."""

    def __init__(self, last: PassState, entries: dict[str, Entry], now: int) -> None:
        """Take what the last passes left, the listing, and the time in milliseconds; forget files that are gone."""
        self._looked = last.looked
        self._entries = entries
        self._now = now
        for name in self._looked.keys() - entries.keys():
            del self._looked[name]

    def renew(self) -> None:
        """Approvals or keys have arrived: every refused file is worth another try."""
        for looked in self._looked.values():
            looked.again_at = 0

    def due(self, name: str) -> bool:
        """Whether to open the file in this pass."""
        looked, entry = self._looked.get(name), self._entries[name]
        if looked is None or (looked.size, looked.modified) != (entry.size, entry.modified):
            return True
        return looked.troubles and (looked.reason == NOT_READY or self._now >= looked.again_at)

    def of_use(self, name: str, hash: bytes = b"", inside: Iterable[bytes] = ()) -> None:
        """The file was whole and genuine, and held this bundle, or a pack of these; it need not be opened again."""
        entry = self._entries[name]
        self._looked[name] = Looked(entry.size, entry.modified, self._now, "", hash, inside=list(inside))

    def refused(self, name: str, reason: str) -> None:
        """The file could not be used; it keeps the day on which it was first seen so."""
        entry, before = self._entries[name], self._looked.get(name)
        tries = before.tries + 1 if before else 1
        first = before.first_seen if before and before.troubles else self._now
        pause = min(_FIRST_PAUSE_MS << min(tries - 1, 20), _LONGEST_PAUSE_MS)
        self._looked[name] = Looked(
            entry.size, entry.modified, first, reason, again_at=self._now + pause, tries=tries
        )

    def harmed(self, name: str) -> bool:
        """Whether the file could be read, and was of no use."""
        looked = self._looked.get(name)
        return looked is not None and looked.troubles and looked.reason != NOT_READY

    def forget(self, name: str) -> None:
        """The file is known by its name and length alone."""
        self._looked.pop(name, None)

    def packs(self) -> dict[str, list[bytes]]:
        """The whole packs that the folder holds, each with its bundles."""
        found = {name: looked for name, looked in self._looked.items() if looked.inside}
        return {name: looked.inside for name, looked in found.items() if not self.due(name)}

    def holds(self, name: str, hash: bytes) -> bool:
        """Whether the file was opened, in its present form, and held this bundle."""
        looked = self._looked.get(name)
        return looked is not None and looked.hash == hash and not self.due(name)
