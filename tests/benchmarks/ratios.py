"""What benchmarks of sync share: the ratio of two ways in one run, as a line."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable

ROUNDS = 5


def ratio(name: str, ours: Callable[[], object], floor: Callable[[], object], count: int) -> None:
    """Say how many times as long ours takes as the floor, by the median of rounds in turn, and how long for each of `count`."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(timed(ours))
        theirs.append(timed(floor))
    took = statistics.median(mine)
    say(f"{name:22} {took / statistics.median(theirs):5.2f} x   {took / count * 1e6:.1f} us each")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + os.linesep)


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
