"""A disk that is full, fails or dies at the n-th call of any kind of write: nothing acknowledged is lost, and it goes on.

An error is told in one sentence with advice (exit code 2 by command), and the same write succeeds when the disk works again.
`INSPEKTOR_FULL=1` tries every call of every kind in every way, `=7` each seventh; `INSPEKTOR_KILLS=500` kills each so often.
"""

import errno
import os
import random
from collections.abc import Iterator
from itertools import count

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from inspektor.store.connection import known_troubles
from inspektor.store.disk import DiskFailed, DiskFull, DiskReadOnly, FolderGone, trouble_of
from tests import writers
from tests.failing_disk import KILLED, FailingDisk, Try

EVERY = int(os.environ.get("INSPEKTOR_FULL", "0"))
KILLS = int(os.environ.get("INSPEKTOR_KILLS", "1"))
FULL, FAILED = errno.ENOSPC, errno.EIO
WAYS = {
    "once more in the open workspace": (FULL, True, "open"),
    "one call alone": (FULL, False, "open"),
    "closed while it is full": (FULL, True, "closed"),
    "by command": (FULL, True, "command"),
    "failing, by command": (FAILED, True, "command"),
    "failing, in the open workspace": (FAILED, True, "open"),
    "read-only": (errno.EROFS, True, "open"),
}
"""What the disk says, whether it goes on, and what is done about it."""
LONG = {"backup": 600, "erase": 1600, "migration": 1900}
"""Kinds with many calls, about how many; others have a hundred."""


@pytest.fixture(scope="module")
def disk(tmp_path_factory, to_write_in) -> Iterator[FailingDisk]:
    made = FailingDisk(tmp_path_factory.mktemp("disk"), to_write_in)
    yield made
    made.close()


def wrong_in(disk: FailingDisk, attempt: Try) -> tuple[str, bool]:
    """What is wrong after a try; whether it was disturbed at all."""
    answer = disk.does(attempt)
    full, disturbed = "full" in answer.said, answer.asked >= attempt.at
    either = "inte är full" in answer.said  # the lock cannot say which it is
    if answer.trouble:
        return f"{attempt}: {answer.trouble}", disturbed
    if answer.said and not either and full is not (attempt.error == FULL) and attempt.lasting:
        return f"{attempt}: {answer.said}", disturbed
    return "", disturbed


@pytest.mark.timeout(20_000 if EVERY else 60)
@pytest.mark.parametrize("kind", writers.KINDS)
def test_a_failing_disk_is_told_and_harms_nothing(disk, kind):
    found, chance = [], random.Random(kind)
    for way in WAYS if EVERY else chance.sample(sorted(WAYS), 2):
        error, lasting, how = WAYS[way]
        for at in count(1, EVERY) if EVERY else (chance.randint(1, 25),):
            wrong, disturbed = wrong_in(disk, Try(kind, at, error, lasting, how, whole=at % 10 == 1))
            found += [wrong] if wrong else []
            if not disturbed:
                break
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("kind", "at"), [("typing", 1), ("typing", 2), ("typing", 7), ("backup", 71)])
def test_a_disk_that_answers_again_is_not_called_damaged(disk, kind, at):
    assert wrong_in(disk, Try(kind, at, FAILED)) == ("", True)


@pytest.mark.parametrize(("kind", "at"), [("erase", 700), ("restore", 92), ("migration", 514)])
def test_a_command_on_a_full_disk_has_done_all_of_it_or_nothing(disk, kind, at):
    assert wrong_in(disk, Try(kind, at, FULL, lasting=True, how="command")) == ("", True)


@pytest.mark.timeout(60 + KILLS * 10)
@pytest.mark.parametrize("kind", writers.KINDS)
def test_a_kill_loses_nothing_that_was_acknowledged(disk, kind):
    found, chance = [], random.Random(kind)
    for number in range(KILLS):
        at = chance.randint(1, LONG.get(kind, 100) * 3)
        wrong, _ = wrong_in(disk, Try(kind, at, KILLED, whole=number % 10 == 9))
        found += [wrong] if wrong else []
    assert not found, "\n".join(found)


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
    with pytest.raises(kind), known_troubles(None):
        raise sqlcipher.OperationalError(words)
