"""What a pass costs does not grow with the years: counted in calls and statements, not in time."""

import re

import pytest
from sqlalchemy import event

from inspektor.actions import erasure, interviews
from inspektor.shapes.enums import Role
from inspektor.store.workspace import Workspace
from inspektor.sync.engine import sync_once
from inspektor.sync.group import directory
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import FailingFolder, found_and_join, settle

GROWS = re.compile(r"SCAN (?!CONSTANT|CO-ROUTINE)\w+")
STAYS_SMALL = re.compile(
    r"SCAN (laptop|launch|unit|erased_media|erased|photo|document|signature|letterhead|parcel_document)\b"
    r"|USING INDEX (operation_unbundled|operation_erase|erased_uncleared)\b"
    r"|SCAN bundle USING COVERING INDEX bundle_listed"
)
"""Tables of a few rows, indexes of what is left to do, and the list of bundles without their bytes."""


@pytest.fixture
def pair(tmp_path):
    made = [a_workspace(tmp_path / each, each) for each in ("Anna Ask", "Bo Bok")]
    found_and_join(tmp_path / "delad", *made)
    yield made
    for each in made:
        each.close()


def asked_in(workspace: Workspace, calls: list[str]) -> dict[str, object]:
    """The statements of one pass with their values; the calls of the folder's port are noted."""
    asked: dict[str, object] = {}
    counts: list[str] = []

    class Noting(FailingFolder):
        def _call(self) -> None:
            calls.append("call")

    def note(_connection, _cursor, statement, values, _context, many) -> None:
        counts.append(statement)
        asked[statement] = values[0] if many else values

    engines = (workspace._writer, workspace._readers)
    for each in engines:
        event.listen(each, "before_cursor_execute", note)
    try:
        result = sync_once(workspace, port=lambda state, writer: Noting(directory(state, writer), 0))
    finally:
        for each in engines:
            event.remove(each, "before_cursor_execute", note)
    calls += [each for each in counts if "FROM bundle" in each or each.startswith(("INSERT", "UPDATE"))]
    asked["sent and received"] = (result.sent, result.received)
    return asked


def grown(workspace: Workspace, asked: dict[str, object]) -> list[str]:
    """The statements that look through what grows with the years."""
    found = []
    with workspace._bookkeeping() as connection:
        for statement, values in asked.items():
            if statement.startswith(("SELECT", "UPDATE", "INSERT", "DELETE")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                steps = [str(each[3]) for each in plan]
                found += [
                    f"{step}: {statement}"
                    for step in steps
                    if GROWS.search(step) and not STAYS_SMALL.search(step)
                ]
    return found


def test_a_pass_that_finds_nothing_lists_once_and_looks_through_nothing_that_grows(pair):
    anna, bo = pair
    follow_up = a_follow_up(anna)
    interview = interviews.start(anna, follow_up, Role.STAFF).created("interview")
    settle(anna, bo)
    interviews.add_note(bo, follow_up, "Bos")
    settle(anna, bo)
    erasure.withdraw_interview(anna, interview, "consent withdrawn")
    settle(anna, bo)
    for each in pair:
        calls: list[str] = []
        asked = asked_in(each, calls)
        assert asked.pop("sent and received") == (0, 0)
        port = [call for call in calls if call == "call"]
        listed = [call for call in calls if "FROM bundle" in call]
        written = [call for call in calls if call.startswith(("INSERT", "UPDATE"))]
        assert (len(port), len(listed), len(written)) == (1, 1, 1), "the folder, the bundles, when it was"
        assert grown(each, asked) == []


def test_sending_and_receiving_one_note_looks_through_nothing_that_grows(pair):
    anna, bo = pair
    follow_up = a_follow_up(anna)
    settle(anna, bo)
    interviews.add_note(anna, follow_up, "Annas")
    for each, moved in ((anna, "sent"), (bo, "received")):
        asked = asked_in(each, [])
        assert dict(zip(("sent", "received"), asked.pop("sent and received"), strict=True))[moved]
        assert grown(each, asked) == []
