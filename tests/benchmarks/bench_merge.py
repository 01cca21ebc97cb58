"""What the journal costs: capturing, saving a field, taking in a colleague's changes, listing a large folder.

    python -m tests.benchmarks.bench_merge [changes]

Ratios of one run. The floors do the same to the same rows of the same encrypted database with nothing but UPDATE.
The colleague's changes come as bundles that were encoded, signed and encrypted, a tenth of them beside edits made here.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

from inspektor.actions import interviews
from inspektor.shapes.operation import Operation
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, sealing
from inspektor.sync.bundle import Facts
from inspektor.sync.folder import DirectoryFolder
from inspektor.sync.receiving import absorb
from tests.benchmarks.ratios import ratio, say, timed
from tests.builders import a_follow_up, a_workspace
from tests.sync_laptops import START, Laptop

CAPTURED = 4_000
TOGETHER = 100
FILES = 20_000
UPDATE = "UPDATE note SET text = ? WHERE id = ?"
GROUP = b"g" * 16
SEED = b"k" * 32
Kind = TypeVar("Kind")


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for measure in (capture, lambda folder: taking_in(folder, changes), listing):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder))


def capture(folder: Path) -> None:
    """The triggers against an UPDATE without them, many changes and one change in a transaction."""
    workspace = a_workspace(folder / "one")
    follow_up = a_follow_up(workspace)
    notes = [interviews.add_note(workspace, follow_up, "x").created("note") for _ in range(TOGETHER)]

    def written(many: int, capturing: bool) -> None:
        for number in range(many // TOGETHER if many > TOGETHER else many):
            rows = notes if many > TOGETHER else notes[:1]
            with workspace._bookkeeping() as connection:
                workspace._recorder.begin(capturing=capturing)
                connection.exec_driver_sql(UPDATE, [(f"{number} {capturing} text", row) for row in rows])

    say("Capturing changes")
    for name, many in ((f"{TOGETHER} a transaction", CAPTURED), ("one a transaction", TOGETHER)):
        ratio(f"  {name}", lambda n=many: written(n, True), lambda n=many: written(n, False), many)
    workspace.close()


def taking_in(folder: Path, changes: int) -> None:
    """A colleague's bundles, whole and of a thousand changes, against executemany UPDATE."""
    colleague = Laptop(1)
    rows = [colleague.new_id() for _ in range(max(TOGETHER, changes // 10))]
    beginning = [each for row in rows for each in note(colleague, row)]
    floor, whole, small = (a_workspace(folder / name, name) for name in ("floor", "whole", "small"))
    for target in (floor, whole, small):
        for step in batched(beginning, 20_000):
            target.absorb(step, [colleague.launch])
        values = [("Skrivet på plats.", row) for row in rows[::10]]
        target.write("Edit", lambda session, v=values: session.connection().exec_driver_sql(UPDATE, v))
    edits = list(_edits(colleague, rows, changes))
    values = [(each.value, each.row) for each in edits]

    def plain() -> None:
        with floor._bookkeeping() as connection:
            connection.exec_driver_sql(UPDATE, values)

    took = timed(plain)
    say(f"Taking in {changes} changes, against executemany UPDATE ({took / changes * 1e6:.0f} us each)")
    for name, target, size in (("whole", whole, min(100_000, changes)), ("bundles of 1000", small, 1000)):
        files = _bundles(colleague, edits, size)
        ours = timed(lambda t=target, f=files: _take_in(t, f, colleague))
        say(f"  {name:20} {ours / took:5.2f} x   {ours / changes * 1e6:.0f} us each")
    assert _texts(whole) == _texts(small)
    for each in (floor, whole, small):
        each.close()


def listing(folder: Path) -> None:
    """A folder of many bundles in a hundred chains, against the system's own listing with lengths."""
    inside = folder / "Inspektor-x" / "v1" / "d"
    for chain in range(100):
        (inside / f"{chain:032x}").mkdir(parents=True)
        for number in range(FILES // 100):
            (inside / f"{chain:032x}" / f"{number:08d}-{number:032x}.inb").write_bytes(b"x")
    port = DirectoryFolder(folder, "Inspektor-x", "w")

    def bare() -> None:
        for chain in os.scandir(inside):
            for each in os.scandir(chain):
                each.stat()

    say(f"Listing {FILES} files")
    ratio("  entries", port.entries, bare, FILES)


def _texts(workspace: Workspace) -> list[object]:
    with workspace.read() as connection:
        return list(connection.exec_driver_sql("SELECT id, text FROM note ORDER BY id"))


def note(laptop: Laptop, row: str) -> list[Operation]:
    fields = {
        "follow_up_id": "f",
        "author_id": laptop.person,
        "noted_at": "2026-11-23T08:00:00Z",
        "text": "x",
    }
    made = laptop.step("Write a note", ("note", row, "", None))
    return made + laptop.step("Write a note", *(("note", row, name, value) for name, value in fields.items()))


def _edits(laptop: Laptop, rows: Sequence[str], wanted: int) -> Iterator[Operation]:
    """Edits as follow-ups are written: two hundred notes at a time, each worded ten times."""
    made = 0
    while made < wanted:
        for part in batched(rows, 200):
            for _ in range(10):
                for row in part:
                    if made < wanted:
                        yield from laptop.step("Edit a note", ("note", row, "text", laptop.prose()))
                    made += 1


def _bundles(laptop: Laptop, operations: Sequence[Operation], size: int) -> list[bytes]:
    recipient = sealing.recipient_of(_IDENTITY)
    facts = (Facts(GROUP, "ab" * 16, laptop.device, seq, None, START) for seq in count(1))
    return [
        bundle.encode(part, [laptop.launch], about, SEED, recipient)[1]
        for part, about in zip(batched(operations, size), facts, strict=False)
    ]


def _take_in(target: Workspace, files: Sequence[bytes], author: Laptop) -> None:
    for number, data in enumerate(files):
        found = bundle.open_bundle(data, [_IDENTITY], GROUP, {author.device: sealing.verify_key(SEED)})
        if len(files) == 1:
            target.absorb(found.operations, found.launches)
        else:
            absorb(target, found.operations, found.launches, lambda: False)
        facts = found.facts
        target.journal.record_bundle(found.hash, facts.stream, number, None, facts.device, data, None)


def batched(items: Sequence[Kind], size: int) -> Iterator[Sequence[Kind]]:
    return (items[start : start + size] for start in range(0, len(items), size))


_IDENTITY = sealing.new_identity()


if __name__ == "__main__":
    main()
