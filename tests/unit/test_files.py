"""Replacing a file whole."""

import os
import stat
import subprocess
import sys

import pytest

from inspektor import files


def test_a_file_is_made_and_replaced(tmp_path):
    path = tmp_path / "å fil.json"
    files.write_whole(path, b"one")
    files.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["å fil.json"]


def test_what_a_crash_left_behind_is_no_hindrance(tmp_path):
    path = tmp_path / "file"
    (tmp_path / "file.new").write_bytes(b"half of somethi")
    files.write_whole(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_refused_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    files.write_whole(path, b"old")
    (tmp_path / "file.new").mkdir()  # stands in the way, as a full disk or a missing right would
    with pytest.raises(OSError, match=r"file\.new"):
        files.write_whole(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_refused_exchange_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "file"
    path.mkdir()
    with pytest.raises(OSError, match="file"):
        files.write_whole(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in the folder")
def test_a_private_file_is_the_owners_alone(tmp_path):
    path = tmp_path / "file"
    files.write_whole(path, b"secret", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="signals and limits of a process are POSIX")
@pytest.mark.parametrize("fault", ["killed", "full"])
def test_a_file_is_whole_after_a_kill_or_a_full_disk(tmp_path, fault):
    """A process of its own: it dies between writing and renaming, or may write no more than a part."""
    path = tmp_path / "protokoll å.pdf"
    path.write_bytes(b"gammal")
    ways = {
        "killed": "os.fsync = lambda _: os.kill(os.getpid(), 9)",
        "full": "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))",
    }
    code = (
        f"import os, resource, signal, sys, pathlib; from inspektor.files import write_whole; {ways[fault]};"
    )
    code += "write_whole(pathlib.Path(sys.argv[1]), b'ny' * 10_000)"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False)
    assert done.returncode == (-9 if fault == "killed" else 1)
    assert path.read_bytes() == b"gammal"
    files.write_whole(path, b"ny")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"ny"
