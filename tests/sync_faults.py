"""A folder that misbehaves as shares, sticks and sync programs do, call by call; and ways to harm what lies in one."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from inspektor.sync.folder import Entry, Folder, FolderDenied, FolderTrouble, NotReady
from inspektor.sync.group import directory
from inspektor.sync.state import GroupState


class FaultyFolder:
    """Late and stale listings, refused calls, files read cut, empty or as others, writes that come to nothing or half."""

    def __init__(self, inner: Folder, chance: random.Random) -> None:
        self._inner = inner
        self._chance = chance

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def entries(self) -> dict[str, Entry]:
        if self._happens(0.08):
            raise FolderDenied
        found = self._sorted()
        self._chance.shuffle(found)
        late = self._chance.choice((0, 0, 0.2, 0.6))
        return {name: self._listed(each) for name, each in found if not self._happens(late)}

    def _sorted(self) -> list[tuple[str, Entry]]:
        """By age, since names are random: the same history meets the same faults."""
        return sorted(self._inner.entries().items(), key=lambda each: (each[1].modified, each[0]))

    def _listed(self, entry: Entry) -> Entry:
        return Entry(entry.size // 2, entry.modified) if self._happens(0.03) else entry

    def read(self, name: str, limit: int) -> bytes:
        if self._happens(0.1):
            raise NotReady("held by another program")
        data = self._inner.read(name, limit)
        if self._happens(0.1):
            others = [each for each, _ in self._sorted()]
            return self._chance.choice(
                (
                    data[: self._chance.randrange(len(data) + 1)],
                    b"",
                    b"\0" * len(data),
                    self._inner.read(self._chance.choice(others), limit),
                )
            )
        return data

    def write(self, name: str, data: bytes, *, replace: bool = False) -> None:
        fault = self._chance.choice(("before", "after", "nothing", *("",) * 17))
        if fault == "before":
            raise FolderDenied
        if fault != "nothing":
            self._inner.write(name, data, replace=replace)
        if fault == "after":
            raise FolderTrouble

    def remove(self, name: str) -> None:
        if self._happens(0.2):
            raise FolderDenied
        self._inner.remove(name)

    def write_notice(self, name: str, text: str) -> None:
        self._inner.write_notice(name, text)


def faulty(seed: int) -> Callable[[GroupState, str], Folder]:
    """A port to the real folder through which some calls go wrong."""
    return lambda state, writer: FaultyFolder(directory(state, writer), random.Random(seed))


def harm(place: Path, kind: str, number: int, snapshot: Path) -> None:
    """What sync programs, people and disks do to the files of a folder."""
    files = (each for each in place.rglob("*") if each.is_file())
    found = sorted(files, key=lambda each: (each.stat().st_mtime_ns, each.name))
    if kind == "keep":
        shutil.rmtree(snapshot, ignore_errors=True)
        shutil.copytree(place, snapshot)
    elif kind == "roll back":
        if snapshot.exists():
            shutil.rmtree(place)
            shutil.copytree(snapshot, place)
    elif kind == "empty folder":
        for each in list(place.iterdir()):
            each.unlink() if each.is_file() else shutil.rmtree(each)
    elif found:
        _harm_file(found[number % len(found)], kind, number, found)


def _harm_file(path: Path, kind: str, number: int, found: list[Path]) -> None:
    data = path.read_bytes()
    time.sleep(0.01)  # what was written before and what is written now have different times
    if kind == "take away":
        path.unlink()
    elif kind == "rename":
        path.rename(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    elif kind == "double":
        path.with_name(f"{path.stem}-PC{number}{path.suffix}").write_bytes(data)
    elif kind == "move":
        path.rename(path.parent.parent / path.name)
    else:
        contents = {
            "cut": data[: number * 7919 % (len(data) + 1)],
            "empty": b"",
            "zero": b"\0" * len(data),
            "swap": found[(number * 31 + 7) % len(found)].read_bytes(),
            "turn": data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 16]) + data[len(data) // 2 + 1 :]
            if data
            else b"x",
        }
        path.write_bytes(contents[kind])
    time.sleep(0.01)


HARMS = (
    *("cut", "empty", "zero", "swap", "turn", "rename", "double", "move", "take away"),
    *("keep", "roll back", "empty folder"),
)
