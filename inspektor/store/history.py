"""Undo and redo: the inverse of a step, applied as a new ordinary change."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy.orm import Session

from inspektor.changes import Change, ChangeSet, Origin, Value
from inspektor.errors import InspektorError
from inspektor.i18n import tr

STEPS_KEPT = 100

Write = Callable[[str, Callable[[Session], object], Origin], ChangeSet]


class CannotUndo(InspektorError):
    """The record was changed afterwards by someone else, so undoing would overwrite their work."""

    def text(self) -> str:
        """What happened."""
        return tr("This step cannot be undone: the record has been changed since.")

    def advice(self) -> str:
        """What to do."""
        return tr("Open the record's history to see both values, and write the one that should stand.")


@dataclass(frozen=True, slots=True)
class _Step:
    label: str
    changes: tuple[Change, ...]


class History:
    """The steps of this session that can be undone and redone. Changes from colleagues are never on it."""

    def __init__(self, write: Write) -> None:
        """Take the workspace's one door."""
        self._write = write
        self._lock = Lock()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._forgotten = 0

    def note(self, changes: ChangeSet) -> None:
        """Remember a committed step; saves that amend one typed text are one step."""
        if changes.empty:
            return
        with self._lock:
            self._undone.clear()
            if changes.amended and self._done and _same_operations(self._done[-1].changes, changes.changes):
                merged = _merged(self._done.pop(), changes.changes)
                if any(change.before != change.after for change in merged.changes):
                    self._done.append(merged)
                return
            self._done.append(_Step(changes.label, changes.changes))
            del self._done[:-STEPS_KEPT]

    def forget(self, fields: Collection[tuple[str, str, str]]) -> None:
        """Drop every step that knows a value of these fields: what was erased is never brought back."""
        if not fields:
            return
        with self._lock:
            self._forgotten += 1
            for stack in (self._done, self._undone):
                stack[:] = [step for step in stack if not _knows(step, fields)]

    def undo_label(self) -> str | None:
        """The marked label of the step that undo would take back, or None."""
        with self._lock:
            return self._done[-1].label if self._done else None

    def redo_label(self) -> str | None:
        """The marked label of the step that redo would repeat, or None."""
        with self._lock:
            return self._undone[-1].label if self._undone else None

    def undo(self) -> ChangeSet | None:
        """Take back the latest step; None if there is none, CannotUndo (and the step is dropped) if the record moved on."""
        return self._turn(self._done, self._undone, "undo")

    def redo(self) -> ChangeSet | None:
        """Repeat the step undone last."""
        return self._turn(self._undone, self._done, "redo")

    def _turn(self, source: list[_Step], target: list[_Step], origin: Origin) -> ChangeSet | None:
        with self._lock:
            if not source:
                return None
            step, forgotten = source.pop(), self._forgotten
        changes = step.changes if origin == "redo" else tuple(_inverse(change) for change in step.changes)

        def apply(session: Session) -> None:
            if forgotten != self._forgotten:
                raise CannotUndo
            _apply(session, changes)

        made = self._write(step.label, apply, origin)
        with self._lock:
            if forgotten == self._forgotten:  # else the step may know what has been erased meanwhile
                target.append(step)
        return made


def _knows(step: _Step, fields: Collection[tuple[str, str, str]]) -> bool:
    """Whether the step holds a value of the fields, or shows or hides a record that has lost one."""
    rows = {(table, row) for table, row, _ in fields}
    return any(
        (change.table, change.row, change.field) in fields
        or (not change.field and (change.table, change.row) in rows)
        for change in step.changes
    )


def _same_operations(one: Sequence[Change], other: Sequence[Change]) -> bool:
    return {change.operation for change in other} <= {change.operation for change in one}


def _merged(step: _Step, newer: Sequence[Change]) -> _Step:
    after = {change.operation: change.after for change in newer}
    changes = tuple(
        Change(c.table, c.row, c.field, c.before, after.get(c.operation, c.after), c.operation)
        for c in step.changes
    )
    return _Step(step.label, changes)


def _inverse(change: Change) -> Change:
    return Change(change.table, change.row, change.field, change.after, change.before)


def _apply(session: Session, changes: Sequence[Change]) -> None:
    connection = session.connection()
    rows: dict[tuple[str, str], dict[str, tuple[Value, Value]]] = {}
    for change in changes:
        rows.setdefault((change.table, change.row), {})[change.field] = (change.before, change.after)
    for (table, row), fields in rows.items():
        current = (
            connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id = ?", (row,)).mappings().one_or_none()
        )
        if current is None:
            raise CannotUndo
        settings = _settings(dict(current), fields)
        names = ", ".join(f"{name} = ?" for name in settings)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {names} WHERE id = ?",
            (*settings.values(), row),
        )


def _settings(current: dict[str, Value], fields: dict[str, tuple[Value, Value]]) -> dict[str, Value]:
    """What to write so that a row goes from `before` to `after`; a row that was made is hidden with its fields intact."""
    existence = fields.get("")
    if existence is not None:
        before, after = existence
        if bool(current["hidden"]) == bool(before) or any(
            current[name] not in values for name, values in fields.items() if name
        ):
            raise CannotUndo
        settings: dict[str, Value] = {"hidden": 0 if after else 1}
        if before is not None and after is not None:
            settings |= {name: values[1] for name, values in fields.items() if name}
        return settings
    if current["hidden"] or any(current[name] != values[0] for name, values in fields.items()):
        raise CannotUndo
    return {name: values[1] for name, values in fields.items()}
