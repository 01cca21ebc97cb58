"""A disk that takes no more at some byte of some write: one clear sentence, nothing half done, and the next try succeeds.

The system refuses to let any file grow beyond a length: a full disk as it looks from within, at a byte one can choose.
`INSPEKTOR_FULL=60` asks for so many lengths of every kind of write; the suite has time for a few.
"""

import contextlib
import errno
import os
import random
import resource
import shutil
from collections.abc import Iterator

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from inspektor.errors import InspektorError
from inspektor.store.connection import known_troubles
from inspektor.store.disk import DiskFailed, DiskFull, DiskReadOnly, FolderGone, trouble_of
from tests import writers

TRIES = int(os.environ.get("INSPEKTOR_FULL", "1"))
LEAST, MOST = 4_096, 2_500_000


@contextlib.contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.timeout(max(60, TRIES * 10))
@pytest.mark.parametrize("kind", writers.KINDS)
def test_a_full_disk_is_told_and_harms_nothing(to_write_in, tmp_path, kind):
    said, found = [], []
    for number in range(TRIES):
        folder = tmp_path / str(number)
        shutil.copytree(to_write_in, folder)
        chance = random.Random(f"{kind} {number}")
        length = round(LEAST * (MOST / LEAST) ** chance.random())
        with writers.writing(folder, kind, writers.ids_in(folder)) as step:
            try:
                with no_file_longer_than(length):
                    step(1)
                done = 1
            except InspektorError as error:
                said.append(error)
                step(1)
                done = 1
            step(2)
            done += 1
        trouble = writers.check(folder, kind, done, whole=number == 10)
        found += [f"{kind} {number}, {length} bytes: {trouble}"] if trouble else []
        shutil.rmtree(folder)
    assert found == []
    assert all(each.advice() for each in said)
    assert TRIES < 20 or said, "no length was too short"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, DiskReadOnly),
        (errno.EACCES, DiskReadOnly),
        (errno.ENOENT, FolderGone),
        (errno.EIO, DiskFailed),
        (errno.ENXIO, DiskFailed),
    ],
)
def test_each_trouble_of_the_file_system_has_a_sentence_of_its_own(number, kind):
    assert type(trouble_of(OSError(number, "x"))) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", DiskFailed),
        ("attempt to write a readonly database", DiskReadOnly),
    ],
)
def test_each_trouble_of_the_database_has_a_sentence_of_its_own(words, kind):
    with pytest.raises(kind), known_troubles():
        raise sqlcipher.OperationalError(words)
