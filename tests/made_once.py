"""Folders that are costly to make and that many tests look at: one process of the run makes each, the others wait for it."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, filled by `make`. Nothing in it may be changed."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, whole = base / name, base / f"{name}.whole"
    with closing(sqlite3.connect(base / f"{name}.lock", timeout=300, isolation_level=None)) as door:
        door.execute("BEGIN EXCLUSIVE")  # who comes second waits for the first
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder


@pytest.fixture(scope="session")
def to_write_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `writers.prepare` makes, to be copied by whoever writes in it."""
    from tests import writers  # heavy, and few need it

    return made_once(tmp_path_factory, "to write in", writers.prepare)
