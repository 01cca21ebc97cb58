"""Doing and undoing is nothing: undoing all that was done shows what was before, redoing it what was after."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspektor.actions import assessments, follow_ups, interviews, observations, register
from inspektor.errors import InspektorError
from inspektor.shapes.enums import NoteTag, Rating, Role, SourceKind, Stance
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace
from tests.builders import a_follow_up, a_workspace

CODES = ("HVB-BU-4.1", "HVB-BU-4.6")
TEXTS = st.text(alphabet="abc åäö\n😀", max_size=12)


class User:
    """Does things to one follow-up, to whatever row of a kind comes to hand."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.follow_up = a_follow_up(workspace)

    def any(self, table: str, number: int) -> str | None:
        with self.workspace.read() as connection:
            query = f"SELECT id FROM live_{table} WHERE follow_up_id = ? ORDER BY id"
            rows = connection.exec_driver_sql(query, (self.follow_up,)).scalars().all()
        return rows[number % len(rows)] if rows else None

    def do(self, kind: str, number: int, text: str) -> None:
        row = self.any(
            {"tag": "note", "type": "note", "drop": "note", "move": "note"}.get(kind, "observation"), number
        )
        code = CODES[number % 2]
        steps: dict[str, Callable[[], object]] = {
            "note": lambda: interviews.add_note(self.workspace, self.follow_up, text, requirement=code),
            "type": lambda: row and interviews.set_note_text(self.workspace, row, text, amend=True),
            "tag": lambda: row and interviews.set_note_tag(self.workspace, row, list(NoteTag)[number % 4]),
            "move": lambda: row and interviews.set_note_requirement(self.workspace, row, code),
            "drop": lambda: row and interviews.remove_note(self.workspace, row),
            "see": lambda: observations.add(self.workspace, self.follow_up, text, place=text),
            "unsee": lambda: row and observations.remove_observation(self.workspace, row),
            "weigh": lambda: (
                row
                and assessments.set_stance(
                    self.workspace,
                    self.follow_up,
                    code,
                    SourceKind.OBSERVATION,
                    row,
                    list(Stance)[number % 3],
                )
            ),
            "rate": lambda: assessments.rate(self.workspace, self.follow_up, code, list(Rating)[number % 5]),
            "grounds": lambda: assessments.set_grounds(
                self.workspace, self.follow_up, code, text, amend=True
            ),
            "talk": lambda: interviews.start(self.workspace, self.follow_up, Role.STAFF, text),
            "arrive": lambda: follow_ups.arrive(self.workspace, self.follow_up),
            "provider": lambda: register.add_provider(self.workspace, name=text),
        }
        with contextlib.suppress(InspektorError):  # a rule said no: nothing was done
            steps[kind]()


def shown(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Everything a screen can see, and everything a search can find."""
    with workspace.read() as connection:
        tables = {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM live_{name} ORDER BY id")]
            for name in shapes()
        }
        found = connection.exec_driver_sql(
            "SELECT tbl, row, field, text FROM search_text ORDER BY row, field"
        )
        tables["search"] = [tuple(row) for row in found]
    return tables


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            "note type type type tag move drop see unsee weigh rate grounds grounds talk arrive provider".split()
        ),
        st.integers(0, 9),
        TEXTS,
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    workspace = a_workspace(tmp_path_factory.mktemp("undo") / "w")
    yield User(workspace)
    workspace.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_doing_and_undoing_is_nothing(user, steps):
    history = user.workspace.history
    history._done.clear()
    before = shown(user.workspace)
    for step in steps:
        user.do(*step)
    after = shown(user.workspace)
    while history.undo_label() is not None:
        history.undo()
    assert shown(user.workspace) == before
    while history.redo_label() is not None:
        history.redo()
    assert shown(user.workspace) == after
