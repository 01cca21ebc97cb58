"""What screens ask of the core, on a real workspace."""

import pytest
from PySide6.QtWidgets import QWidget

from inspektor.actions import register
from inspektor.errors import InspektorError, RuleBroken
from inspektor.queries.register import providers
from tests.builders import a_workspace
from ui.jobs import InstantJobs, Jobs
from ui.operations import Operations


class Screen(QWidget):
    """Hears what a screen hears."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.troubles: list[InspektorError] = []
        operations.changed.connect(self._changed)
        operations.saved.connect(self._saved)
        operations.troubled.connect(self.troubles.append)

    def _changed(self, changes) -> None:
        self.heard.append(("changed", changes.label, changes.origin))

    def _saved(self, at) -> None:
        self.heard.append(("saved", at))

    def done(self, result) -> None:
        self.heard.append(("done", result))

    def refused(self, error) -> None:
        self.heard.append(("refused", error))


@pytest.fixture
def workspace(tmp_path):
    made = a_workspace(tmp_path / "arbetsyta")
    yield made
    made.close()


@pytest.fixture(params=[InstantJobs, Jobs], ids=["at once", "on lanes"])
def operations(request, qapp, workspace):
    bugs: list[BaseException] = []
    jobs = request.param(on_bug=bugs.append)
    made = Operations(jobs, workspace)
    made.bugs = bugs
    yield made
    made.close()
    jobs.close()


@pytest.fixture
def screen(operations, qtbot):
    made = Screen(operations)
    qtbot.addWidget(made)
    return made


def names(workspace) -> list[str]:
    return [row.name for row in providers(workspace)]


def test_a_change_is_announced_saved_and_then_answered(operations, screen, workspace):
    operations.change(register.add_provider, owner=screen, done=screen.done, name="Ankaret AB")
    operations.flush()
    assert [what[0] for what in screen.heard] == ["changed", "saved", "done"]
    assert screen.heard[0] == ("changed", "Add provider", "local")
    assert names(workspace) == ["Ankaret AB"]


def test_an_action_may_be_named(operations, screen, workspace):
    operations.change("actions.register.add_provider", owner=screen, done=screen.done, name="Ankaret AB")
    operations.flush()
    assert names(workspace) == ["Ankaret AB"]


def test_a_question_is_answered_with_shapes(operations, screen, qtbot):
    operations.change(register.add_provider, owner=None, name="Ankaret AB")
    operations.flush()
    screen.heard.clear()
    operations.ask(providers, owner=screen, done=screen.done)
    qtbot.waitUntil(lambda: bool(screen.heard))
    assert [row.name for row in screen.heard[0][1]] == ["Ankaret AB"]


def test_undo_and_redo_are_changes_like_others(operations, screen, workspace):
    moved: list[tuple[str | None, str | None]] = []
    operations.history_changed.connect(
        lambda: moved.append((operations.undo_label(), operations.redo_label()))
    )
    operations.change(register.add_provider, owner=screen, name="Ankaret AB")
    operations.flush()
    assert moved[-1] == ("Add provider", None)
    operations.undo()
    operations.flush()
    assert (names(workspace), moved[-1]) == ([], (None, "Add provider"))
    operations.redo()
    operations.flush()
    assert (names(workspace), moved[-1]) == (["Ankaret AB"], ("Add provider", None))
    origins = [what[2] for what in screen.heard if what[0] == "changed"]
    assert origins == ["local", "undo", "redo"]


def test_undoing_nothing_does_nothing(operations, screen):
    operations.undo()
    operations.redo()
    operations.flush()
    assert screen.heard == screen.troubles == []


def test_a_broken_rule_goes_to_whoever_asked(operations, screen, workspace):
    operations.change(
        register.add_provider, owner=screen, failed=screen.refused, name="X", organisation_number="123"
    )
    operations.flush()
    assert [what[0] for what in screen.heard] == ["refused"]
    assert isinstance(screen.heard[0][1], RuleBroken)
    assert screen.troubles == []
    assert names(workspace) == []


def test_trouble_nobody_asked_for_is_told_to_the_window(operations, screen):
    operations.change(register.add_provider, owner=screen, name="X", organisation_number="123")
    operations.flush()
    assert [type(error) for error in screen.troubles] == [RuleBroken]


def test_a_bug_goes_to_the_bug_report_and_writes_nothing(operations, screen, workspace):
    operations.change(register.add_provider, owner=screen, failed=screen.refused, nonsense=1, name="X")
    operations.change(lambda _: 1 / 0, owner=screen, failed=screen.refused)
    operations.flush()
    assert ZeroDivisionError in [type(error) for error in operations.bugs]
    assert names(workspace) == []


def test_long_work_reports_and_answers(operations, screen, qtbot):
    seen: list[tuple[int, int]] = []

    def count(workspace, upto, progress, cancelled):
        for number in range(upto):
            progress(number + 1, upto)
        return len(providers(workspace))

    operations.work(count, 5, owner=screen, done=screen.done, progress=lambda *figures: seen.append(figures))
    qtbot.waitUntil(lambda: ("done", 0) in screen.heard)
    assert seen[-1] == (5, 5)


def test_what_colleagues_send_is_announced_but_not_as_saved(operations, screen, workspace, tmp_path):
    other = a_workspace(tmp_path / "kollega", "Johan Lind")
    register.add_provider(other, name="Kollegans AB")
    sent = other.journal.unbundled()
    launches = other.journal.launches({operation.id.launch for operation in sent})
    other.close()
    operations.change(type(workspace).absorb, sent, launches, owner=None)
    operations.flush()
    assert [what[0] for what in screen.heard] == ["changed"]
    assert screen.heard[0][2] == "sync"


def test_after_closing_nobody_is_told(operations, screen, workspace):
    operations.close()
    register.add_provider(workspace, name="Efteråt AB")
    assert screen.heard == []
