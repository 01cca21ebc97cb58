"""The folder as a port: whole files or none, nobody's file touched, and each trouble in words."""

import errno
import os
import sys
from pathlib import Path

import pytest

from inspektor.sync import folder as folders
from inspektor.sync.folder import (
    DirectoryFolder,
    Entry,
    FolderDenied,
    FolderFull,
    FolderMissing,
    FolderTrouble,
)

NAME = "v1/d/ab/00000001-cd.inb"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    chosen = tmp_path / "Delad mapp"
    chosen.mkdir()
    return chosen


@pytest.fixture
def folder(place: Path) -> DirectoryFolder:
    return DirectoryFolder(place, "Inspektor-x", "0011aabb")


def sizes(folder: DirectoryFolder) -> dict[str, int]:
    return {name: entry.size for name, entry in folder.entries().items()}


def test_what_is_written_is_listed_and_read(folder):
    assert folder.entries() == {}
    folder.write(NAME, b"hej")
    folder.write_notice("READ-ME.txt", "Läs detta")
    assert sizes(folder) == {NAME: 3, "READ-ME.txt": 10}
    assert folder.read(NAME, 100) == b"hej"
    assert folder.read(NAME, 1) == b"he"


def test_another_file_under_the_name_stays(folder):
    folder.write(NAME, b"first")
    folder.write(NAME, b"second")
    assert folder.read(NAME, 100) == b"first"
    folder.write(NAME, b"third", replace=True)
    assert folder.read(NAME, 100) == b"third"


def test_a_place_that_is_gone_is_never_made(place, folder):
    place.rmdir()
    with pytest.raises(FolderMissing):
        folder.entries()
    with pytest.raises(FolderMissing):
        folder.write(NAME, b"hej")
    assert not place.exists()


def test_a_file_that_cannot_be_read_is_not_ready(place, folder):
    folder.write(NAME, b"hej")
    (place / "Inspektor-x" / NAME).unlink()
    with pytest.raises(folders.NotReady):
        folder.read(NAME, 100)
    with pytest.raises(folders.NotReady):
        folder.read("v1/d", 100)


def test_foreign_names_are_listed_and_unfinished_files_are_not(place, folder):
    folder.write(NAME, b"hej")
    own = (place / "Inspektor-x" / NAME).parent
    for name in ("Anteckning å (1).inb", "x.inb.0011aabb.part", "UPPER.INB"):
        (own / name).write_bytes(b"1")
    deep = own / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "far.inb").write_bytes(b"1")
    listed = {name.rpartition("/")[2] for name in folder.entries()}
    assert listed == {"00000001-cd.inb", "Anteckning å (1).inb", "UPPER.INB"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_lead_nowhere(place, folder, tmp_path):
    folder.write(NAME, b"hej")
    own = place / "Inspektor-x" / "v1"
    outside = tmp_path / "utanför"
    outside.mkdir()
    (outside / "hemlig.inb").write_bytes(b"x")
    (own / "link").symlink_to(outside, target_is_directory=True)
    (own / "link.inb").symlink_to(outside / "hemlig.inb")
    assert set(folder.entries()) == {NAME}


@pytest.mark.parametrize(
    "name",
    [
        "../x.inb",
        "/x.inb",
        "v1/../x.inb",
        "v1/X.inb",
        "v1/å.inb",
        "v1/a:b.inb",
        "a" * 130 + ".inb",
        "v1//x.inb",
        "x",
    ],
)
def test_no_other_name_is_ever_written(folder, name):
    with pytest.raises(ValueError, match=r".*"):
        folder.write(name, b"hej")
    assert folder.entries() == {}


def test_the_file_is_closed_and_flushed_before_it_takes_its_name(folder, monkeypatch):
    flushed: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append("fsync"), fsync(handle))[1])

    def checked(self: Path, target: Path) -> Path:
        flushed.append("replace")
        open_files = {os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()}
        assert str(self) not in open_files
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", checked)
    if Path("/proc/self/fd").exists():
        folder.write(NAME, b"hej")
        assert flushed[:2] == ["fsync", "replace"]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, FolderFull),
        (errno.EACCES, FolderDenied),
        (errno.EROFS, FolderDenied),
        (errno.ENOENT, FolderMissing),
        (errno.EIO, FolderTrouble),
    ],
)
def test_each_trouble_has_its_words(folder, monkeypatch, number, error):
    def fails(_handle: int) -> None:
        raise OSError(number, "told")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(FolderTrouble) as caught:
        folder.write(NAME, b"hej")
    assert type(caught.value) is error
    assert caught.value.text()
    assert caught.value.advice()
    assert folder.entries() == {}
    assert not list(folder._root.rglob("*.part"))


def test_what_does_not_read_back_is_told(folder, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"\0\0\0")
    with pytest.raises(folders.NotReadBack):
        folder.write(NAME, b"hej")


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(folder, monkeypatch):
    tries: list[int] = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(folders, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held)
    folder.write(NAME, b"hej")
    assert sizes(folder) == {NAME: 3}
    monkeypatch.setattr(folders, "_TRIES", 1)
    tries.clear()
    with pytest.raises(FolderDenied):
        folder.write("v1/d/ab/00000002-cd.inb", b"hej")
    assert sizes(folder) == {NAME: 3}


def test_entries_are_compared_by_length_and_time():
    assert Entry(1, 2) == Entry(1, 2) != Entry(1, 3)
