"""One run of the demonstration, shared by the tests that look at what it leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspektor.actions.first_start import open_workspace
from inspektor.demo import DemoResult, run_demo
from inspektor.shapes.operation import Launch, Operation
from tests.builders import QUICK


@dataclass(frozen=True)
class DemoRun:
    """What the run gave, and the journal of the first workspace."""

    root: Path
    result: DemoResult
    operations: tuple[Operation, ...]
    launches: tuple[Launch, ...]
    state_hash: str


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoRun]:
    """The demonstration with seed 1, in a folder whose name has a space and an å."""
    root = tmp_path_factory.mktemp("demo") / "å demo"
    result = run_demo(root, seed=1, cost=QUICK)
    workspace = open_workspace(result.workspaces[0], result.passphrase)
    journal = workspace.journal
    yield DemoRun(root, result, tuple(journal.all()), tuple(journal.launches()), workspace.state_hash())
    workspace.close()
