"""One run of the demonstration as its user runs it, shared by the tests that look at what it leaves behind."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspektor import paths
from inspektor.actions.first_start import open_workspace
from inspektor.shapes.operation import Launch, Operation
from inspektor.store.key_errors import KEY_FILE
from inspektor.store.keys import set_passphrase, unlock
from inspektor.store.workspace import Workspace
from tests.builders import QUICK
from tests.made_once import made_once

QUICKLY = "snabba nycklar"
ROOT = paths.resources().parent
USER_FOLDERS = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")


def inspektor(home: Path, *words: object, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a headless command as a process of its own, for a user whose home and temporary files lie in one folder."""
    (home / "temp").mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ) | dict.fromkeys(USER_FOLDERS, str(home))
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(home / "temp"))
    environment |= {"PYTHONUTF8": "1", "PYTHONWARNINGS": "default"}
    return subprocess.run(
        [sys.executable, "-P", "-m", "inspektor", *map(str, words)],
        cwd=ROOT,
        env=environment,
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@dataclass(frozen=True)
class DemoRun:
    """What the run said, where it lies, and the journal of the first workspace. Nothing in `root` may be changed."""

    root: Path
    home: Path
    output: str
    complaints: str
    documents: tuple[Path, ...]
    workspaces: tuple[Path, ...]
    folder: Path
    state_hashes: tuple[str, ...]
    passphrase: str
    operations: tuple[Operation, ...]
    launches: tuple[Launch, ...]

    @property
    def state_hash(self) -> str:
        """The number that is the same in all workspaces."""
        return self.state_hashes[0]

    def copy(self, number: int, place: Path) -> None:
        """A copy of one of the workspaces, closed, to do things to; its key is quick to derive from the same passphrase."""
        shutil.copytree(self.workspaces[number], place)
        shutil.copytree(self.root.parent / QUICKLY / str(number), place, dirs_exist_ok=True)

    @contextmanager
    def copied(self, number: int, place: Path) -> Iterator[Workspace]:
        """Such a copy, open."""
        self.copy(number, place)
        workspace = open_workspace(place, self.passphrase)
        try:
            yield workspace
        finally:
            workspace.close()


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The demonstration with seed 1, in a folder whose name has a space and an å: one for all the processes of a run."""
    return _looked_at(made_once(tmp_path_factory, "demonstration", _run))


def _run(base: Path) -> None:
    done = inspektor(base / "hem", "demo", base / "å demo", "--seed", 1, "--json")
    (base / "done.pickle").write_bytes(pickle.dumps(done))
    if done.returncode == 0:
        said = json.loads(done.stdout)
        for number, workspace in enumerate(said["workspaces"]):
            _quicken(Path(workspace["path"]), base / QUICKLY / str(number), said["passphrase"])


def _quicken(workspace: Path, place: Path, passphrase: str) -> None:
    """The file of the keys anew: each copy that is opened would take as long as it ships otherwise."""
    place.mkdir(parents=True)
    shutil.copy(workspace / KEY_FILE, place)
    keys = unlock(place, passphrase)
    set_passphrase(keys, passphrase, QUICK)
    keys.wipe()


def _looked_at(base: Path) -> DemoRun:
    done: subprocess.CompletedProcess[str] = pickle.loads((base / "done.pickle").read_bytes())
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    workspaces = tuple(Path(each["path"]) for each in said["workspaces"])
    copy = base / f"avskrift {os.getpid()}"
    shutil.copytree(workspaces[0], copy)
    shutil.copytree(base / QUICKLY / "0", copy, dirs_exist_ok=True)
    workspace = open_workspace(copy, said["passphrase"])
    try:
        operations, launches = tuple(workspace.journal.all()), tuple(workspace.journal.launches())
    finally:
        workspace.close()
        shutil.rmtree(copy)
    return DemoRun(
        root=base / "å demo",
        home=base / "hem",
        output=done.stdout,
        complaints=done.stderr,
        documents=tuple(map(Path, said["documents"])),
        workspaces=workspaces,
        folder=Path(said["folder"]),
        state_hashes=tuple(each["state_hash"] for each in said["workspaces"]),
        passphrase=said["passphrase"],
        operations=operations,
        launches=launches,
    )
