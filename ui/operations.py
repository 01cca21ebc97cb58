"""What screens ask of the core: change something, see something, do long work. The one place that reaches actions and queries.

Changes run in order on the write lane, questions and long work on the slow lanes; answers come back on the GUI thread, or not
at all if the asker has gone. Each committed change is announced once, whoever made it: a user, undo, or a colleague by sync.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from ui.jobs import WRITE, Job, Jobs

if TYPE_CHECKING:
    from inspektor.shapes.conflict import Conflict
    from inspektor.store.workspace import Workspace

Named = str | Callable[..., Any]
"""A function of the core, best by its name below `inspektor`, "actions.register.add_unit": imported on the lane that runs it."""
Done = Callable[[Any], object]
Failed = Callable[[InspektorError], object]
Progress = Callable[[int, int], object]


class Operations(QObject):
    """The doors of one open workspace.

    `changed` carries each committed ChangeSet. `saved` carries the moment of the user's last commit.
    `history_changed` says that what can be undone or redone is another. `troubled` carries an InspektorError that
    nobody asked for; a fault of ours goes where the jobs were told. `conflicts_changed` says that `conflicts`, what people
    changed without knowing of each other, is another; `decision_asked` carries one that the user wants to decide about.
    `role_changed` says that one may do something else than before.
    """

    changed = Signal(object)
    saved = Signal(object)
    history_changed = Signal()
    troubled = Signal(object)
    conflicts_changed = Signal()
    decision_asked = Signal(object)
    role_changed = Signal()

    def __init__(self, jobs: Jobs, workspace: Workspace, parent: QObject | None = None) -> None:
        """Listen to the workspace; `close` ends it."""
        super().__init__(parent)
        self._jobs = jobs
        self._workspace = workspace
        self.patience = jobs.patience
        """What is kept until the disk takes it."""
        self.patience.refused_late.connect(self.troubled)
        self.conflicts: tuple[Conflict, ...] = ()
        workspace.listen(self._heard)
        workspace.role.listen(partial(jobs.post, self.role_changed.emit))
        self._look_for_conflicts()

    @property
    def workspace(self) -> Workspace:
        """The open workspace, for the application itself; screens never ask for it."""
        return self._workspace

    @property
    def reads_only(self) -> bool:
        """Whether one is a reader of the group, who changes nothing."""
        return self._workspace.role.reads_only

    def change(
        self,
        action: Named,
        *args: Any,
        owner: QObject | None,
        done: Done | None = None,
        failed: Failed | None = None,
        held: Failed | None = None,
        **named: Any,
    ) -> Job:
        """Run `action(workspace, *args, **named)` on the write lane. Never skipped once asked, whatever becomes of the owner.

        What the disk refuses is kept and written later, and `held` told; a dialog instead hears of it as of every failure,
        and stays open for another try.
        """
        keep = not any(isinstance(each, QDialog) for each in (owner, getattr(failed, "__self__", None)))
        work = partial(_call, action, self._workspace, *args, **named)
        failed = failed or self._trouble
        return self._jobs.run(
            WRITE, work, owner=owner or self, done=done, failed=failed, held=held, keep=keep
        )

    def ask(
        self,
        query: Named,
        *args: Any,
        owner: QObject,
        done: Done,
        failed: Failed | None = None,
        **named: Any,
    ) -> Job:
        """Run `query(workspace, *args, **named)` on a slow lane and hand its shapes to `done`."""
        work = partial(_call, query, self._workspace, *args, **named)
        return self._jobs.run("slow", work, owner=owner, done=done, failed=failed or self._trouble)

    def work(
        self,
        function: Named,
        *args: Any,
        owner: QObject,
        done: Done,
        failed: Failed | None = None,
        progress: Progress,
        **named: Any,
    ) -> Job:
        """Run `function(workspace, *args, progress=…, cancelled=…)` on a slow lane; the job can be cancelled."""
        work = partial(_call, function, self._workspace, *args, **named)
        return self._jobs.run(
            "slow", work, owner=owner, done=done, failed=failed or self._trouble, progress=progress
        )

    def undo(self) -> None:
        """Take back the latest step."""
        self._turn(self._workspace.history.undo)

    def redo(self) -> None:
        """Repeat the step undone last."""
        self._turn(self._workspace.history.redo)

    def _turn(self, step: Callable[[], ChangeSet | None]) -> None:
        if self.reads_only:
            return
        self._jobs.run(WRITE, step, owner=self, done=self._turned, failed=self._trouble)

    def _turned(self, _: ChangeSet | None) -> None:
        self.history_changed.emit()  # the step has changed stacks only now, after it was announced

    def undo_label(self) -> str | None:
        """The marked label of the step that undo would take back, or None."""
        return None if self.reads_only else self._workspace.history.undo_label()

    def redo_label(self) -> str | None:
        """The marked label of the step that redo would repeat, or None."""
        return None if self.reads_only else self._workspace.history.redo_label()

    def flush(self) -> None:
        """Wait until every change asked for is committed, or kept."""
        self._jobs.flush()

    def close(self) -> None:
        """Finish what was asked for and hear no more of the workspace; the caller closes it."""
        self._jobs.flush()
        self._workspace.listen(None)
        self._workspace.role.listen(None)

    def _heard(self, changes: ChangeSet) -> None:
        """On the thread that wrote."""
        self._jobs.post(partial(self._announce, changes))

    def _announce(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)
        if self.conflicts or changes.origin == "sync":
            self._look_for_conflicts()
        if changes.origin != "sync":
            self.saved.emit(changes.at)
        self.history_changed.emit()

    def _look_for_conflicts(self) -> None:
        self.ask("queries.conflicts.conflicts", owner=self, done=self._take_conflicts)

    def _take_conflicts(self, found: tuple[Conflict, ...]) -> None:
        if found != self.conflicts:
            self.conflicts = found
            self.conflicts_changed.emit()

    def conflict_about(self, table: str, row: str, field: str) -> Conflict | None:
        """What awaits a decision about a field of a record."""
        where = (table, row, field)
        return next((each for each in self.conflicts if (each.table, each.row, each.field) == where), None)

    def _trouble(self, error: InspektorError) -> None:
        self.history_changed.emit()  # a step that cannot be undone is dropped
        self.troubled.emit(error)


def _call(function: Named, *args: Any, **named: Any) -> Any:
    return (found(function) if isinstance(function, str) else function)(*args, **named)


def found(name: str) -> Callable[..., Any]:
    """The function of the core that the name means."""
    room, _, verb = name.rpartition(".")
    function: Callable[..., Any] = getattr(import_module(f"inspektor.{room}"), verb)
    return function
