"""Every kind of write on a disk that fails at the n-th call of the system, in a process whose disk can be told to.

`FailingDisk` is the test's end: it starts the process, with `failing_disk.c` before the system's library. For each line
it is asked the process does one write, as the window does or as a command, and answers what was said and what is wrong after it.
"""

import ctypes
import errno
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from inspektor.errors import InspektorError
from inspektor.store import backup_place
from tests import writers
from tests.command_line import Desk
from tests.photo_files import jpeg

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(__file__).with_suffix(".c")


KILLED = 0
"""Given as the error: the process ends instead of the call, as in a power cut."""


@dataclass(frozen=True, slots=True)
class Try:
    """One write on a failing disk."""

    kind: str
    at: int
    """The call that fails, counted from 1."""
    error: int
    lasting: bool = True
    """Whether every later call fails too, until the disk works again; else the one alone."""
    how: str = "open"
    """As the window does, and once more in the open workspace when there is room (open), or after it was closed while the disk
    still failed (closed); or by command."""
    whole: bool = False
    """Whether the doctor examines everything afterwards."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    asked: int
    """How many calls there were; fewer than `at`: nothing was disturbed."""
    said: str
    """What was told; empty if it succeeded."""
    trouble: str
    """What is wrong; empty if nothing is."""


@contextmanager
def full() -> Iterator[None]:
    """Within, the system lets no file of this process be written: for the program a disk without any room."""
    resource = pytest.importorskip("resource", reason="this system sets no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class FailingDisk:
    """The process, as a test sees it."""

    def __init__(self, place: Path, template: Path) -> None:
        """Build what fails in `place`; every try is made on a copy of `template`."""
        compiler = shutil.which("cc")
        if compiler is None or sys.platform != "linux":
            if os.environ.get("INSPEKTOR_CI"):
                pytest.fail("there is no C compiler; CI must have every judge", pytrace=False)
            pytest.skip("there is no C compiler here, or no Linux")
        library = place / "failing_disk.so"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        home = {name: str(place / "try" / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.failing_disk", place / "try", template],
            env=os.environ | home | {"LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, attempt: Try) -> Answer:
        """Have it tried."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(attempt)), file=self._process.stdin, flush=True)
        return Answer(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


# --- In the process itself ----------------------------------------------------------------------------


class _Disk:
    """What the library that was put before lets one say."""

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(None)
        self._library.disk_refused.restype = ctypes.c_char_p
        self._folder = os.fsencode(folder)
        self.asked = 0

    def fails(self, attempt: Try) -> None:
        self._library.disk_fails(self._folder, ctypes.c_long(attempt.at), attempt.error, int(attempt.lasting))

    def works(self) -> None:
        self.asked += self._library.disk_works()

    @property
    def refused(self) -> str:
        """The call that failed first, and its file."""
        return os.fsdecode(self._library.disk_refused())


def main(folder: Path, template: Path) -> None:
    """Answer each line with a line."""
    for line in sys.stdin:
        attempt = Try(**json.loads(line))
        shutil.copytree(template, folder)
        sys.stdout.write(json.dumps(asdict(_answer(folder, attempt))) + "\n")
        sys.stdout.flush()
        shutil.rmtree(folder)


def _answer(folder: Path, attempt: Try) -> Answer:
    disk, said, trouble = _Disk(folder), "", ""
    way = _killed if attempt.error == KILLED else _commanded if attempt.how == "command" else _written
    try:
        said = way(folder, attempt, disk)
    except Exception:  # noqa: BLE001  whatever it is, the test tells it
        trouble = traceback.format_exc()
        disk.works()
        trouble += f"({disk.refused} failed first)"
    return Answer(disk.asked, said, trouble)


def _written(folder: Path, attempt: Try, disk: _Disk) -> str:
    """As the window does."""
    said, done = "", 0
    with writers.writing(folder, attempt.kind, writers.ids_in(folder)) as step:
        disk.fails(attempt)
        try:
            step(1)
            done = 1
        except InspektorError as error:
            said = str(error) if error.advice() else ""
        if attempt.how == "open":
            disk.works()
            if not done:
                step(1)
            step(2)
            done = 2
    disk.works()
    trouble = writers.check(folder, attempt.kind, done, whole=attempt.whole)
    assert not trouble, trouble
    return said


def _killed(folder: Path, attempt: Try, disk: _Disk) -> str:
    """A process of its own writes over and over, and tells of each write that is done, until it ends in the middle of one."""
    theirs, ours = os.pipe()
    child = os.fork()
    if not child:
        try:
            _write_on(folder, attempt, disk, ours)
        finally:
            os._exit(1)
    os.close(ours)
    _, status = os.waitpid(child, 0)
    done = len(os.read(theirs, 1 << 16))
    os.close(theirs)
    assert status == signal.SIGKILL, "it ended by itself"
    trouble = writers.check(folder, attempt.kind, done, whole=attempt.whole)
    assert not trouble, f"{done} done: {trouble}"
    return str(done)


def _write_on(folder: Path, attempt: Try, disk: _Disk, parent: int) -> None:
    disk.fails(attempt)
    with writers.writing(folder, attempt.kind, writers.ids_in(folder)) as step:
        for number in itertools.count(1):
            step(number)
            os.write(parent, b".")


def _commanded(folder: Path, attempt: Try, disk: _Disk) -> str:
    """As a script does: one line on exit code 2, and then the workspace is as it was."""
    ids, desk = writers.ids_in(folder), Desk(folder / "w")
    words = _command(attempt.kind, folder, ids)
    with writers.next_schema() if attempt.kind == "migration" else nullcontext():
        disk.fails(attempt)
        ran = desk.run(*words)
        disk.works()
        assert ran.code in (0, 2), ran
        assert ran.code == 0 or ran.err.count("\n") == 1, ran
        state, wrong = writers.state(folder, whole=attempt.whole)
        assert not wrong, wrong
        achieved = ids.get(_ACHIEVED.get(attempt.kind, ""), "" if ran.code else state)
        expected = (
            {ids["third"], achieved} if ran.code else {achieved}
        )  # a backup is in place before it is opened
        unsure = disk.refused.startswith(_UNSURE) or attempt.error == errno.EIO
        assert state in expected or (ran.code and unsure), f"{ran}: another state"
        assert ran.code or attempt.kind in _ACHIEVED or state != ids["third"], "acknowledged, and lost"
        if ran.code and state == ids["third"]:
            again = desk.run(*words)
            assert again.code == 0, again
    return ran.err


_UNSURE = "fsync inspektor.db-wal"
"""Nobody can say whether what could not be flushed is on the disk: it is told as not saved, and may be there after all. And
a disk that answers with errors can no longer be read: a command cannot say what it has done before."""
_ACHIEVED = {"backup": "third", "migration": "third", "sync": "third", "restore": "first"}
"""The state after what changes no record, or goes back to an earlier one."""


def _command(kind: str, folder: Path, ids: dict[str, str]) -> tuple[object, ...]:
    """The command that does this kind of write. What it needs is made here, while the disk works."""
    match kind:
        case "typing":
            return "followup", "note", ids["f"], "1"
        case "photo":
            (folder / "foto.jpg").write_bytes(jpeg((200, 100)))
            return "followup", "observe", ids["f"], "Sett", "--photo", folder / "foto.jpg"
        case "rating":
            return "followup", "rate", ids["f"], writers.CODE, "not_met", "--grounds", "1"
        case "finalising":
            return "document", "sign", ids["done"], "--kind", "report"
        case "import":
            return "followup", "import", folder / "in.zip"
        case "backup":
            return ("backup",)
        case "restore":
            return "restore", backup_place.found(folder / "w" / "backups")[-1].name
        case "erase":
            return "erase", "field", "note", ids["note"], "text", "--ground", "samtycke", "--all"
        case "sync":
            return ("sync",)
    return "followup", "list"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
