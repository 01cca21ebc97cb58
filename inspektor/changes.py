"""What a change is: the one currency of views, undo, sync and the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Value = str | int | float | bytes | None
Origin = Literal["local", "undo", "redo", "sync"]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row.

    A row that appears or disappears changes its field "": 1 is visible, 0 deleted, None did not exist.
    """

    table: str
    row: str
    field: str
    before: Value
    after: Value
    operation: int = 0


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one committed transaction changed."""

    changes: tuple[Change, ...]
    label: str
    origin: Origin
    person: str
    at: datetime
    amended: bool = False
    _touched: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_touched", frozenset((change.table, change.row) for change in self.changes))

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes

    def touches(self, table: str, row: str | None = None) -> bool:
        """Whether the table, or that row of it, changed."""
        if row is not None:
            return (table, row) in self._touched
        return any(touched == table for touched, _ in self._touched)

    def rows(self, table: str) -> set[str]:
        """The ids of the table's changed rows."""
        return {row for touched, row in self._touched if touched == table}

    def created(self, table: str) -> str:
        """The id of the one row of the table that this transaction made; ValueError if not exactly one."""
        made = [c.row for c in self.changes if c.table == table and c.field == "" and c.before is None]
        if len(made) != 1:
            raise ValueError(f"{len(made)} rows of {table} were made")
        return made[0]
