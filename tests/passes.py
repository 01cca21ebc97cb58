"""One pass in which everything happens, made by a process of its own that stops at a point of it, to be killed there.

Anna, an administrator, learns that Cesar has left (so the key is changed), takes in Bo's note and photo, sends her own, joins
February's bundles into a pack and removes January's single files. Points lie at every use of the folder, in the middle of
every file that is written, and before and after every commit.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import event

from inspektor import clock
from inspektor.actions import interviews, observations
from inspektor.shapes.operation import OpId
from inspektor.store.doctor import examine
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, engine, folder, leaving, sealing
from inspektor.sync.engine import status, sync_once
from inspektor.sync.group import Group
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.photo_files import jpeg
from tests.sync_folders import files, found_and_join, settle

PARTS = ("learn", "renew_key", "receive", "fetch", "export", "put_back_bundles", "pack")
NAMES = ("anna", "bo", "cesar")
FEBRUARY = round(datetime(2027, 2, 1, tzinfo=UTC).timestamp() * 1000)
Point = Callable[[str], None]


@contextmanager
def on(month: int, day: int) -> Iterator[None]:
    """A day on which every look at the clock takes a moment."""
    moments = iter(range(10**9))
    clock.set_source(
        lambda: datetime(2027, month, day, 9, tzinfo=UTC) + timedelta(milliseconds=next(moments))
    )
    try:
        yield
    finally:
        clock.set_source(None)


def prepare(base: Path) -> None:
    """Three laptops and a folder, all closed, with everything for Anna's next pass to do."""
    with on(1, 10):
        anna, bo, cesar = team = [a_workspace(base / name, name.title()) for name in NAMES]
        found_and_join(base / "delad", *team)
        follow_up = a_follow_up(anna)
        seen = observations.add(anna, follow_up, "Sett").created("observation")
    for month in (1, 2):
        with on(month, 12):
            for number in range(2):
                interviews.add_note(anna, follow_up, f"{month} {number}")
                sync_once(anna)
            for each in (bo, cesar):
                sync_once(each)
                interviews.add_note(each, follow_up, "läst")
                sync_once(each)
            settle(*team)
    with on(3, 25):
        for each, width in ((bo, 80), (anna, 90)):
            observations.add_photo(each, seen, jpeg((width, 60)))
            interviews.add_note(each, follow_up, f"nytt från {each.profile.name}")
        sync_once(bo)
        leaving.leave(cesar)
    held = {str(each.id) for one in (anna, bo) for each in one.journal.all()}
    keys = [each.secret for each in Group(cesar, Memory.load(cesar.local)).state.keys]
    (base / "held.json").write_text(json.dumps([sorted(held), keys]))
    for each in team:
        each.close()


def opened(base: Path, name: str) -> Workspace:
    """A laptop of a copy of what was prepared."""
    workspace = Workspace.open(base / name, unlock(base / name, PASSPHRASE))
    memory = Memory.load(workspace.local)
    assert memory.group is not None
    memory.group.folder = str(base / "delad")
    memory.save_group()
    return workspace


def main(base: Path, at: int, parent: Connection) -> None:
    """Make Anna's pass; at the point of this number say so and wait for the end. Past them all, tell where each lay."""
    part, passed = [""], list[str]()

    def point(what: str) -> None:
        passed.append(part[0])
        if len(passed) - 1 == at:
            parent.send(f"{part[0]}, {what}")
            time.sleep(120)

    anna = opened(base, "anna")
    _mark_parts(part)
    _mark_folder(point)
    event.listen(anna._writer, "commit", lambda _: point("before a commit"))
    event.listen(anna._writer, "checkin", lambda *_: point("after a commit"))
    with on(3, 26):
        sync_once(anna)
    anna.close()
    parent.send(passed)


def _mark_parts(part: list[str]) -> None:
    for name in PARTS:
        where = engine.attachments if name == "fetch" else engine
        setattr(where, name, _marking(part, name, getattr(where, name)))


def _marking(part: list[str], name: str, does: Callable[..., object]) -> Callable[..., object]:
    def marked(*args: object) -> object:
        part[0] = name
        return does(*args)

    return marked


def _mark_folder(point: Point) -> None:
    takes_name, remove, read = folder._take_name, folder.DirectoryFolder.remove, folder.DirectoryFolder.read

    def half_written(part: Path, data: bytes) -> None:
        with part.open("wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            point("in the middle of a file")
            file.write(data[len(data) // 2 :])

    def named(part: Path, target: Path) -> None:
        takes_name(part, target)
        point("after a file")

    def removing(self: folder.DirectoryFolder, name: str) -> None:
        point("before removing a file")
        remove(self, name)

    def reading(self: folder.DirectoryFolder, name: str, limit: int) -> bytes:
        point("before reading a file")
        return read(self, name, limit)

    folder._write_through, folder._take_name = half_written, named
    folder.DirectoryFolder.remove, folder.DirectoryFolder.read = removing, reading  # type: ignore[method-assign]


def check(base: Path, *, whole: bool) -> str:
    """What is wrong once the next passes are through; an empty string if nothing is. `whole`: by the doctor too."""
    held, keys = json.loads((base / "held.json").read_text())
    anna, bo = pair = [opened(base, name) for name in NAMES[:2]]
    try:
        with on(3, 27):
            interviews.add_note(anna, anna_s(anna), "efteråt")
            settle(anna, bo)
        with on(3, 29):
            settle(bo, anna)
            complaints = [f"{each.profile.name}: {status(each)}" for each in pair if not _in_step(each)]
        complaints += [each.trouble for each in (examine(anna) if whole else ()) if not each.well]
        complaints += _differences(anna, bo, held)
        if Group(anna, Memory.load(anna.local)).recipient() in map(sealing.recipient_of, keys):
            complaints.append("Cesar knows the key")
        complaints += _unpacked(base / "delad", anna)
        return "; ".join(complaints)
    finally:
        for each in pair:
            each.close()


def anna_s(workspace: Workspace) -> str:
    """The only follow-up."""
    with workspace.read() as connection:
        return str(connection.exec_driver_sql("SELECT id FROM live_follow_up").scalar_one())


def _in_step(workspace: Workspace) -> bool:
    found = status(workspace)
    return not (found.only_here or found.waiting or found.damaged) and workspace.media_wanted() == []


def _differences(anna: Workspace, bo: Workspace, held: list[str]) -> Iterator[str]:
    one, other = (sorted(each.journal.all(), key=lambda operation: operation.id) for each in (anna, bo))
    if one != other or anna.state_hash() != bo.state_hash():
        yield "the two differ"
    lost = set(held) - {str(each.id) for each in one}
    if lost:
        yield f"{len(lost)} operations are lost"
    twice = [name for name, times in Counter(_sent(bo)).items() if times > 1]
    if twice:
        yield f"{len(twice)} operations were sent in two bundles"


def _sent(workspace: Workspace) -> Iterator[OpId]:
    group = Group(workspace, Memory.load(workspace.local))
    for record in workspace.journal.bundles():
        data = workspace.journal.bundle_bytes(record.hash)
        found = bundle.open_bundle(data, group.secrets(), group.id, group.signing_keys())
        yield from (each.id for each in found.operations)


def _unpacked(place: Path, anna: Workspace) -> Iterator[str]:
    own = [each for each in anna.journal.bundles() if each.device == anna.identity.device_id]
    january = {each.hash.hex()[:32] for each in own if each.received_at < FEBRUARY}
    if any(each in name for each in january for name in files(place, ".inb")):
        yield "January's single files lie there"
