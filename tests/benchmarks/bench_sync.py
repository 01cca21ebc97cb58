"""What the shared folder costs: bytes a change, time to pack and unpack, time of a pass. Ratios from one run.

    python -m tests.benchmarks.bench_sync [changes]

The floor is in the same run and on the same data: packing against JSON lines through zlib.
"""

import json
import statistics
import sys
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path

from inspektor.actions import interviews
from inspektor.shapes.operation import Operation
from inspektor.sync import bundle, columns, sealing
from inspektor.sync.bundle import Facts
from inspektor.sync.engine import sync_once
from tests.benchmarks.ratios import ratio, say, timed
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import files, found_and_join
from tests.sync_laptops import START, Laptop


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    sizes()
    packing(changes)
    with tempfile.TemporaryDirectory() as folder:
        passes(Path(folder))


def sizes() -> None:
    say("Bytes a change in the folder, whole file (less 600 bytes a bundle)")
    identity = sealing.new_identity()
    for workload in ("day", "sheet", "scattered"):
        cells = []
        for count in (10, 100, 1000):
            laptop = Laptop(count)
            facts = Facts(
                b"g" * 16, "ab" * 16, laptop.device, 9, b"p" * 32, START, 1, (b"s" * 32,), {"cd" * 16: 7}
            )
            operations = getattr(laptop, workload)(count)
            _, data = bundle.encode(
                operations, [laptop.launch], facts, b"k" * 32, sealing.recipient_of(identity)
            )
            cells.append(f"{count}: {len(data) / count:.1f} ({(len(data) - 600) / count:.1f})")
        say(f"  {workload:10} " + "   ".join(cells))


def packing(changes: int) -> None:
    operations = Laptop(1).sheet(changes)
    packed = columns.pack(operations)
    lines = [_plain(each) for each in operations]

    def floor() -> None:
        zlib.compress("\n".join(json.dumps(each, ensure_ascii=False) for each in lines).encode(), 6)

    stored = zlib.compress("\n".join(json.dumps(each) for each in lines).encode(), 6)

    def unpack_floor() -> None:
        for line in zlib.decompress(stored).decode().split("\n"):
            json.loads(line)

    say(f"Packing {changes} changes, against JSON lines and zlib-6")
    ratio("  pack", lambda: columns.pack(operations), floor, changes)
    ratio("  unpack", lambda: columns.unpack(packed), unpack_floor, changes)


def passes(folder: Path) -> None:
    """A note sent and received through a folder, and a pass that finds nothing."""
    anna, bo = a_workspace(folder / "anna", "Anna Ek"), a_workspace(folder / "bo", "Bo Bok")
    try:
        follow_up = a_follow_up(anna)
        found_and_join(folder / "delad", anna, bo)
        sent, received, idle = [], [], []
        for number in range(40):
            interviews.add_note(anna, follow_up, f"Anteckning {number}")
            sent.append(timed(lambda: sync_once(anna)))
            received.append(timed(lambda: sync_once(bo)))
            idle.append(timed(lambda: sync_once(bo)))
        write = timed(lambda: interviews.add_note(anna, follow_up, "sist"))
        say(f"One pass, in times of saving one note ({write * 1000:.1f} ms)")
        for name, times in (("sends a note", sent), ("receives a note", received), ("finds nothing", idle)):
            say(
                f"  {name:20} {statistics.median(times) / write:5.1f} x   {statistics.median(times) * 1000:.1f} ms"
            )
        say(f"  files in the folder: {len(files(folder / 'delad'))}")
    finally:
        anna.close()
        bo.close()


def _plain(operation: Operation) -> dict[str, object]:
    return {name: _text(value) for name, value in asdict(operation).items()}


def _text(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {name: _text(each) for name, each in value.items()}
    return [_text(each) for each in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    main()
