"""Killed at any moment of any kind of write: it opens again, whole, with everything that was acknowledged.

`INSPEKTOR_KILLS=500` asks for more kills than the suite has time for; each tenth is then followed by the whole doctor.
"""

import multiprocessing
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import writers

KILLS = max(1, int(os.environ.get("INSPEKTOR_KILLS", "10")) // len(writers.KINDS))
ROOT = Path(__file__).resolve().parents[2]
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
SLOW = {"backup", "restore", "finalising", "erase", "migration"}


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> Iterator[None]:
    """Where a process can be had by fork, it comes from one that has imported everything and opened nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        multiprocessing.set_forkserver_preload(["tests.writers"])
        yield


def killed(folder: Path, kind: str, seconds: float) -> int:
    """Let it write for so long, kill it; how many writes it had told of."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context(METHOD).Process(target=writers.main, args=(folder, kind, theirs))
    process.start()
    theirs.close()
    assert ours.poll(30)
    done = ours.recv()
    process.join(seconds)
    process.kill()
    process.join()
    try:
        while ours.poll():
            done = ours.recv()
    except EOFError:
        pass
    assert process.exitcode == -9, "it ended by itself"
    process.close()
    ours.close()
    return done


@pytest.mark.timeout(max(60, KILLS * 15))
@pytest.mark.parametrize("kind", writers.KINDS)
def test_a_kill_loses_nothing_that_was_acknowledged(to_write_in, tmp_path, kind):
    found = []
    for number in range(KILLS):
        folder = tmp_path / str(number)
        shutil.copytree(to_write_in, folder)
        seconds = random.Random(f"{kind} {number}").uniform(0, 1.0 if kind in SLOW else 0.4)
        done = killed(folder, kind, seconds)
        trouble = writers.check(folder, kind, done, whole=number % 10 == 9)
        found += [f"{kind} {number}, {done} done: {trouble}"] if trouble else []
        shutil.rmtree(folder)
    assert found == []
