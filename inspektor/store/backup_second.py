"""The second place of the backups: a stick or a share of one's own, which may be away."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from inspektor.errors import InspektorError
from inspektor.i18n import tr
from inspektor.shapes.backup import Backup, SecondPlace
from inspektor.store import backup_place as places
from inspektor.store.disk import trouble_of
from inspektor.store.local import Local

_SECOND: Final = "backup.second"


class SecondPlaceAway(InspektorError):
    """The folder named as the second place cannot be written in."""

    def __init__(self, place: Path) -> None:
        """Name the folder."""
        super().__init__(place)
        self.place = place

    def text(self) -> str:
        """What is wrong."""
        return tr("Backups cannot be kept in {folder}: it is not there, or you may not write in it.").format(
            folder=self.place
        )

    def advice(self) -> str:
        """What to do."""
        return tr("Plug in the disk or connect to the network, or choose another folder.")


class SecondCopies:
    """Copies each backup of a workspace to its second place, if one was named."""

    def __init__(self, first: Path, key_id: str, local: Local) -> None:
        """Take where the backups lie, whose they are, and the workspace's drawer."""
        self._first, self._key_id, self._local = first, key_id, local

    def standing(self) -> SecondPlace | None:
        """The second place and how it stands; None if none was named."""
        told = kept(self._local, _SECOND)
        if not told:
            return None
        known = json.loads(told)
        path, last = Path(known["path"]), known["last"]
        there = path.is_dir()
        if there and (newest := places.found(self._folder(path))[:1]):
            last = newest[0].made_at.isoformat()
        return SecondPlace(path, datetime.fromisoformat(last) if last else None, there, known["trouble"])

    def name(self, place: Path | None) -> None:
        """Copy every backup to this place too from now on, beginning with the newest; None: no longer."""
        if place is None:
            note(self._local, _SECOND, "")
            return
        try:
            self._folder(place.absolute()).mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise SecondPlaceAway(place) from error
        self._note(place.absolute(), None, "")
        for newest in places.found(self._first)[:1]:
            self.take(newest, lambda _size: None)

    def take(self, backup: Backup, heard: places.Heard) -> None:
        """Copy a backup there. Trouble is noted: the backup on this computer is made all the same."""
        second = self.standing()
        if second is None:
            return
        try:
            if not second.there:
                raise SecondPlaceAway(second.path)
            place = self._folder(second.path)
            places.copied(backup, place, heard)
            places.prune(place)
        except InspektorError as error:
            self._note(second.path, second.last, error.text())
        except OSError as error:
            self._note(second.path, second.last, trouble_of(error).text())
        else:
            self._note(second.path, backup.made_at, "")

    def in_reach(self) -> tuple[Path, ...]:
        """The folder of this workspace's copies, if it can be reached."""
        second = self.standing()
        if second is None or not self._folder(second.path).is_dir():
            return ()
        return (self._folder(second.path),)

    def _folder(self, place: Path) -> Path:
        """A place may serve several workspaces."""
        return place / f"inspektor-backups-{self._key_id[:8]}"

    def _note(self, path: Path, last: datetime | None, trouble: str) -> None:
        told = {"path": str(path), "last": last.isoformat() if last else None, "trouble": trouble}
        note(self._local, _SECOND, json.dumps(told))


def note(local: Local, key: str, value: str) -> None:
    """Keep a word, unless it is kept already."""
    if kept(local, key) != value:
        local.set(key, value.encode())


def kept(local: Local, key: str) -> str:
    """The word that was kept, or none."""
    return (local.get(key) or b"").decode()
