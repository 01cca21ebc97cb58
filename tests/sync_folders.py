"""Two laptops and a folder between them, for the tests of sync."""

import random
from collections.abc import Callable
from pathlib import Path

from inspektor.shapes.membership import GroupRole, PassResult
from inspektor.store.workspace import Workspace
from inspektor.sync.engine import sync_once
from inspektor.sync.folder import Entry, Folder, FolderTrouble
from inspektor.sync.group import directory
from inspektor.sync.joining import approve, found_group, pending_requests, request_membership
from inspektor.sync.state import GroupState


def join(
    administrator: Workspace, newcomer: Workspace, place: Path, role: GroupRole = GroupRole.INSPECTOR
) -> None:
    """Ask, approve, and let both see it."""
    shown = request_membership(newcomer, place)
    sync_once(administrator)
    request = next(each for each in pending_requests(administrator) if list(each.words) == shown)
    approve(administrator, request.id, role)
    sync_once(newcomer)


def found_and_join(place: Path, founder: Workspace, *others: Workspace) -> None:
    """A group of all of them, none of whom has synced yet."""
    place.mkdir(exist_ok=True)
    found_group(founder, place, "Uppföljningsenheten")
    for each in others:
        join(founder, each, place)


def settle(*workspaces: Workspace) -> list[PassResult]:
    """Let everyone sync until nobody has anything new; gives the last pass of each."""
    for _ in range(len(workspaces) + 2):
        results = [sync_once(each) for each in workspaces]
        if not any(each.sent or each.received for each in results):
            return results
    raise AssertionError("the folder never comes to rest")


def files(place: Path, suffix: str = "") -> dict[str, bytes]:
    """Every file of the folder with its bytes."""
    found = (each for each in place.rglob("*") if each.is_file() and each.name.endswith(suffix))
    return {each.relative_to(place).as_posix(): each.read_bytes() for each in sorted(found)}


class Pulled(FolderTrouble):
    """The stick was pulled out, by the test."""


class FailingFolder:
    """A folder that fails at one call and at all that follow."""

    def __init__(self, inner: Folder, calls: int) -> None:
        self._inner = inner
        self._left = calls

    def _call(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Pulled

    def entries(self) -> dict[str, Entry]:
        self._call()
        return self._inner.entries()

    def read(self, name: str, limit: int) -> bytes:
        self._call()
        return self._inner.read(name, limit)

    def write(self, name: str, data: bytes, *, replace: bool = False) -> None:
        self._call()
        self._inner.write(name, data, replace=replace)

    def remove(self, name: str) -> None:
        self._call()
        self._inner.remove(name)

    def write_notice(self, name: str, text: str) -> None:
        self._call()
        self._inner.write_notice(name, text)


def failing(calls: int) -> Callable[[GroupState, str], Folder]:
    """A port to the real folder that works for so many calls."""
    return lambda state, writer: FailingFolder(directory(state, writer), calls)


class ShuffledFolder:
    """A folder that lists its files in another order each time."""

    def __init__(self, inner: Folder, seed: int) -> None:
        self._inner = inner
        self._random = random.Random(seed)

    def entries(self) -> dict[str, Entry]:
        found = list(self._inner.entries().items())
        self._random.shuffle(found)
        return dict(found)

    def read(self, name: str, limit: int) -> bytes:
        return self._inner.read(name, limit)

    def write(self, name: str, data: bytes, *, replace: bool = False) -> None:
        self._inner.write(name, data, replace=replace)

    def remove(self, name: str) -> None:
        self._inner.remove(name)

    def write_notice(self, name: str, text: str) -> None:
        self._inner.write_notice(name, text)
