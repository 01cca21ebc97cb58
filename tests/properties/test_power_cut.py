"""A power cut as far as software can play it: the write-ahead log cut or torn at random opens as an exact prefix.

Each acknowledged save appends to the log; whatever is cut off its end, the workspace must open whole and hold the first n
saves for some n, never a mixture and never a damaged database.
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from inspektor.actions import interviews
from inspektor.store.connection import checkpoint
from inspektor.store.keys import unlock
from inspektor.store.workspace import DATABASE, Workspace
from tests.builders import PASSPHRASE, a_follow_up, a_workspace

SAVES = 25
CUTS = int(os.environ.get("INSPEKTOR_CUTS", "24"))


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> tuple[Path, str]:
    """A copy of a workspace's files as they lie on disk while it is open, after some saves none of which is folded in."""
    workspace = a_workspace(tmp_path_factory.mktemp("cut") / "w")
    note = interviews.add_note(workspace, a_follow_up(workspace), "0").created("note")
    with workspace._bookkeeping() as connection:
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
    checkpoint(workspace._writer)
    for number in range(1, SAVES + 1):
        interviews.set_note_text(workspace, note, str(number))
    copy = tmp_path_factory.mktemp("cut") / "copy"
    shutil.copytree(workspace.folder, copy, ignore=shutil.ignore_patterns("*-shm", "lock"))
    workspace.close()
    return copy, note


def opened_text(folder: Path, note: str) -> int:
    workspace = Workspace.open(folder, unlock(folder, PASSPHRASE))
    with workspace.read() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
        text = connection.exec_driver_sql("SELECT text FROM note WHERE id = ?", (note,)).scalar_one()
        newest = connection.exec_driver_sql(
            "SELECT value FROM operation WHERE row = ? AND field = 'text' ORDER BY id DESC LIMIT 1", (note,)
        ).scalar_one()
    workspace.close()
    assert text == newest, "the table and its journal are one transaction"
    return int(text)


@pytest.mark.parametrize("seed", range(CUTS))
def test_a_cut_or_torn_log_opens_as_an_exact_prefix(written, tmp_path, seed):
    copy, note = written
    chance = random.Random(seed)
    folder = tmp_path / "w"
    shutil.copytree(copy, folder)
    log = folder / f"{DATABASE}-wal"
    content = bytearray(log.read_bytes())
    at = chance.randrange(len(content))
    match chance.choice(("cut", "zeros", "noise", "flip")):
        case "cut":
            del content[at:]
        case "zeros":
            content[at:] = bytes(len(content) - at)
        case "noise":
            content[at:] = chance.randbytes(len(content) - at)
        case "flip":
            content[at] ^= 1 << chance.randrange(8)
    log.write_bytes(content)
    assert 0 <= opened_text(folder, note) <= SAVES


def test_the_whole_log_holds_every_acknowledged_save(written, tmp_path):
    copy, note = written
    shutil.copytree(copy, tmp_path / "w")
    assert opened_text(tmp_path / "w", note) == SAVES
