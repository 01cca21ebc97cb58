"""The same changes as our bundles and as `pygeodiff` changesets: `python -m tests.benchmarks.bench_geodiff [changes]`.

Geodiff compares two SQLite files and writes what differs: no signatures, no encryption, no history, one value where two were
written, and a server that orders the versions. It is no part of the program, so it is installed into a throw-away environment.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from inspektor.shapes.operation import Operation
from inspektor.sync import bundle, sealing
from inspektor.sync.bundle import Facts
from inspektor.sync.receiving import absorb
from tests.benchmarks.bench_merge import GROUP, SEED, batched, note, say, timed
from tests.builders import a_workspace
from tests.sync_laptops import START, Laptop

VERSION = "2.3.2"
THEIRS = """
import json, os, sqlite3, sys, time, zlib
import pygeodiff
place, values = sys.argv[1], json.load(open(sys.argv[2]))
base, modified, target, change = (os.path.join(place, name) for name in ("base.db", "modified.db", "target.db", "change"))
for name, at in ((base, 1), (modified, 2), (target, 1)):
    database = sqlite3.connect(name)
    database.execute("CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL)")
    database.executemany("INSERT INTO note VALUES (?, ?)", [(row[0], row[at]) for row in values])
    database.commit()
    database.close()
geodiff = pygeodiff.GeoDiff()
start = time.perf_counter()
geodiff.create_changeset(base, modified, change)
made = time.perf_counter()
geodiff.apply_changeset(target, change)
data = open(change, "rb").read()
print(json.dumps([made - start, time.perf_counter() - made, len(data), len(zlib.compress(data, 9))]))
"""


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), changes)


def compare(folder: Path, changes: int) -> None:
    """One new wording for each of so many notes."""
    laptop = Laptop(1)
    rows = [laptop.new_id() for _ in range(changes)]
    before = [each for row in rows for each in note(laptop, row)]
    edits = [
        each for row in rows for each in laptop.step("Edit a note", ("note", row, "text", laptop.prose()))
    ]
    theirs = geodiff(folder, [(each.row, "x", each.value) for each in edits])
    say(f"{changes} changes, ours over pygeodiff {VERSION}; its changeset as it is, and through zlib")
    for size in (100, 1_000, min(changes, 100_000)):
        measure(folder / f"ours{size}", laptop, before, edits, size, theirs)


def measure(
    folder: Path,
    laptop: Laptop,
    before: list[Operation],
    edits: list[Operation],
    size: int,
    theirs: list[float],
) -> None:
    """Make and take in bundles of one size."""
    workspace = a_workspace(folder)
    for part in batched(before, 20_000):
        workspace.absorb(part, [laptop.launch])
    identity = sealing.new_identity()
    recipient = sealing.recipient_of(identity)
    files: list[bytes] = []

    def make() -> None:
        for number, part in enumerate(batched(edits, size)):
            facts = Facts(GROUP, "ab" * 16, laptop.device, number + 1, None, START)
            files.append(bundle.encode(part, [laptop.launch], facts, SEED, recipient)[1])

    def take_in() -> None:
        for data in files:
            found = bundle.open_bundle(data, [identity], GROUP, {laptop.device: sealing.verify_key(SEED)})
            absorb(workspace, found.operations, found.launches, lambda: False)

    made, taken, total = timed(make), timed(take_in), sum(map(len, files))
    say(
        f"  bundles of {size:6}: make {made / theirs[0]:5.1f} x   take in {taken / theirs[1]:5.1f} x"
        f"   bytes {total / theirs[2]:.2f} x, {total / theirs[3]:.2f} x ({total / len(edits):.1f} a change)"
    )
    workspace.close()


def geodiff(folder: Path, values: list[tuple[str, object, object]]) -> list[float]:
    """Seconds to make, seconds to apply, bytes, bytes through zlib."""
    place = folder / "venv"
    venv.create(place, with_pip=True)
    python = next(each for each in (place / "bin/python", place / "Scripts/python.exe") if each.exists())
    subprocess.run([python, "-m", "pip", "install", "-q", f"pygeodiff=={VERSION}"], check=True)
    (folder / "values.json").write_text(json.dumps(values), encoding="utf-8")
    done = subprocess.run(
        [python, "-c", THEIRS, folder, folder / "values.json"], check=True, capture_output=True, text=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
