"""The store's budgets, printed as ratios of one run: `python -m tests.benchmarks.bench_store`.

Each measure is interleaved with its floor, so that a machine that is busy is busy for both.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from inspektor import paths
from inspektor.actions import assessments, interviews
from inspektor.actions.templates import publish
from inspektor.exchange.template_yaml import read_template
from inspektor.queries.gaps import gaps
from inspektor.queries.interviews import notes
from inspektor.queries.judgement import judgement, outline
from inspektor.queries.templates import templates
from inspektor.shapes.enums import Rating, Role, SourceKind, Stance
from inspektor.shapes.template import Requirement
from inspektor.store.workspace import Workspace
from tests.benchmarks.floors import BareDatabase, raw_follow_up
from tests.builders import a_follow_up, a_workspace

SAVES = 1500
NOTES = 1000
REQUIREMENTS = 300


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


def a_big_follow_up(folder: Path) -> tuple[Workspace, str, list[str]]:
    """300 requirements, of which each has three or four of 1,000 notes, is weighed and rated; two interviews."""
    workspace = a_workspace(folder)
    follow_up = a_follow_up(workspace, template_version_id=_big_template(workspace))
    codes = [row.code for row in outline(workspace, follow_up)]
    talks = [
        interviews.start(workspace, follow_up, role, role.value).created("interview")
        for role in (Role.MANAGEMENT, Role.STAFF)
    ]
    for number in range(NOTES):
        code, talk = codes[number % len(codes)], talks[number % 2]
        text = f"Anteckning {number} om bemanning"
        made = interviews.add_note(workspace, follow_up, text, requirement=code, interview_id=talk)
        if number < len(codes):
            note = made.created("note")
            assessments.set_stance(workspace, follow_up, code, SourceKind.NOTE, note, Stance.SUPPORTS)
            assessments.rate(workspace, follow_up, code, Rating.MET)
    return workspace, follow_up, codes


def _big_template(workspace: Workspace) -> str:
    """The template for HVB ten times over, each requirement under a code of its own."""
    whole = read_template(paths.resources() / "templates" / "hvb-barn-unga.yaml").template
    areas = []
    for number in range(REQUIREMENTS // len(whole.requirements) + 1):
        for area in whole.areas:
            requirements = tuple(_renamed(each, number) for each in area.requirements)
            areas.append(replace(area, code=f"{area.code}-{number}", requirements=requirements))
    publish(
        workspace, replace(whole, code=f"{whole.code}-stor", areas=tuple(areas), repeats=(), focus_areas=())
    )
    return next(row.id for row in templates(workspace) if row.slug.endswith("-stor"))


def _renamed(requirement: Requirement, number: int) -> Requirement:
    questions = tuple(replace(each, code=f"{each.code}-{number}") for each in requirement.questions)
    return replace(requirement, code=f"{requirement.code}.{number}", questions=questions)


def opening_a_follow_up(folder: Path) -> None:
    """Requirements, ratings and 1,000 notes as shapes, against the raw SQL that reads the same rows."""
    workspace, follow_up, codes = a_big_follow_up(folder / "open")

    def ours() -> None:
        outline(workspace, follow_up)
        notes(workspace, follow_up)

    def floor() -> None:
        with workspace.read() as connection:
            raw_follow_up(connection, follow_up)

    ours(), floor()
    pairs = [(timed(ours), timed(floor)) for _ in range(30)]
    a, b = (statistics.median(values) for values in zip(*pairs, strict=True))
    size = f"{len(codes)} requirements and {NOTES} notes"
    print(f"open a follow-up with {size}: {a:.1f} ms, raw SQL {b:.1f} ms, ratio {a / b:.2f}")
    rows = statistics.median(timed(lambda: outline(workspace, follow_up)) for _ in range(30))
    print(f"of that the outline of the judgement: {rows:.1f} ms")
    steps = [timed(lambda code=code: judgement(workspace, follow_up, code)) for code in codes[:100]]
    print(f"next requirement: median {statistics.median(steps):.1f} ms, p99 {percentile(steps, 0.99):.1f} ms")
    every = statistics.median(timed(lambda: gaps(workspace, follow_up)) for _ in range(10))
    print(f"all gaps of it: {every:.1f} ms")
    workspace.close()


def main() -> None:
    """All of them, on a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        keystroke_to_durable(Path(folder))
        opening_a_follow_up(Path(folder))


if __name__ == "__main__":
    main()
