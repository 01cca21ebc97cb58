"""Killed without warning while keys arrive at eight a second: at most one second of typing is missing.

Measured from the keys sent: every key that was sent a second or more before the kill must be there after opening again.
"""

import multiprocessing
import os
import random
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspektor.actions import interviews
from inspektor.actions.first_start import open_workspace
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.typist import KEYS, main

ROUNDS = int(os.environ.get("INSPEKTOR_KILLS", "20")) // 10
KILLS_A_ROUND = 10
AT_ONCE = 5
LOST_AT_MOST = 1.0
"""Seconds of typing."""
ROOT = Path(__file__).resolve().parents[2]
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def typed_until_killed(folder: Path, note: str, seconds: float) -> tuple[int, int]:
    """Let it type for so long after the first key, kill it; how many keys had been sent a second before, and in all."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context(METHOD).Process(target=main, args=(folder, note, theirs))
    process.start()
    keys: list[float] = []
    while ours.recv():
        keys.append(time.monotonic())
        if keys[-1] - keys[0] >= seconds:
            break
    process.kill()
    killed = time.monotonic()
    process.join()
    process.close()
    ours.close()
    theirs.close()
    return sum(at <= killed - LOST_AT_MOST for at in keys), len(keys)


def one_kill(template: Path, folder: Path, note: str, seed: int) -> str:
    """One round on a copy of the workspace; an empty string if nothing is missing."""
    shutil.copytree(template, folder)
    due, sent = typed_until_killed(folder, note, random.Random(seed).uniform(0.3, 4.0))
    workspace = open_workspace(folder, PASSPHRASE)
    try:
        with workspace.read() as connection:
            text = connection.exec_driver_sql("SELECT text FROM live_note WHERE id = ?", (note,)).scalar_one()
            sound = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
    finally:
        workspace.close()
    expected = (KEYS * (1 + sent // len(KEYS)))[: len(text)]
    if sound != "ok" or text != expected or not due <= len(text) <= sent + 1:
        return f"seed {seed}: {sent} keys sent, {due} a second before the kill, {len(text)} there, {sound}: {text!r}"
    return ""


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> Iterator[None]:
    """Where a process can be had by fork, it comes from one that has imported everything and opened nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        multiprocessing.set_forkserver_preload(["tests.typist"])
        yield


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> tuple[Path, str]:
    """A closed workspace with an empty note, and the note."""
    workspace = a_workspace(tmp_path_factory.mktemp("killed") / "template")
    note = interviews.add_note(workspace, a_follow_up(workspace), "").created("note")
    workspace.close()
    return workspace.folder, note


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_kill_costs_at_most_one_second_of_typing(template, tmp_path, number):
    folder, note = template
    seeds = range(number * KILLS_A_ROUND, (number + 1) * KILLS_A_ROUND)
    with ThreadPoolExecutor(AT_ONCE) as rounds:
        found = rounds.map(lambda seed: one_kill(folder, tmp_path / str(seed), note, seed), seeds)
        assert [trouble for trouble in found if trouble] == []
