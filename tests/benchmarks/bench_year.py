"""A year of ten laptops, joined from nothing: `python -m tests.benchmarks.bench_year [laptops] [days] [changes a day]`.

The members are real and so is what they send: a bundle for each working day, signed by its member, in packs by month as they
lie there after a year. Only the writing itself is not done by hand in ten workspaces. A newcomer then asks, is approved, and
syncs once. The floor writes the same rows and edits into the same encrypted database, with nothing but INSERT and UPDATE.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from inspektor import clock
from inspektor.shapes.membership import GroupRole
from inspektor.shapes.operation import Launch, Operation
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, layout, packs, sealing
from inspektor.sync.bundle import Facts
from inspektor.sync.engine import status, sync_once
from inspektor.sync.group import Group
from inspektor.sync.joining import approve, pending_requests, request_membership
from inspektor.sync.state import Memory
from tests.benchmarks.bench_merge import UPDATE, note, say, timed
from tests.builders import a_workspace
from tests.sync_folders import files, found_and_join
from tests.sync_laptops import Laptop

EDITS = 4
"""Of each note, after the five operations that make it."""
DAYS = 20
"""In a month."""
INSERT = "INSERT INTO note (id, follow_up_id, author_id, noted_at, text) VALUES (?, 'f', 'p', 't', ?)"


def main() -> None:
    laptops, days, changes = (int(each) for each in (*sys.argv[1:], *(10, 240, 210)[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        joined(Path(folder), laptops, days, changes)


def joined(base: Path, laptops: int, days: int, changes: int) -> None:
    """Measure the newcomer's first pass, and its second."""
    team = [a_workspace(base / f"w{number}", f"Medlem {number}") for number in range(laptops)]
    place = base / "delad"
    found_and_join(place, *team)
    values: list[tuple[str, str]] = []
    folder = next(place.iterdir())
    for number, member in enumerate(team):
        send(
            member,
            folder,
            Laptop(number, member.identity.device_id, member.profile.person_id),
            days,
            changes,
            values,
        )
    packed = files(place, layout.PACK)
    size = sum(map(len, packed.values()))
    say(
        f"{laptops} laptops, {days} days: {len(values)} changes in {len(packed)} packs, {size / len(values):.1f} bytes each"
    )
    newcomer = a_workspace(base / "new", "Ny Kollega")
    took = first_pass(newcomer, team[0], place)
    say(f"  joined from nothing      {took:.1f} s, {took / len(values) * 1e6:.0f} us a change")
    bare = a_workspace(base / "floor", "Golv")
    floor = timed(lambda: plainly(bare, values))
    say(f"  INSERT and UPDATE alone  {floor:.1f} s: {took / floor:.2f} x")
    say(f"  a pass that finds nothing {timed(lambda: sync_once(newcomer)) * 1000:.0f} ms")
    shown = status(newcomer)
    say(f"  waiting {shown.waiting}, damaged {shown.damaged}")


def first_pass(newcomer: Workspace, administrator: Workspace, place: Path) -> float:
    """Let the newcomer in; the seconds of the pass in which everything comes."""
    shown = request_membership(newcomer, place)
    sync_once(administrator, cancelled=lambda: True)  # reads requests, and none of the year
    request = next(each for each in pending_requests(administrator) if list(each.words) == shown)
    approve(administrator, request.id, GroupRole.INSPECTOR)
    return timed(lambda: sync_once(newcomer))


def send(
    member: Workspace, folder: Path, laptop: Laptop, days: int, changes: int, values: list[tuple[str, str]]
) -> None:
    """A member's packs of all months."""
    group = Group(member, Memory.load(member.local))
    launch = Launch(
        laptop.launch.id, laptop.device, laptop.person, member.profile.name, "0.1.0", clock.wall_ms()
    )
    plaintexts: list[bytes] = []
    hashes: list[bytes] = []
    stream = laptop.random.randbytes(16).hex()
    for day in range(1, days + 1):
        operations = list(_day(laptop, changes))
        values += ((each.row, str(each.value or "")) for each in operations)
        facts = Facts(group.id, stream, laptop.device, day, hashes[-1] if hashes else None, clock.wall_ms())
        hash, data = bundle.encode(
            operations, [launch], facts, member.identity.signing_seed, group.recipient()
        )
        hashes.append(hash)
        plaintexts.append(sealing.decrypt(data, group.secrets()))
        if day % DAYS == 0 or day == days:
            first = day - len(plaintexts) + 1
            path = folder / layout.pack_name(stream, first, day, hashes[first - 1 : day])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packs.encode(plaintexts, group.recipient()))
            plaintexts = []


def _day(laptop: Laptop, changes: int) -> Iterator[Operation]:
    made = 0
    while made < changes:
        row = laptop.new_id()
        operations = note(laptop, row)
        for _ in range(EDITS):
            operations += laptop.step("Edit a note", ("note", row, "text", laptop.prose()))
        made += len(operations)
        yield from operations


def plainly(workspace: Workspace, values: list[tuple[str, str]]) -> None:
    """Each row once, then an UPDATE for every other change of it, in transactions of a thousand."""
    known: set[str] = set()
    for start in range(0, len(values), 1_000):
        part = values[start : start + 1_000]
        new = [each for each in dict(part).items() if each[0] not in known]
        known.update(row for row, _ in new)
        with workspace._bookkeeping() as connection:
            if new:
                connection.exec_driver_sql(INSERT, new)
            connection.exec_driver_sql(UPDATE, [(text, row) for row, text in part])


if __name__ == "__main__":
    main()
