"""Killed at any point of a pass: both laptops open, the next pass completes it, nothing is lost and nothing is sent twice.

`INSPEKTOR_KILLS=500` asks for every point there is.
"""

import multiprocessing
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import passes

KILLS = max(len(passes.PARTS), int(os.environ.get("INSPEKTOR_KILLS", "20")) // 2)
ROOT = Path(__file__).resolve().parents[2]
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        multiprocessing.set_forkserver_preload(["tests.passes"])
        yield


def killed(base: Path, at: int) -> str | list[str]:
    """Let Anna's pass run to this point and kill it there; where it was, or where every point lay if it came to the end."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context(METHOD).Process(target=passes.main, args=(base, at, theirs))
    process.start()
    theirs.close()
    try:
        assert ours.poll(50)
        said: str | list[str] = ours.recv()
        return said
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def chosen(points: list[str]) -> list[int]:
    """One in each part of the pass, and others until there are enough."""
    chance = random.Random(4)
    first = [chance.choice([n for n, each in enumerate(points) if each == part]) for part in passes.PARTS]
    rest = [n for n in range(len(points)) if n not in first]
    return first + chance.sample(rest, min(KILLS - len(first), len(rest)))


@pytest.mark.timeout(max(60, KILLS * 15))
def test_a_kill_in_any_part_of_a_pass_loses_nothing(tmp_path):
    passes.prepare(tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "whole")
    points = killed(tmp_path / "whole", -1)
    assert isinstance(points, list)
    found = [passes.check(tmp_path / "whole", whole=True)]
    for number, at in enumerate(chosen(points)):
        base = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", base)
        where = killed(base, at)
        trouble = passes.check(base, whole=number % 10 == 9)
        found += [f"{at} in {where}: {trouble}"] if trouble else []
        shutil.rmtree(base)
    assert found == [""], f"{len(points)} points"
