"""Replacing a file whole."""

import os
import stat

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
