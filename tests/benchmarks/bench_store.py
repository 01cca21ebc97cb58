"""The store's budgets, printed as ratios of one run: `python -m tests.benchmarks.bench_store`.

Each measure is interleaved with its floor, so that a machine that is busy is busy for both.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from inspektor.actions import assessments, interviews
from inspektor.queries.interviews import notes
from inspektor.queries.judgement import outline
from inspektor.shapes.enums import Rating, SourceKind, Stance
from tests.benchmarks.floors import BareDatabase, raw_follow_up
from tests.builders import a_follow_up, a_workspace

SAVES = 1500
NOTES = 1000


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def percentile(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def keystroke_to_durable(folder: Path) -> None:
    """A save of the text being typed, from the action to the commit, against the bare driver's same UPDATE."""
    workspace = a_workspace(folder / "keys")
    note = interviews.add_note(workspace, a_follow_up(workspace), "").created("note")
    bare = BareDatabase(folder / "bare.db")
    text = "Två på plats till 22.00, därefter en. Den som jobbar natt sover i jourrummet. " * 8
    ours, floor = [], []
    for number in range(SAVES):
        typed = text[: 1 + number % len(text)]
        ours.append(timed(lambda typed=typed: interviews.set_note_text(workspace, note, typed, amend=True)))
        floor.append(timed(lambda typed=typed: bare.update(typed)))
    for share, name in ((0.5, "p50"), (0.99, "p99")):
        a, b = percentile(ours, share), percentile(floor, share)
        print(f"keystroke to durable {name}: {a:.2f} ms, bare driver {b:.2f} ms, ratio {a / b:.2f}")
    bare.close()
    workspace.close()


def opening_a_follow_up(folder: Path) -> None:
    """Requirements, ratings and 1,000 notes as shapes, against the raw SQL that reads the same rows."""
    workspace = a_workspace(folder / "open")
    follow_up = a_follow_up(workspace)
    codes = [row.code for row in outline(workspace, follow_up)]
    for number in range(NOTES):
        code = codes[number % len(codes)]
        made = interviews.add_note(
            workspace, follow_up, f"Anteckning {number} om bemanning", requirement=code
        )
        if number < len(codes):
            note = made.created("note")
            assessments.set_stance(workspace, follow_up, code, SourceKind.NOTE, note, Stance.SUPPORTS)
            assessments.rate(workspace, follow_up, code, Rating.MET)

    def ours() -> None:
        outline(workspace, follow_up)
        notes(workspace, follow_up)

    def floor() -> None:
        with workspace.read() as connection:
            raw_follow_up(connection, follow_up)

    ours(), floor()
    pairs = [(timed(ours), timed(floor)) for _ in range(30)]
    a, b = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(f"open a follow-up with {NOTES} notes: {a:.1f} ms, raw SQL {b:.1f} ms, ratio {a / b:.2f}")
    workspace.close()


def main() -> None:
    """All of them, on a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        keystroke_to_durable(Path(folder))
        opening_a_follow_up(Path(folder))


if __name__ == "__main__":
    main()
