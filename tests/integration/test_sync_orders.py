"""Bundles in every order, and passes that are broken off at every call and every commit: the end is the same.

The suite has time for the orders of four of six bundles, and for every third stop; `INSPEKTOR_ORDERS=6` asks for all.
"""

import os
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from inspektor.actions import erasure, interviews, observations
from inspektor.queries.interviews import notes
from inspektor.store.absorb import absorb
from inspektor.store.doctor import examine
from inspektor.store.keys import unlock
from inspektor.store.state import state_hash
from inspektor.store.workspace import Workspace
from inspektor.sync.bundle import Bundle, open_bundle
from inspektor.sync.engine import sync_once
from inspektor.sync.group import Group
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.sync_folders import Pulled, failing, files, found_and_join, settle

ORDERED = int(os.environ.get("INSPEKTOR_ORDERS", "4"))
EACH = 1 if ORDERED == 6 else 3


@pytest.fixture
def pair(tmp_path):
    """Two laptops in one group, and two notes that both have."""
    anna, bo = a_workspace(tmp_path / "anna", "Anna"), a_workspace(tmp_path / "bo", "Bo")
    follow_up = a_follow_up(anna)
    made = [interviews.add_note(anna, follow_up, f"not {number}").created("note") for number in range(2)]
    found_and_join(tmp_path / "delad", anna, bo)
    settle(anna, bo)
    shared = [anna, bo, made, follow_up]
    yield shared
    shared[0].close()
    shared[1].close()


def bundles(workspace: Workspace) -> list[Bundle]:
    """Every bundle that is kept, opened, in the order in which it came."""
    group = Group(workspace, Memory.load(workspace.local))
    with workspace.read() as connection:
        kept = connection.exec_driver_sql("SELECT data FROM bundle ORDER BY seq").scalars().all()
    return [open_bundle(each, group.secrets(), group.id, group.signing_keys()) for each in kept]


def test_bundles_in_every_order_give_the_same_database(tmp_path, pair):
    """Edits of one field, a deletion and an edit of what it deletes, an erasure, a note."""
    anna, bo, (first, second), follow_up = pair
    before = len(bundles(anna))
    interviews.set_note_text(anna, first, "Annas")
    sync_once(anna)
    interviews.set_note_text(bo, first, "Bos")
    interviews.remove_note(bo, second)
    sync_once(bo)
    interviews.set_note_text(anna, second, "skrivet i det som togs bort")
    sync_once(anna)
    erasure.erase_field(bo, "note", first, "text", "fel")
    sync_once(bo)
    interviews.add_note(anna, follow_up, "ny")
    sync_once(anna)
    interviews.set_note_text(bo, first, "sist")
    sync_once(bo)
    settle(anna, bo)
    known = bundles(anna)
    base, six = known[:before], [each for each in known[before:] if each.operations]
    assert len(six) == 6
    fresh = a_workspace(tmp_path / "ny", "Ny")
    ends: set[str] = set()

    def every_order(connection: sa.Connection, left: list[Bundle]) -> None:
        if not left:
            ends.add(state_hash(connection))
        for each in left:
            point = f"left{len(left)}"
            connection.exec_driver_sql(f"SAVEPOINT {point}")
            absorb(connection, each.operations, each.launches)
            every_order(connection, [other for other in left if other is not each])
            connection.exec_driver_sql(f"ROLLBACK TO {point}")

    for each in (*base, *six[:-ORDERED]):
        fresh.absorb(each.operations, each.launches)
    with fresh._bookkeeping() as connection:
        every_order(connection, six[-ORDERED:])
    assert ends == {anna.state_hash()}
    fresh.close()


class Stopped(BaseException):
    """The program was stopped, by the test."""


def reopened(folder: Path) -> Workspace:
    return Workspace.open(folder, unlock(folder, PASSPHRASE))


class Before:
    """Bo's laptop and the folder as they were before a pass, to begin it from again and again."""

    def __init__(self, base: Path, follow_up: str) -> None:
        self.base, self.follow_up = base, follow_up
        for name in ("bo", "delad"):
            shutil.copytree(base / name, base / f"{name} före")

    def again(self) -> Workspace:
        for name in ("bo", "delad"):
            shutil.rmtree(self.base / name)
            shutil.copytree(self.base / f"{name} före", self.base / name)
        return reopened(self.base / "bo")

    def ended(self, workspace: Workspace) -> tuple[object, ...]:
        """What there is once the laptop has synced in peace."""
        sync_once(workspace)
        assert sync_once(workspace).sent == 0
        texts = sorted(each.text for each in notes(workspace, self.follow_up))
        operations = sorted((each.table, each.field, str(each.value)) for each in workspace.journal.all())
        unsent = workspace.journal.count_unbundled()
        workspace.close()
        return texts, operations, len(files(self.base / "delad", ".inb")), unsent


@pytest.fixture
def before(tmp_path, pair):
    anna, bo, (first, second), follow_up = pair
    observations.add(anna, follow_up, "Ute")
    interviews.set_note_text(anna, first, "Annas")
    erasure.erase_field(anna, "note", second, "text", "fel", keep_present=False)
    sync_once(anna)
    interviews.set_note_text(bo, first, "Bos")
    bo.close()
    yield Before(tmp_path, follow_up)
    pair[1] = reopened(tmp_path / "bo")


def committing(workspace: Workspace, times: int) -> None:
    """Let the program be stopped at the commit after so many."""
    left = iter(range(times))

    def stop(_connection: sa.Connection) -> None:
        if next(left, None) is None:
            raise Stopped

    sa.event.listen(workspace._writer, "commit", stop)


def test_a_pass_stopped_at_any_commit_ends_as_if_it_had_not(before):
    expected, stops = before.ended(before.again()), 0
    for number in range(0, 200, EACH):
        workspace = before.again()
        committing(workspace, number)
        try:
            sync_once(workspace)
        except Stopped:
            stops += 1
            workspace._writer.dispatch.commit.clear()
            workspace.close()
            assert before.ended(reopened(workspace.folder)) == expected, number
        else:
            workspace.close()
            break
    assert stops > 2


def test_a_pass_stopped_at_any_call_ends_as_if_it_had_not(before):
    expected, stops = before.ended(before.again()), 0
    for number in range(0, 200, EACH):
        workspace = before.again()
        try:
            sync_once(workspace, port=failing(number))
        except Pulled:
            stops += 1
            assert before.ended(workspace) == expected, number
        else:
            assert [each for each in examine(workspace) if not each.well] == []
            workspace.close()
            break
    assert stops > 0
